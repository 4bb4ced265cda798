namespace Ade20kEval.Diagnosis;

/// <summary>What can be wrong with a set of predictions.</summary>
public enum FindingCause
{
    /// <summary>Names match only after a prefix, a suffix or a way of numbering is taken away.</summary>
    Names,

    /// <summary>Ground truths have no prediction, and no renaming gives them one.</summary>
    MissingPredictions,

    /// <summary>Predictions belong to no ground truth, and every ground truth has its own.</summary>
    ExtraPredictions,

    /// <summary>Predictions lie in one of several folders that were given together.</summary>
    Folder,

    /// <summary>Predictions belong to other ground truths than their names say.</summary>
    PairOrder,

    /// <summary>Files cannot be read as masks.</summary>
    Unreadable,

    /// <summary>Predictions are drawn in the colours of a palette.</summary>
    ColoredMasks,

    /// <summary>Predictions are read by colours, one of which two labels have.</summary>
    SharedColor,

    /// <summary>Predictions are gray masks stored with three or four equal channels.</summary>
    GrayAsRgb,

    /// <summary>Predictions are palette files whose colours are those of the classes, and whose indices are not.</summary>
    PaletteOrder,

    /// <summary>Predictions are shades of gray with fewer than 8 bits a sample.</summary>
    FewBits,

    /// <summary>Width and height are exchanged.</summary>
    Transposed,

    /// <summary>Predictions are rotated by 90 or 180 degrees.</summary>
    Rotated,

    /// <summary>Left and right, or upper and lower, are exchanged.</summary>
    Mirrored,

    /// <summary>Predictions have bars around the image, or show the middle or a corner of it.</summary>
    Padded,

    /// <summary>All predictions have one size, that of the network perhaps, where ground truths differ.</summary>
    OneFixedSize,

    /// <summary>All predictions are smaller or larger by one factor.</summary>
    ScaledSize,

    /// <summary>Predictions have other sizes than their ground truths, by no rule that we know.</summary>
    OtherSizes,

    /// <summary>The ground truth holds values that the dataset does not know.</summary>
    GroundTruthValues,

    /// <summary>The ground truth has no labelled pixel.</summary>
    NoLabelledPixels,

    /// <summary>The value that the dataset ignores is a class in the ground truth: 0 and 255 for two classes.</summary>
    IgnoredValueIsClass,

    /// <summary>Predictions hold class indices (train ids) where label ids are expected.</summary>
    ClassIndices,

    /// <summary>Predictions hold label ids where class indices (train ids) are expected.</summary>
    LabelIds,

    /// <summary>Every prediction value is off by the same number.</summary>
    LabelOffset,

    /// <summary>Every prediction value is multiplied by the same number: 8-bit values stretched to 16 bits, say.</summary>
    ScaledValues,

    /// <summary>Predictions hold another numbering of the same classes.</summary>
    OtherNumbering,

    /// <summary>Predictions hold the low bytes of label ids above 255.</summary>
    LowBytes,

    /// <summary>Predictions hold the classes by other numbers, one to one.</summary>
    ClassTable,

    /// <summary>Predictions hold the gray values of a coloured mask.</summary>
    GrayOfColors,

    /// <summary>Predictions hold one and the same value everywhere.</summary>
    ConstantPrediction,

    /// <summary>Predictions hold values that are no class.</summary>
    ValuesBeyondClasses,

    /// <summary>Predictions hold the ignored value on pixels that are scored.</summary>
    IgnoredValuePredicted,

    /// <summary>Predictions are the ground truth, pixel for pixel.</summary>
    EqualsGroundTruth,

    /// <summary>Predictions agree with the ground truth no more than strewn ones would, and nothing that was tried mends it.</summary>
    AtChance,
}
