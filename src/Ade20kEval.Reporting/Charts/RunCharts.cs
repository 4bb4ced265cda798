using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Charts;

/// <summary>The charts of a run.</summary>
internal static class RunCharts
{
    /// <summary>More classes than this and only the best and the worst are drawn.</summary>
    private const int MostBars = 40;

    /// <summary>The charts that any run on a dataset has, in the order of the page, by their id: known before the run is.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="baseline">The run to compare with, where there is one.</param>
    /// <param name="parts">What the run has beside the counts that every run has.</param>
    public static IReadOnlyList<KeyValuePair<string, Func<RunView, Chart>>> Of(Dataset dataset, RunDocument? baseline = null, RunParts? parts = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        List<KeyValuePair<string, Func<RunView, Chart>>> charts = [];
        if (baseline is not null)
        {
            charts.Add(new("side", view => Side([view.Run, baseline])));
            charts.Add(new("deltas", view => ClassDeltas(baseline, view.Run)));
        }

        if (parts is { ErrorKinds: true })
        {
            charts.Add(new("errors", ErrorCharts.Mean));
            charts.Add(new("error-kinds", ErrorCharts.Renormalised));
            charts.Add(new("error-classes", ErrorCharts.Classes));
        }

        charts.Add(new("classes", view => ClassIou(view.Run)));
        charts.Add(new("confusion", Confusion));
        charts.Add(new("gains", view => Gains(view)));
        charts.Add(new("images", ImageIou));
        if (parts is { Sizes: true })
        {
            charts.Add(new("sizes", Sizes));
        }

        if (parts is { Rings: true })
        {
            charts.Add(new("rings", Rings));
        }

        if (parts is { Trimap: true })
        {
            charts.Add(new("trimap", view => NearBoundaryCharts.Trimap(view.Run, view.Run.Trimap!)));
        }

        if (parts is { Calibration: true })
        {
            charts.Add(new("reliability", CalibrationCharts.Reliability));
            charts.Add(new("confidence", CalibrationCharts.Shares));
            charts.Add(new("risk", CalibrationCharts.Risk));
        }

        charts.Add(new("frequency", view => FrequencyAgainstIou(view.Run)));
        if (HasPublishedRatios(dataset))
        {
            charts.Add(new("ratios", view => PixelRatios(view.Run)));
        }

        charts.Add(new("protocols", view => Protocols(view.Run)));
        return charts;
    }

    /// <summary>Whether it is published how frequent the classes of a dataset are.</summary>
    public static bool HasPublishedRatios(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Classes.Any(c => c.PublishedPixelRatio > 0);
    }

    /// <summary>IoU of the classes, best first; of many classes the fifteen best and the fifteen worst.</summary>
    public static BarChart ClassIou(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        BarGroup[] sorted = [.. run.Classes.OrderByDescending(c => c.Iou ?? -1).ThenByDescending(c => c.GroundTruthPixels > 0).Select(c => new BarGroup(run.Dataset.Classes[c.Index].Name + (c.GroundTruthPixels > 0 ? "" : c.PredictedPixels > 0 ? " (only predicted)" : " (absent)"), [new BarValue(c.Iou)]))];
        const int Side = 15;
        bool isCut = sorted.Length > MostBars;
        BarGroup[] shown = isCut ? [.. sorted[..Side], new BarGroup($"… {sorted.Length - (2 * Side)} classes between …", []), .. sorted[^Side..]] : sorted;
        return new BarChart("classes", $"IoU per class: {run.Predictions.Name} on {run.Dataset.Title}", new ValueFormat(CellKind.Percent, "IoU"), ["IoU"], shown)
        {
            Full = 1,
            Description = ChartWords.Classes(run) + " " + (isCut ? $"The {Side} best and the {Side} worst of {sorted.Length} classes" : "All classes, best first") + $", protocol {run.PrimaryProtocol}.",
        };
    }

