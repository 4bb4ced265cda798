namespace Ade20kEval.Datasets;

/// <summary>What a dataset says a raw value is.</summary>
public enum LabelKind
{
    /// <summary>A value that the dataset does not know: the file, or the choice of dataset, is wrong.</summary>
    Unexpected,

    /// <summary>A value that the dataset knows and leaves out: void, "other objects", don't care.</summary>
    Ignored,

    /// <summary>One of the classes that are scored.</summary>
    Class,
}
