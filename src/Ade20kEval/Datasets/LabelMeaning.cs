namespace Ade20kEval.Datasets;

/// <summary>What a dataset says a raw value is. The default value is a value that the dataset does not know.</summary>
public readonly record struct LabelMeaning
{
    private LabelMeaning(LabelKind kind, int? classIndex)
    {
        Kind = kind;
        ClassIndex = classIndex;
    }

    /// <summary>A value that the dataset knows and leaves out.</summary>
    public static LabelMeaning Ignored { get; } = new(LabelKind.Ignored, classIndex: null);

    /// <summary>A value that the dataset does not know.</summary>
    public static LabelMeaning Unexpected => default;

    /// <summary>Class, ignored or unexpected.</summary>
    public LabelKind Kind { get; }

    /// <summary>The class, 0..C-1; null when it is none.</summary>
    public int? ClassIndex { get; }

    /// <summary>One of the classes.</summary>
    /// <param name="classIndex">0..C-1.</param>
    public static LabelMeaning OfClass(int classIndex) => new(LabelKind.Class, classIndex);
}
