using Ade20kEval.Datasets;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>One thing that is wrong with a set of predictions: what, how one sees it, what mends it, and what that would give.</summary>
/// <param name="Cause">What is wrong.</param>
/// <param name="Summary">The same in one sentence.</param>
/// <param name="Evidence">The numbers that show it.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(FindingCause Cause, string Summary, string Evidence, string Remedy)
{
    /// <summary>What mends it when scoring again; empty where only other files do.</summary>
    public IReadOnlyList<Advice> Advice { get; init; } = [];

    /// <summary>The dataset that mends it, where another one does.</summary>
    public Dataset? Dataset { get; init; }

    /// <summary>The table of prediction values that mends it, read value to intended value, applied to all at once. Empty where none is needed.</summary>
    public IReadOnlyDictionary<int, int> Remap { get; init; } = new Dictionary<int, int>();

    /// <summary>The table as the text of a file, a line <c>from,to</c> for each value; <see langword="null"/> where none is needed.</summary>
    public string? RemapText => Remap.Count == 0 ? null : string.Concat(Remap.OrderBy(pair => pair.Key).Select(pair => Invariant($"{pair.Key},{pair.Value}\n")));

    /// <summary>The score with this mended, everything found before it, and whatever else keeps files from being counted; <see langword="null"/> where it cannot be told.</summary>
    public Scores? ScoreWhenMended { get; init; }

    /// <summary>Whether this explains a wrong score, rather than being something to know.</summary>
    public bool IsFault => Cause is not (FindingCause.EqualsGroundTruth or FindingCause.IgnoredValuePredicted or FindingCause.ValuesBeyondClasses);
}
