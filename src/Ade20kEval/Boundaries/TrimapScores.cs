namespace Ade20kEval.Boundaries;

/// <summary>A trimap curve: how good predictions are near boundaries, by how near.</summary>
/// <param name="Kind">Which pixels the bands are around.</param>
/// <param name="Bands">From the narrowest to the widest; each holds those before it.</param>
public sealed record TrimapScores(TrimapKind Kind, IReadOnlyList<TrimapBand> Bands)
{
    /// <summary>What the figures follow from, as of <see cref="TrimapCounts.NonZero"/>; <see langword="null"/> where nobody kept it.</summary>
    internal IReadOnlyList<(int Place, long Pixels)>? Cells { get; init; }
}
