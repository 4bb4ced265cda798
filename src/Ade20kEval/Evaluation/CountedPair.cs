using System.Security.Cryptography;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>All that is kept of a pair of masks that was in memory.</summary>
/// <param name="Counts">Its pairs of raw values, under the pair's name.</param>
/// <param name="Evidence">What options ask for beside these.</param>
/// <param name="Digests">The SHA-256 of its ground truth, then that of its prediction; empty where nobody asked for them.</param>
internal readonly record struct CountedPair(ImageCounts Counts, ImageEvidence Evidence, ReadOnlyMemory<byte> Digests)
{
    /// <summary>Whether another one of the same name holds the same counts: the same image, scored twice.</summary>
    public bool HasCountsOf(in CountedPair other) =>
        Counts.Width == other.Counts.Width && Counts.Height == other.Counts.Height && Counts.Cells.SequenceEqual(other.Counts.Cells) && Digests.Span.SequenceEqual(other.Digests.Span);

    /// <summary>The counts of many, as protocols take them.</summary>
    /// <param name="scoring">What was counted.</param>
    /// <param name="pairs">The pairs, in name order.</param>
    public static RunCounts CountsOf(ScoringOptions scoring, IReadOnlyList<CountedPair> pairs) => new(scoring.Dataset, scoring.PredictionLabels, [.. pairs.Select(pair => pair.Counts)])
    {
        Boundary = scoring.Boundaries ? BoundariesOf(scoring, [.. pairs.Select(pair => pair.Evidence.Boundary!)]) : null,
        ErrorKinds = scoring.ErrorWidth is double width ? new ErrorKindCounts(width, [.. pairs.Select(pair => pair.Evidence.Errors!)]) : null,
        Rings = scoring.Rings is int rings ? new RingCounts(rings, [.. pairs.Select(pair => pair.Evidence.Rings!)]) : null,
        Sizes = scoring.Sizes ? [.. pairs.Select(pair => pair.Evidence.Sizes!)] : null,
    };

    /// <summary>The boundaries of images as a run keeps them.</summary>
    public static BoundaryCounts BoundariesOf(ScoringOptions scoring, IReadOnlyList<ImageBoundary> boundaries)
    {
        ImageCounts[] labels = [.. boundaries.Select(boundary => boundary.Labels).OfType<ImageCounts>()];
        return new BoundaryCounts([.. boundaries.Select(boundary => boundary.Classes)], labels.Length == boundaries.Count ? labels : null) { Ratio = scoring.BoundaryRatio };
    }

    /// <summary>The digests of many in one, of ground truths and of predictions; empty where there are none.</summary>
    public static (string GroundTruth, string Prediction) DigestsOf(IReadOnlyList<CountedPair> pairs)
    {
        if (pairs.Count == 0 || pairs.Any(pair => pair.Digests.IsEmpty))
        {
            return ("", "");
        }

        DigestList groundTruth = new(pairs.Count);
        DigestList prediction = new(pairs.Count);
        for (int i = 0; i < pairs.Count; i++)
        {
            groundTruth.Set(i, pairs[i].Digests.Span[..SHA256.HashSizeInBytes]);
            prediction.Set(i, pairs[i].Digests.Span[SHA256.HashSizeInBytes..]);
        }

        IEnumerable<string> names = pairs.Select(pair => pair.Counts.Name);
        return (groundTruth.Combine(names), prediction.Combine(names));
    }
}
