using Ade20kEval.Masks;

namespace Ade20kEval;

/// <summary>How files become raw values.</summary>
public sealed record ReadingOptions
{
    /// <summary>How mask files are decoded, on both sides: raw values, or colours through a palette.</summary>
    public MaskReaderOptions Masks { get; init; } = new();

    /// <summary>New numbers for ground-truth values before the dataset sees them; <see langword="null"/> for none.</summary>
    public LabelRemap? GroundTruthRemap { get; init; }

    /// <summary>New numbers for prediction values before the dataset sees them; <see langword="null"/> for none.</summary>
    public LabelRemap? PredictionRemap { get; init; }
}
