using Ade20kEval.Boundaries;

namespace Ade20kEval.Runs;

/// <summary>What a shard of label maps has beside its counts.</summary>
internal sealed record MaskShardEvidence : ShardEvidence
{
    /// <summary>Ground-truth pixels of the slice of which a table says nothing.</summary>
    public required UncoveredTotals UncoveredGroundTruth { get; init; }

    /// <summary>Predicted pixels of the slice of which a table says nothing.</summary>
    public required UncoveredTotals UncoveredPredictions { get; init; }

    /// <summary>Ground-truth files of the slice that go on after their image.</summary>
    public LongFileTotals LongGroundTruth { get; init; }

    /// <summary>Predictions of the slice that go on after their image.</summary>
    public LongFileTotals LongPredictions { get; init; }

    /// <summary>What the palette of the slice's first prediction says against its indices.</summary>
    public string? PaletteWarning { get; init; }

    /// <summary>What was counted near boundaries, as <see cref="TrimapCounts.NonZero"/> gives it; <see langword="null"/> where that was not asked for.</summary>
    public IReadOnlyList<(int Place, long Pixels)>? Trimap { get; init; }

    /// <summary>The scene of every image, where intervals are to leave out scenes; else empty.</summary>
    public IReadOnlyList<string> Scenes { get; init; } = [];
}

/// <summary>Pixels of which a table of segments says nothing, added up.</summary>
/// <param name="Uncovered">These pixels.</param>
/// <param name="Pixels">All pixels of images that have such.</param>
/// <param name="Images">How many images have such.</param>
internal readonly record struct UncoveredTotals(long Uncovered, long Pixels, int Images);

/// <summary>Files that go on after their image, added up.</summary>
/// <param name="Files">How many.</param>
/// <param name="First">The first by name; <see langword="null"/> where there is none.</param>
internal readonly record struct LongFileTotals(int Files, string? First);
