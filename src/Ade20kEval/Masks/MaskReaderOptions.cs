namespace Ade20kEval.Masks;

/// <summary>How the masks of one side, ground truth or prediction, are decoded.</summary>
public sealed record MaskReaderOptions
{
    /// <summary>What the samples of RGB files mean. Default: they are refused.</summary>
    public MaskEncoding Encoding { get; init; } = MaskEncoding.Raw;

    /// <summary>The palette for <see cref="MaskEncoding.Palette"/>; null otherwise.</summary>
    public ColorPalette? Palette { get; init; }

    /// <summary>
    /// The raw value of pixels that no segment of a run-length table covers. Default: 65535, which is no class of any dataset (<see cref="Datasets.Dataset.NoPrediction"/>);
    /// an evaluation sets what its dataset says.
    /// </summary>
    public int UncoveredValue { get; init; } = ushort.MaxValue;
}
