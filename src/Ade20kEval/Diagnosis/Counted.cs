using Ade20kEval.Counting;
using Ade20kEval.Files;

namespace Ade20kEval.Diagnosis;

/// <summary>What came of reading and counting some pairs in one way.</summary>
internal sealed class Counted
{
    /// <summary>The counts of those that could be read.</summary>
    public List<ImageCounts> Images { get; } = [];

    /// <summary>Their sizes, before anything was done to them.</summary>
    public List<SizePair> Sizes { get; } = [];

    /// <summary>What could not be read.</summary>
    public ProblemList Problems { get; } = new();
}
