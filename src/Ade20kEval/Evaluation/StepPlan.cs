using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>The steps that a fusion is scored by, the same for every image, and where their counts go.</summary>
/// <param name="Steps">Which views make up each step.</param>
internal sealed record StepPlan(IReadOnlyList<int[]> Steps)
{
    /// <summary>How many prediction sets there are: every step alone, and the first two, three, ... together.</summary>
    public int SetCount => (2 * Steps.Count) - 1;

    /// <summary>The place of a step alone.</summary>
    public static int AloneSet(int step) => step;

    /// <summary>The place of the steps up to and with this one; the first step together is the first step alone.</summary>
    public int PrefixSet(int step) => step == 0 ? 0 : Steps.Count + step - 1;

    /// <summary>Checks that an image has the same steps.</summary>
    /// <exception cref="ScoreException">It has others.</exception>
    public void Require(IReadOnlyList<int[]> found)
    {
        if (found.Count != Steps.Count || !found.Zip(Steps).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
        {
            throw new ScoreException(
                $"The views of this image pair as {Text(found)}; expected {Text(Steps)} as in the first image, so that steps can be compared. The rule joins flipped views with views of the same size; check the shapes of this image's score maps.");
        }
    }

    /// <summary>Which views a step alone has.</summary>
    public FusionInfo AloneInfo(FusionInfo all, int step) => all with { Views = [.. Steps[step].Select(i => all.Views[i])] };

    /// <summary>Which views the steps up to and with this one have.</summary>
    public FusionInfo PrefixInfo(FusionInfo all, int step) => all with { Views = [.. Steps.Take(step + 1).SelectMany(views => views).Order().Select(i => all.Views[i])] };

    private static string Text(IReadOnlyList<int[]> steps) => string.Join(", ", steps.Select(step => string.Join('+', step.Select(i => i + 1))));
}
