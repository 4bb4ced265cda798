using Ade20kEval.Fusion.ScoreMaps;

namespace Ade20kEval.Fusion.Rules;

/// <summary>One voice in a fusion: a view, or a view and its mirrored twin where the rule joins them.</summary>
internal sealed class FusionStep
{
    private readonly int[] _views;

    private FusionStep(int[] views, double weight)
    {
        _views = views;
        Weight = weight;
    }

    /// <summary>Places of its views in the list that was given, ascending.</summary>
    public ReadOnlySpan<int> Views => _views;

    /// <summary>The mean weight of its views.</summary>
    public double Weight { get; }

    /// <summary>The steps of some views under a rule, in the order of their first views.</summary>
    /// <param name="rule">Says whether twins are joined.</param>
    /// <param name="views">The views of one image.</param>
    public static IReadOnlyList<FusionStep> Of(FusionRule rule, IReadOnlyList<FusionView> views)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(views);
        List<List<int>> steps = [];
        for (int i = 0; i < views.Count; i++)
        {
            List<int>? twin = rule.Pairing != FlipPairing.None && views[i].IsFlipped
                ? steps.FindLast(step => step.Count == 1 && !views[step[0]].IsFlipped && HaveOneSize(views[step[0]], views[i]))
                : null;
            if (twin is null)
            {
                steps.Add([i]);
            }
            else
            {
                twin.Add(i);
            }
        }

        return [.. steps.Select(step => new FusionStep([.. step], step.Average(i => views[i].Weight)))];
    }

    private static bool HaveOneSize(FusionView left, FusionView right)
    {
        ScoreShape a = ScoreShape.Of(left);
        ScoreShape b = ScoreShape.Of(right);
        return (a.Rows, a.Columns) == (b.Rows, b.Columns);
    }
}
