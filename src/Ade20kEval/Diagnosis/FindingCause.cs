namespace Ade20kEval.Diagnosis;

/// <summary>What can be wrong with a set of predictions.</summary>
public enum FindingCause
{
    /// <summary>Names match only after a prefix, a suffix or a way of numbering is taken away.</summary>
    Names,

    /// <summary>Ground truths have no prediction, and no renaming gives them one.</summary>
    MissingPredictions,

    /// <summary>Files cannot be read as masks.</summary>
    Unreadable,

    /// <summary>Predictions are drawn in the colours of a palette.</summary>
    ColoredMasks,

    /// <summary>Predictions are gray masks stored with three or four equal channels.</summary>
    GrayAsRgb,

    /// <summary>Width and height are exchanged.</summary>
    Transposed,

    /// <summary>All predictions have one size, that of the network perhaps, where ground truths differ.</summary>
    OneFixedSize,

    /// <summary>All predictions are smaller or larger by one factor.</summary>
    ScaledSize,

    /// <summary>Predictions have other sizes than their ground truths, by no rule that we know.</summary>
    OtherSizes,

    /// <summary>The ground truth holds values that the dataset does not know.</summary>
    GroundTruthValues,

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
}
