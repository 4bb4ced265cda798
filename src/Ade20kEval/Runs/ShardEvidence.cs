using Ade20kEval.Boundaries;

namespace Ade20kEval.Runs;

/// <summary>What a shard's document has beside its own counts, so that joined shards are the whole run to the last byte.</summary>
internal sealed record ShardEvidence
{
    /// <summary>The list of pairs of which the shard is a slice.</summary>
    public required WholeList Whole { get; init; }

    /// <summary>How many pairs of the list the slice has; as many images as the document, unless some were left out.</summary>
    public required int Listed { get; init; }

    /// <summary>What was asked for, in words: all that changes numbers, so that shards with other words do not belong together.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Options { get; init; }

    /// <summary>Warnings about the names of the whole list.</summary>
    public required IReadOnlyList<string> NameWarnings { get; init; }

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

    /// <summary>The digest of every image's ground truth, in the order of the document's images.</summary>
    public required DigestList GroundTruthDigests { get; init; }

    /// <summary>The digest of every image's prediction; none where there is no prediction.</summary>
    public required DigestList PredictionDigests { get; init; }

    /// <summary>What was counted near boundaries, as <see cref="TrimapCounts.NonZero"/> gives it; <see langword="null"/> where that was not asked for.</summary>
    public IReadOnlyList<(int Place, long Pixels)>? Trimap { get; init; }

    /// <summary>The scene of every image, where intervals are to leave out scenes; else empty.</summary>
    public IReadOnlyList<string> Scenes { get; init; } = [];

    /// <summary>One of <see cref="Options"/>; <see langword="null"/> where it is not there.</summary>
    public string? Option(string key) => Options.Where(option => option.Key == key).Select(option => option.Value).FirstOrDefault();
}

/// <summary>A whole list of pairs, by what listing alone tells: the same for all its shards, and another one as soon as a name or a length differs.</summary>
/// <param name="Images">How many pairs there are.</param>
/// <param name="GroundTruth">SHA-256 over names and lengths of all ground-truth files.</param>
/// <param name="Predictions">The same of the predictions.</param>
internal sealed record WholeList(int Images, string GroundTruth, string Predictions);

/// <summary>Pixels of which a table of segments says nothing, added up.</summary>
/// <param name="Uncovered">These pixels.</param>
/// <param name="Pixels">All pixels of images that have such.</param>
/// <param name="Images">How many images have such.</param>
internal readonly record struct UncoveredTotals(long Uncovered, long Pixels, int Images);

/// <summary>Files that go on after their image, added up.</summary>
/// <param name="Files">How many.</param>
/// <param name="First">The first by name; <see langword="null"/> where there is none.</param>
internal readonly record struct LongFileTotals(int Files, string? First);
