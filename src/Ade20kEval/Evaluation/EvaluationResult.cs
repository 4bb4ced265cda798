using Ade20kEval.Files;

namespace Ade20kEval.Evaluation;

/// <summary>What an evaluation has found: the results of every prediction set, and what is wrong with masks.</summary>
internal sealed class EvaluationResult
{
    /// <summary>Room for the results of all sets.</summary>
    public EvaluationResult(WorkList work, EvaluationOptions options)
    {
        DigestList groundTruthDigests = new(work.Items.Count);
        Sets = [.. work.Warnings.Select(warnings => new SetResult(work.Items.Count, warnings, options, groundTruthDigests, UncoveredGroundTruth, LongGroundTruth))];
    }

    /// <summary>Ground-truth pixels of which a table says nothing.</summary>
    public UncoveredPixels UncoveredGroundTruth { get; } = new();

    /// <summary>Ground-truth files that go on after their image.</summary>
    public LongFiles LongGroundTruth { get; } = new();

    /// <summary>The prediction sets.</summary>
    public IReadOnlyList<SetResult> Sets { get; }

    /// <summary>What is wrong with the masks so far.</summary>
    public ProblemList Problems { get; } = new();
}
