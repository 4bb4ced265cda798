using Ade20kEval.Instances;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>Joins the shards of one run of instances: what comes out is the document of the whole run, to the last byte but those of its line <c>tool</c>. Intervals are the caller's.</summary>
internal static class InstanceMerger
{
    /// <summary>Joins shards.</summary>
    /// <param name="parts">What each file is called, and what it holds; in any order.</param>
    /// <exception cref="Files.InputException">As of <see cref="ShardAgreement.Require"/>.</exception>
    public static InstanceRun Merge(IReadOnlyList<InstanceShardPart> parts)
    {
        InstanceShardPart[] sorted = [.. parts.OrderBy(static part => part.Shard.Index)];
        ShardAgreement.Require(sorted);
        InstanceRun first = sorted[0].Run;
        InstanceEvidence evidence = first.Evidence with { Images = [.. sorted.SelectMany(static part => part.Run.Evidence.Images)] };
        InstanceProtocol protocol = InstanceProtocol.Find(first.Protocol);
        protocol = protocol with { Rules = protocol.Rules with { DetectionLimits = first.Scores.Rules.DetectionLimits } };
        InstanceQuirk[] mended = [.. first.Mended.Select(InstanceQuirk.Find)];

        // Every slice had both files, whole.
        return InstanceRun.Create(evidence, protocol, mended, InstanceScores.Of(evidence, InstanceRun.RulesOf(protocol, mended, evidence.Kind)), new RunHeader
        {
            Tool = ShardPart.ToolOf(sorted),
            GroundTruth = first.Header.GroundTruth with { ImageCount = evidence.Images.Count },
            Predictions = first.Header.Predictions with { ImageCount = evidence.Images.Count(static image => image.Detections.Length > 0) },
            Warnings = sorted[0].Evidence.NameWarnings,
        });
    }
}
