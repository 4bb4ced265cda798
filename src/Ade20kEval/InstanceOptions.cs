using Ade20kEval.Instances;

namespace Ade20kEval;

/// <summary>How instances are scored.</summary>
public sealed record InstanceOptions
{
    /// <summary>What is laid over what.</summary>
    public OverlapKind Overlap { get; init; } = OverlapKind.Mask;

    /// <summary>The arithmetic.</summary>
    public InstanceRules Rules { get; init; } = InstanceRules.Coco;

    /// <summary>Whether pairs of different categories are compared, too, so that confusions can be told from false alarms; AP does not need it.</summary>
    public bool EveryPair { get; init; }

    /// <summary>How the work is done; a shard is not supported yet.</summary>
    public ExecutionOptions Execution { get; init; } = new();
}
