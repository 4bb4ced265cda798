using Ade20kEval.Files;
using Ade20kEval.Panoptic;

namespace Ade20kEval.Evaluation;

/// <summary>What merging keeps of a shard of panoptic predictions.</summary>
internal sealed class PanopticShardPart : FigureShardPart
{
    /// <summary>Takes what merging needs.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="run">The document.</param>
    /// <exception cref="InputException">It is no shard that can be merged.</exception>
    public PanopticShardPart(string file, PanopticRun run)
        : base(file, run.Header)
    {
        Run = run;

        // The JSON comes first.
        if (Evidence.GroundTruthNames.Count != run.Evidence.Images.Count + 1)
        {
            throw new InputException(Invariant($"{file}: $.evidence.files: has {Evidence.GroundTruthNames.Count} items; expected {run.Evidence.Images.Count + 1}, one for the annotations and one an image. The file was edited or damaged; score the slice again."));
        }
    }

    public PanopticRun Run { get; }

    public override int ImageCount => Run.Evidence.Images.Count;

    // As in the ground truth's JSON, which may have any order.
    public override bool ComesAfter(ShardPart before) => true;

    public override string NameOf(int image) => $"{Run.Evidence.Images[image].Name} (id {Run.Evidence.Images[image].Id})";

    public override string? Unlike(ShardPart first) => first is PanopticShardPart { Run: PanopticRun other } && Run.Protocol == other.Protocol && Run.Areas == other.Areas
        && Run.UsesBoundaries == other.UsesBoundaries && Run.Mended.SequenceEqual(other.Mended) && Run.Evidence.Categories.SequenceEqual(other.Evidence.Categories)
            ? null
            : $"protocol, areas, boundaries, what was mended or categories are not those of {first.File}.";
}
