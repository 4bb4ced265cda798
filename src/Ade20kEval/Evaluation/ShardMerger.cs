using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>Joins the shards of one run: what comes out is the document of the whole run, to the last byte but those of its line <c>tool</c>.</summary>
/// <remarks>
/// Counts and digests go to their places in one <see cref="SetResult"/>, as if workers had put them there, so that scores, totals, digests and
/// warnings are made by the code that makes them for a whole run. Intervals and chosen classes, which are of the whole run only, are the caller's.
/// </remarks>
internal static class ShardMerger
{
    /// <summary>Joins shards.</summary>
    /// <param name="parts">What each file is called, and what it holds; in any order.</param>
    /// <exception cref="InputException">Some are missing, repeated or no shards, or were made of other inputs, by other options or another version; up to ten are named.</exception>
    public static RunDocument Merge(IReadOnlyList<MaskShardPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        MaskShardPart[] sorted = [.. parts.OrderBy(part => part.Shard.Index)];
        ShardAgreement.Require(sorted);

        RunHeader first = sorted[0].Header;
        MaskShardEvidence[] evidence = [.. sorted.Select(part => part.Evidence)];
        EvaluationOptions options = new()
        {
            Scoring = ScoringOf(sorted[0]) with { Rings = sorted.Max(part => part.Rings?.Rings) },   // an empty shard does not tell
            Pairing = new PairingOptions { Resize = sorted[0].Header.ResizesPredictions ? PredictionResize.Nearest : PredictionResize.None },
        };
        UncoveredPixels uncoveredGroundTruth = new();
        LongFiles longGroundTruth = new();
        SetResult result = new(evidence[0].Whole.Images, evidence[0].NameWarnings, options, new DigestList(evidence[0].Whole.Images), uncoveredGroundTruth, longGroundTruth)
        {
            // A run looks at the palette of its first prediction only.
            PaletteWarning = evidence.First(part => part.Listed > 0).PaletteWarning,
        };
        UnknownValueCheck values = new(options.Scoring);
        int place = 0;
        foreach (MaskShardPart part in sorted)
        {
            uncoveredGroundTruth.Add(part.Evidence.UncoveredGroundTruth);
            result.Uncovered.Add(part.Evidence.UncoveredPredictions);
            longGroundTruth.Add(part.Evidence.LongGroundTruth);
            result.LongPredictions.Add(part.Evidence.LongPredictions);
            result.Trimap?.Add(part.Evidence.Trimap!);
            for (int i = 0; i < part.Images.Count; i++)
            {
                ReadOnlySpan<byte> predictionDigest = part.Evidence.PredictionDigests[i];
                if (!predictionDigest.IsEmpty)
                {
                    values.CheckPrediction(part.Images[i], default, result.Unknown);
                }

                result.Put(place++, part.Images[i], part.Evidence.GroundTruthDigests[i], predictionDigest, part.EvidenceOf(i));
            }
        }

        return result.ToDocument(first.GroundTruth.Name, first.Predictions.Name, ShardPart.ToolOf(sorted));
    }

    private static ScoringOptions ScoringOf(MaskShardPart part) => new()
    {
        Dataset = part.Dataset,
        Protocols = [.. part.Protocols.Select(ProtocolCatalog.Find)],
        PredictionLabels = part.Labels,
        Boundaries = part.Boundary is not null,
        BoundaryRatio = part.Boundary?.Ratio ?? BoundaryCounts.DefaultRatio,
        ErrorWidth = part.ErrorKinds?.Width,
        Sizes = part.Sizes is not null,
        Trimap = part.Trimap,
    };
}
