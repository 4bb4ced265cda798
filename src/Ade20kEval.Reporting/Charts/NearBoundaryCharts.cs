using Ade20kEval.Boundaries;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Charts;

/// <summary>How good a run is near boundaries, drawn.</summary>
internal static class NearBoundaryCharts
{
    /// <summary>The trimap curve: figures in a band by its width.</summary>
    public static LineChart Trimap(RunDocument run, TrimapScores trimap) => new(
        "trimap",
        $"Near {NearBoundaryTables.Around(trimap)}: {run.Predictions.Name} on {run.Dataset.Title}",
        new ValueFormat(CellKind.Count, "width of the band in pixels"),
        new ValueFormat(CellKind.Percent, "figure"),
        [Line(trimap, "mean IoU", static band => band.MeanIou), Line(trimap, "pixel accuracy", static band => band.PixelAccuracy)])
    {
        Description = trimap.Kind == TrimapKind.Boundary
            ? "Of pixels less than so far from one with a neighbour of another ground-truth value (Kohli et al. 2009)."
            : "Of pixels at most so far from void (Chen et al. 2015).",
    };

    private static LineSeries Line(TrimapScores trimap, string name, Func<TrimapBand, double?> figure) =>
        new(name, [.. trimap.Bands.Where(band => figure(band) is not null).Select(band => ((double)band.Width, figure(band)!.Value))]);
}
