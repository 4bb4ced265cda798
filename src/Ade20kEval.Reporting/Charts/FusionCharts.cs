using Ade20kEval.Evaluation;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Charts;

/// <summary>What fusing gains: a view at a time, and a class at a time.</summary>
internal static class FusionCharts
{
    /// <summary>Mean IoU of every view alone, and of it together with those before it, against the first view.</summary>
    /// <param name="runs">A fusion that scored each step.</param>
    public static BarChart Gain(FusedRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Alone.Count, nameof(runs));
        RunDocument first = runs.Alone[0];
        return new BarChart(
            "fusion",
            $"What each view gains on {first.Dataset.Title}",
            new ValueFormat(CellKind.Points, "mean IoU against the first view"),
            ["alone", "together with those before"],
            [.. runs.Alone.Zip(runs.Prefixes).Select(step => new BarGroup(step.First.Predictions.Name, [Against(first, step.First), Against(first, step.Second)]))])
        {
            Description = $"Protocol {first.PrimaryProtocol}; {first.Predictions.Name} alone has {CellText.Of(Cell.Of(first.Primary.MeanIou), CellKind.Percent)} %.",
        };
    }

    /// <summary>The classes that changed most from the first view alone to all together.</summary>
    /// <param name="runs">A fusion that scored each step.</param>
    public static BarChart ClassGains(FusedRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Alone.Count, nameof(runs));
        return RunCharts.ClassDeltas(runs.Alone[0], runs.Fused!);
    }

    private static BarValue Against(RunDocument first, RunDocument run) => new(run.Primary.MeanIou - first.Primary.MeanIou);
}
