using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Instances;

namespace Ade20kEval.Evaluation;

/// <summary>What merging keeps of a shard of detections.</summary>
internal sealed class InstanceShardPart : FigureShardPart
{
    /// <summary>Takes what merging needs.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="run">The document.</param>
    /// <exception cref="InputException">It is no shard that can be merged.</exception>
    public InstanceShardPart(string file, InstanceRun run)
        : base(file, run.Header) => Run = run;

    public InstanceRun Run { get; }

    public override int ImageCount => Run.Evidence.Images.Count;

    public override string NameOf(int image) => Run.Evidence.Images[image].Id.ToString(CultureInfo.InvariantCulture);

    public override bool ComesAfter(ShardPart before) => before is InstanceShardPart { Run: InstanceRun other } && other.Evidence.Images[^1].Id < Run.Evidence.Images[0].Id;

    public override string? Unlike(ShardPart first) => first is InstanceShardPart { Run: InstanceRun other } && Run.Protocol == other.Protocol && Run.Overlap == other.Overlap
        && Run.Evidence.AcrossCategories == other.Evidence.AcrossCategories && Run.Scores.Rules.DetectionLimits.SequenceEqual(other.Scores.Rules.DetectionLimits)
        && Run.Mended.SequenceEqual(other.Mended) && Run.Evidence.Categories.SequenceEqual(other.Evidence.Categories)
            ? null
            : $"protocol, what is compared, limits of detections, what was mended or categories are not those of {first.File}.";
}