    /// <summary>How each ground-truth class was predicted.</summary>
    public static HeatmapChart Confusion(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        ConfusionMatrix matrix = view.Counts.Matrix;
        double[] shares = new double[matrix.ClassCount * matrix.ClassCount];
        for (int row = 0; row < matrix.ClassCount; row++)
        {
            ReadOnlySpan<long> pixels = matrix.Row(row);
            long sum = 0;
            foreach (long p in pixels)
            {
                sum += p;
            }

            for (int column = 0; column < pixels.Length && sum > 0; column++)
            {
                shares[(row * matrix.ClassCount) + column] = (double)pixels[column] / sum;
            }
        }

        return new HeatmapChart("confusion", "What each class was taken for", [.. view.Run.Dataset.Classes.Select(c => c.Name)], shares)
        {
            Description = ChartWords.Confusion(view) + " Share of a ground-truth class's pixels (row) that was predicted as each class (column), logarithmic colours." + (matrix.ClassCount <= HeatmapChart.MostNumbered ? " Numbers are percent." : "") + " The diagonal is right; bright cells off it are confusions.",
        };
    }

    /// <summary>What mending the largest confusions would add to the mean IoU.</summary>
    public static BarChart Gains(RunView view, int count = 15)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new BarChart("gains", "What to mend first", new ValueFormat(CellKind.Points, "rise of the mean IoU"), ["gain"],
            [.. view.MostGainful(count).Select(c => new BarGroup($"{view.ClassName(c.GroundTruth)} → {view.ClassName(c.Prediction)}", [new BarValue(c.Gain)]))])
        {
            Description = $"{ChartWords.Gains(view)} Rise of the mean IoU were all pixels of one confusion (ground truth → prediction) predicted right, protocol {view.Run.PrimaryProtocol}.",
        };
    }

    /// <summary>How the per-image IoU spreads.</summary>
    public static HistogramChart ImageIou(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        double[] values = [.. view.Images.Select(i => i.MeanIou).OfType<double>()];
        return new HistogramChart("images", "How well single images do", new ValueFormat(CellKind.Percent, "mean IoU of an image"), "images", values)
        {
            Description = $"{ChartWords.Images(view)} {Plural.Of(values.Length, "image")} by their mean IoU over the classes that their ground truth has.",
        };
    }

    /// <summary>How the run does on small and on large regions.</summary>
    public static BarChart Sizes(RunView view) => new("sizes", "Small things?", new ValueFormat(CellKind.Percent, "pixels that are right"), ["of the ground truth's regions", "of predicted regions"],
        [.. view.Sizes!.Relative.GroundTruth.Zip(view.Sizes.Relative.Prediction, (truth, predicted) => new BarGroup(SizeWords.Limits("relative", truth.Name), [new BarValue(truth.Share), new BarValue(predicted.Share)]))])
    {
        Full = 1,
        Description = SizeWords.Small(view.Sizes),
    };

    /// <summary>How the run does from the border to the centre.</summary>
    public static BarChart Rings(RunView view) => new("rings", "Where in the picture?", new ValueFormat(CellKind.Percent, "pixels that are right"), ["pixel accuracy"],
        [.. view.Rings.Select(ring => new BarGroup(ring.Ring == 0 ? "border" : ring.Ring == view.Rings.Count - 1 ? "centre" : Invariant($"ring {ring.Ring}"), [new BarValue(ring.PixelAccuracy)]))])
    {
        Full = 1,
        Description = RingWords.Border(view.Rings),
    };

    /// <summary>Whether rare classes do worse.</summary>
    public static ScatterChart FrequencyAgainstIou(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        double total = Math.Max(1, run.Classes.Sum(c => c.GroundTruthPixels));
        bool knowsStuff = run.Dataset.Classes.Any(c => c.IsStuff is not null);
        ScatterPoint[] points = [.. run.Classes.Where(c => c.Iou is not null && c.GroundTruthPixels > 0)
            .OrderByDescending(c => c.GroundTruthPixels)
            .Select(c => new ScatterPoint(run.Dataset.Classes[c.Index].Name, c.GroundTruthPixels / total, c.Iou!.Value, run.Dataset.Classes[c.Index].IsStuff == false ? 1 : 0))];
        return new ScatterChart("frequency", "Are rare classes worse?", new ValueFormat(CellKind.Percent, "share of the ground truth"), new ValueFormat(CellKind.Percent, "IoU"),
            knowsStuff ? ["stuff", "things"] : ["classes"], points)
        {
            LogX = true,
            Description = $"{ChartWords.Frequency(run)} Each point is a class: its share of the labelled pixels against its IoU, protocol {run.PrimaryProtocol}.",
        };
    }

    /// <summary>Whether this ground truth has the class frequencies that were published.</summary>
    public static ScatterChart PixelRatios(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        double total = Math.Max(1, run.Classes.Sum(c => c.GroundTruthPixels));
        ScatterPoint[] points = [.. run.Classes.Where(c => c.GroundTruthPixels > 0 && run.Dataset.Classes[c.Index].PublishedPixelRatio > 0)
            .Select(c => new ScatterPoint(run.Dataset.Classes[c.Index].Name, run.Dataset.Classes[c.Index].PublishedPixelRatio!.Value, c.GroundTruthPixels / total))
            .OrderByDescending(p => Math.Abs(Math.Log(p.Y / p.X)))];
        return new ScatterChart("ratios", "Is this ground truth like the published one?",
            new ValueFormat(CellKind.Percent, "published share of pixels"), new ValueFormat(CellKind.Percent, "share in this ground truth"), ["classes"], points)
        {
            LogX = true,
            LogY = true,
            Diagonal = true,
            Description = $"{ChartWords.Ratios(run)} Each point is a class. On the dashed line it is as frequent here as published; far from it, this is another or a partial ground truth.",
        };
    }

    /// <summary>The mean IoU under every protocol that gives one.</summary>
    public static BarChart Protocols(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new BarChart("protocols", "The same pixels under each protocol", new ValueFormat(CellKind.Percent, "mean IoU"), ["mean IoU"],
            [.. run.Scores.Where(s => s.Error is null).Select(s => new BarGroup(s.Protocol, [new BarValue(s.MeanIou)]))])
        {
            Full = 1,
            Description = $"{ChartWords.Protocols(run)} Public scorers treat absent classes and odd values differently; only numbers of the same protocol can be compared.",
        };
    }

    /// <summary>The classes that changed most from one run to another.</summary>
    /// <param name="baseline">The run to compare with.</param>
    /// <param name="run">The run.</param>
    /// <param name="count">How many classes.</param>
    public static BarChart ClassDeltas(RunDocument baseline, RunDocument run, int count = 30)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(run);
        List<(string Name, double Delta)> deltas = [];
        foreach ((ClassScore before, ClassScore after) in baseline.Classes.Zip(run.Classes))
        {
            if (after.Iou - before.Iou is double delta)
            {
                deltas.Add((run.Dataset.Classes[after.Index].Name, delta));
            }
        }

        return new BarChart("deltas", $"IoU per class: {run.Predictions.Name} against {baseline.Predictions.Name}", new ValueFormat(CellKind.Points, "change of IoU"), ["change"],
            [.. deltas.OrderByDescending(d => Math.Abs(d.Delta)).Take(count).OrderByDescending(d => d.Delta).Select(d => new BarGroup(d.Name, [new BarValue(d.Delta)]))])
        {
            Description = $"{ChartWords.Deltas(baseline, run)} The {Math.Min(count, deltas.Count)} classes that changed most, protocol {run.PrimaryProtocol}. Blue gains, orange loses.",
        };
    }

    /// <summary>The headline figures of several runs side by side.</summary>
    /// <param name="runs">The runs, at most four.</param>
    public static BarChart Side(IReadOnlyList<RunDocument> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Scores primary = runs[0].Primary;
        return new BarChart("side", "Headline figures side by side", new ValueFormat(CellKind.Percent, "figure"), [.. runs.Select(r => r.Predictions.Name)],
            [.. MetricValue.AllOf(primary).Where(f => f.Metric.Kind == MetricKind.Fraction && f.Value is not null)
                .Select(f => new BarGroup(MetricText.Title(f.Metric, primary), [.. runs.Select(r => new BarValue(f.Metric.Of(r.Primary)))]))])
        {
            Full = 1,
            Description = $"{ChartWords.Side(runs)} Protocol {runs[0].PrimaryProtocol}.",
        };
    }
}
