using Ade20kEval.Instances;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>Joins the shards of one run of segments or detections: what comes out is the document of the whole run, to the last byte but those of its line <c>tool</c>. Intervals are the caller's.</summary>
internal static class FigureMerger
{
    /// <summary>Joins shards of detections.</summary>
    /// <param name="parts">What each file is called, and what it holds; in any order.</param>
    /// <exception cref="Files.InputException">As of <see cref="ShardAgreement.Require"/>.</exception>
    public static InstanceRun Merge(IReadOnlyList<InstanceShardPart> parts)
    {
        InstanceShardPart[] sorted = Sorted(parts);
        InstanceRun first = sorted[0].Run;
        InstanceEvidence evidence = first.Evidence with { Images = [.. sorted.SelectMany(static part => part.Run.Evidence.Images)] };
        InstanceProtocol protocol = InstanceProtocol.Find(first.Protocol).With(first.Scores.Rules.DetectionLimits);
        InstanceQuirk[] mended = [.. first.Mended.Select(InstanceQuirk.Find)];

        // Every slice had both files, whole.
        RunHeader header = HeaderOf(
            sorted,
            first.Header.GroundTruth with { ImageCount = evidence.Images.Count },
            first.Header.Predictions with { ImageCount = evidence.Images.Count(static image => image.Detections.Length > 0) });
        return InstanceRun.Create(evidence, protocol, mended, InstanceScores.Of(evidence, InstanceRun.RulesOf(protocol, mended, evidence.Kind)), header);
    }

    /// <summary>Joins shards of segments.</summary>
    /// <param name="parts">What each file is called, and what it holds; in any order.</param>
    /// <exception cref="Files.InputException">As of <see cref="ShardAgreement.Require"/>.</exception>
    public static PanopticRun Merge(IReadOnlyList<PanopticShardPart> parts)
    {
        PanopticShardPart[] sorted = Sorted(parts);
        PanopticRun first = sorted[0].Run;
        RunHeader header = HeaderOf(
            sorted,
            FilesOf(sorted, first.Header.GroundTruth.Name, static evidence => (evidence.GroundTruthNames, evidence.GroundTruthDigests)),
            FilesOf(sorted, first.Header.Predictions.Name, static evidence => (evidence.PredictionNames, evidence.PredictionDigests)));
        return PanopticWhole.Create(
            first.Evidence with { Images = [.. sorted.SelectMany(static part => part.Run.Evidence.Images)] },
            PanopticProtocol.Find(first.Protocol),
            first.Areas,
            [.. first.Mended.Select(PanopticQuirk.Find)],
            header,
            sorted[0].Evidence.GroundTruthPath);
    }

    private static TPart[] Sorted<TPart>(IReadOnlyList<TPart> parts)
        where TPart : FigureShardPart
    {
        TPart[] sorted = [.. parts.OrderBy(static part => part.Shard.Index)];
        ShardAgreement.Require(sorted);
        return sorted;
    }

    private static RunHeader HeaderOf(FigureShardPart[] sorted, InputInfo groundTruth, InputInfo predictions) => new()
    {
        Tool = ShardPart.ToolOf(sorted),
        GroundTruth = groundTruth,
        Predictions = predictions,
        Warnings = sorted[0].Evidence.NameWarnings,
    };

    // The JSON, which all shards have, and then the pictures of each.
    private static InputInfo FilesOf(PanopticShardPart[] parts, string name, Func<FigureShardEvidence, (IReadOnlyList<string> Names, DigestList Digests)> sideOf)
    {
        DigestList all = new(1 + parts.Sum(static part => part.ImageCount));
        List<string> names = [];
        foreach (PanopticShardPart part in parts)
        {
            (IReadOnlyList<string> own, DigestList digests) = sideOf(part.Evidence);
            for (int i = names.Count == 0 ? 0 : 1; i < own.Count; i++)
            {
                all.Set(names.Count, digests[i]);
                names.Add(own[i]);
            }
        }

        return new InputInfo(name, all.Count - 1, all.Combine(names));
    }
}
