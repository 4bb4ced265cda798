namespace Ade20kEval.Runs;

/// <summary>What a shard's document has beside its own counts, so that joined shards are the whole run to the last byte: what every kind of run needs.</summary>
internal abstract record ShardEvidence
{
    /// <summary>The list of pairs of which the shard is a slice.</summary>
    public required WholeList Whole { get; init; }

    /// <summary>How many pairs of the list the slice has; as many images as the document, unless some were left out.</summary>
    public required int Listed { get; init; }

    /// <summary>What was asked for, in words: all that changes numbers, so that shards with other words do not belong together.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Options { get; init; }

    /// <summary>Warnings about the whole list, which every slice has.</summary>
    public required IReadOnlyList<string> NameWarnings { get; init; }

    /// <summary>The digests of the slice's ground-truth files, in the order of its images.</summary>
    public required DigestList GroundTruthDigests { get; init; }

    /// <summary>The digests of the slice's predictions; none where there is no prediction.</summary>
    public required DigestList PredictionDigests { get; init; }

    /// <summary>One of <see cref="Options"/>; <see langword="null"/> where it is not there.</summary>
    public string? Option(string key) => Options.Where(option => option.Key == key).Select(option => option.Value).FirstOrDefault();
}

/// <summary>A whole list of pairs, by what listing alone tells: the same for all its shards, and another one as soon as a name or a length differs.</summary>
/// <param name="Images">How many pairs there are.</param>
/// <param name="GroundTruth">SHA-256 over names and lengths of all ground-truth files, and the whole of a file that all images share.</param>
/// <param name="Predictions">The same of the predictions.</param>
internal sealed record WholeList(int Images, string GroundTruth, string Predictions);
