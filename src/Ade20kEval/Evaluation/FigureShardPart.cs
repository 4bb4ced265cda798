using Ade20kEval.Files;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What merging keeps of a shard of segments or detections.</summary>
internal abstract class FigureShardPart : ShardPart
{
    /// <summary>Takes what both kinds have.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="header">Where the document comes from.</param>
    /// <exception cref="InputException">It is no shard that can be merged.</exception>
    protected FigureShardPart(string file, RunHeader header)
        : base(file, header, header.Evidence) => Evidence = (FigureShardEvidence)header.Evidence!;

    public override FigureShardEvidence Evidence { get; }
}
