using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Charts;

/// <summary>What fusing gains: a view at a time, and a class at a time.</summary>
public static class FusionCharts
{
    /// <summary>Mean IoU over the number of views that are fused, and of every view alone.</summary>
    /// <param name="runs">A fusion that scored each step.</param>
    public static LineChart Gain(FusedRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Alone.Count, nameof(runs));
        return new LineChart(
            "fusion",
            $"What each view adds on {runs.Alone[0].Dataset.Title}",
            new ValueFormat(CellKind.Count, "views"),
            new ValueFormat(CellKind.Percent, "mean IoU"),
            [new LineSeries("together", Points(runs.Prefixes)), new LineSeries("alone", Points(runs.Alone))])
        {
            Description = $"The first views together, and each view alone, in this order: {string.Join(", ", runs.Alone.Select(run => run.Predictions.Name))}. Protocol {runs.Alone[0].PrimaryProtocol}.",
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

    private static (double X, double Y)[] Points(IReadOnlyList<RunDocument> runs) =>
        [.. runs.Index().Where(run => run.Item.Primary.MeanIou is not null).Select(run => ((double)(run.Index + 1), run.Item.Primary.MeanIou!.Value))];
}
