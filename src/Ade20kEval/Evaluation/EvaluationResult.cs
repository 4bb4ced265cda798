using Ade20kEval.Calibration;
using Ade20kEval.Files;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What an evaluation has found: the results of every prediction set, and what is wrong with masks.</summary>
internal sealed class EvaluationResult
{
    private readonly IReadOnlyList<InputException?> _failures;

    /// <summary>Room for the results of all sets.</summary>
    /// <param name="work">What there is to do.</param>
    /// <param name="options">How to evaluate.</param>
    /// <param name="keepsGoing">Whether what is wrong with one set is that set's own affair.</param>
    public EvaluationResult(WorkList work, EvaluationOptions options, bool keepsGoing = false)
    {
        KeepsGoing = keepsGoing;
        _failures = work.Failures;
        DigestList groundTruthDigests = new(work.Items.Count);
        Sets = [.. work.Warnings.Select((warnings, set) => new SetResult(work.Items.Count, warnings, options, groundTruthDigests, UncoveredGroundTruth, LongGroundTruth, work.Whole?[set]))];
    }

    /// <summary>What is counted of the probabilities of a fusion; <see langword="null"/> where that was not asked for.</summary>
    public CalibrationCounts? Calibration { get; init; }

    /// <summary>Ground-truth pixels of which a table says nothing.</summary>
    public UncoveredPixels UncoveredGroundTruth { get; } = new();

    /// <summary>Ground-truth files that go on after their image.</summary>
    public LongFiles LongGroundTruth { get; } = new();

    /// <summary>The prediction sets.</summary>
    public IReadOnlyList<SetResult> Sets { get; }

    /// <summary>What is wrong with the masks so far, whatever set they are of, or with the ground truth alone where sets have their own.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>Whether what is wrong with one set is that set's own affair.</summary>
    public bool KeepsGoing { get; }

    /// <summary>Whether a set failed before its first mask, so that none of it is looked at.</summary>
    public bool IsOut(int set) => KeepsGoing && _failures[set] is not null;

    /// <summary>Where to put what is wrong with a mask of a set.</summary>
    public ProblemList ProblemsOf(int set) => KeepsGoing ? Sets[set].Problems : Problems;
}
