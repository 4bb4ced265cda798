using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>The tables of a run.</summary>
/// <remarks>Each takes a <see cref="RunView"/>, which computes what several of them share once; a <see cref="RunDocument"/> does where one table is wanted.</remarks>
public static class RunTables
{
    /// <summary>The primary protocol's figures, one a row: value and what it is.</summary>
    public static Table Headline(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        bool hasIntervals = run.PrimaryIntervals is not null;
        List<Cell[]> rows = [];
        foreach (MetricValue figure in MetricValue.AllOf(run.Primary))
        {
            Interval? interval = run.PrimaryIntervals?.Figures.GetValueOrDefault(figure.Key);
            rows.Add(
            [
                Cell.Of(MetricText.Title(figure.Metric, run.Primary)), figure.Value is null ? Cell.Undefined : Cell.Of(MetricText.Value(figure)),
                .. hasIntervals ? (Cell[])[interval is null ? Cell.Undefined : Cell.Of(IntervalText.Limits(interval, figure.Metric.Kind) + IntervalText.Mark(figure.Value, interval))] : [],
                Cell.Of(figure.Metric.Definition),
            ]);
        }

        return new Table("headline", $"{run.Predictions.Name} on {run.Dataset.Title}, protocol {run.PrimaryProtocol}",
            [
                new TableColumn("figure", "Figure", CellKind.Text), new TableColumn("value", "Value", CellKind.Text),
                .. hasIntervals ? (TableColumn[])[new TableColumn("interval", "95 % interval", CellKind.Text) { Rank = 5 }] : [],
                new TableColumn("definition", "Definition", CellKind.Text) { Rank = 9 },
            ],
            rows)
        {
            Owner = run.Predictions.Name,
            Note = run.Primary.Error is string error ? $"The protocol gives no number: {error}" : string.Join(' ', IntervalText.Sentences(run)),
        };
    }

    /// <summary>Every protocol side by side; one that fails says why.</summary>
    public static Table Protocols(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        bool anyFailed = run.Scores.Any(s => s.Error is not null);
        List<TableColumn> columns =
        [
            new("protocol", "Protocol", CellKind.Text),
            new("meanIou", "Mean IoU", CellKind.Percent) { HasBar = true },
            new("classesAveraged", "Over classes", CellKind.Count),
            new("pixelAccuracy", "Pixel acc.", CellKind.Percent) { Rank = 1 },
            new("challengeScore", "Score", CellKind.Percent) { Rank = 1, Explanation = "Challenge score: (pixel accuracy + mean IoU) / 2." },
            new("meanAccuracy", "Mean acc.", CellKind.Percent) { Rank = 2 },
            new("frequencyWeightedIou", "fw IoU", CellKind.Percent) { Rank = 3 },
            new("meanDice", "Mean Dice", CellKind.Percent) { Rank = 3 },
        ];
        if (anyFailed)
        {
            columns.Add(new TableColumn("error", "Gives no number because", CellKind.Text) { Rank = 9 });
        }

        List<Cell[]> rows = [];
        foreach (Scores s in run.Scores)
        {
            List<Cell> row =
            [
                Cell.Of(s.Protocol), Cell.Of(s.MeanIou), s.Error is null ? Cell.Of(s.ClassesAveraged) : Cell.Undefined, Cell.Of(s.PixelAccuracy),
                Cell.Of(s.ChallengeScore), Cell.Of(s.MeanAccuracy), Cell.Of(s.FrequencyWeightedIou), Cell.Of(s.MeanDice),
            ];
            if (anyFailed)
            {
                row.Add(s.Error is null ? Cell.Undefined : Cell.Of(s.Error));
            }

            rows.Add([.. row]);
        }

        return new Table("protocols", $"{run.Predictions.Name} on {run.Dataset.Title}: the same pixels under each protocol", columns, rows)
        {
            Owner = run.Predictions.Name,
            Note = string.Join(" ", run.Scores.Where(s => s.Error is not null).Select(s => $"{s.Protocol} gives no number: {s.Error!.TrimEnd('.')}.")),
        };
    }

    /// <summary>Why the protocols differ on this data: those that do the same with it share a row.</summary>
    internal static Table Differences(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        RunDocument run = view.EveryProtocol;
        return new Table("differences", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: why the protocols differ on this data",
            [new TableColumn("protocols", "Protocols", CellKind.Text), new TableColumn("reason", "What they do with this data", CellKind.Text) { Wraps = true }],
            [.. ProtocolDifferences.Explain(view.Counts, run.Scores.Where(scores => ProtocolCatalog.Names.Contains(scores.Protocol))).GroupBy(difference => difference.Line).Select(group => (Cell[])[Cell.Of(string.Join(", ", group.Select(difference => difference.Protocol))), Cell.Of(group.Key)])])
        {
            Owner = view.Run.Predictions.Name,
        };
    }

    /// <summary>Several runs side by side, in the order given: a row a method, as papers print them.</summary>
    /// <param name="runs">Runs under one protocol; one at least.</param>
    public static Table Joint(IReadOnlyList<RunDocument> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        bool hasIntervals = runs.Any(run => run.PrimaryIntervals is not null);
        List<TableColumn> columns =
        [
            new("name", "Method", CellKind.Text),
            new("meanIou", "mIoU", CellKind.Percent) { HasBar = true, MarksBest = true, Explanation = Metrics.MeanIou.Definition },
            .. hasIntervals ? (TableColumn[])[new("interval", "95 % interval", CellKind.Text) { Rank = 4, Explanation = "Of mIoU." }] : [],
            new("meanAccuracy", "mAcc", CellKind.Percent) { Rank = 2, MarksBest = true, Explanation = Metrics.MeanAccuracy.Definition },
            new("pixelAccuracy", "aAcc", CellKind.Percent) { MarksBest = true, Explanation = Metrics.PixelAccuracy.Definition },
            new("frequencyWeightedIou", "fwIoU", CellKind.Percent) { Rank = 3, MarksBest = true, Explanation = Metrics.FrequencyWeightedIou.Definition },
            new("challengeScore", "Score", CellKind.Percent) { Rank = 1, MarksBest = true, Explanation = Metrics.ChallengeScore.Definition },
        ];
        return new Table("methods", $"{runs.Count} sets of predictions on {runs[0].Dataset.Title}, protocol {runs[0].PrimaryProtocol}", columns,
            [.. runs.Select(run => (Cell[])
            [
                Cell.Of(run.Predictions.Name), Cell.Of(run.Primary.MeanIou),
                .. hasIntervals ? (Cell[])[run.PrimaryIntervals?.Figures.GetValueOrDefault(Metrics.MeanIou.Key) is Interval interval ? Cell.Of(IntervalText.Limits(interval, MetricKind.Fraction)) : Cell.Undefined] : [],
                Cell.Of(run.Primary.MeanAccuracy), Cell.Of(run.Primary.PixelAccuracy), Cell.Of(run.Primary.FrequencyWeightedIou), Cell.Of(run.Primary.ChallengeScore),
            ])]);
    }

    private static TableColumn[] IntervalColumns =>
    [
        new("iouLow", "from", CellKind.Percent) { Rank = 5, Explanation = "Lower limit of the interval of IoU; of classes in ten images or more." },
        new("iouHigh", "to", CellKind.Percent) { Rank = 5, Explanation = "Upper limit of the interval of IoU." },
    ];

    /// <summary>Every class under the primary protocol, in order of its index.</summary>
    public static Table PerClass(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        bool hasIntervals = run.PrimaryIntervals is not null;
        List<TableColumn> columns =
        [
            new("index", "#", CellKind.Count) { Explanation = "Class index." },
            new("id", "Id", CellKind.Count) { Rank = 9, Explanation = "Label id." },
            new("name", "Class", CellKind.Text),
            new("iou", "IoU", CellKind.Percent) { HasBar = true, Explanation = "Intersection / union of ground truth and prediction." },
            .. hasIntervals ? IntervalColumns : [],
            new("accuracy", "Accuracy", CellKind.Percent) { Rank = 1, Explanation = "Recall: intersection / ground-truth pixels." },
            new("precision", "Precision", CellKind.Percent) { Rank = 2, Explanation = "Intersection / predicted pixels." },
            new("dice", "Dice", CellKind.Percent) { Rank = 7, Explanation = "2 x intersection / (ground-truth + predicted pixels)." },
            new("groundTruthPixels", "True pixels", CellKind.Count) { Rank = 4, Explanation = "Ground-truth pixels of the class." },
            new("predictedPixels", "Predicted pixels", CellKind.Count) { Rank = 6, Explanation = "Pixels predicted as the class." },
            new("intersectionPixels", "Intersection", CellKind.Count) { Rank = 8, Explanation = "Pixels of the class that were predicted as the class." },
            new("imageCount", "Images", CellKind.Count) { Rank = 3, Explanation = "Images whose ground truth holds the class." },
        ];
        List<Cell[]> rows = [];
        foreach (ClassScore c in run.Classes)
        {
            ClassInfo info = run.Dataset.Classes[c.Index];
            Interval? interval = run.PrimaryIntervals?.ClassIou.ElementAtOrDefault(c.Index);
            rows.Add(
            [
                Cell.Of(c.Index), Cell.Of(info.Id), Cell.Of(info.Name, info.Color), Cell.Of(c.Iou), .. hasIntervals ? (Cell[])[Cell.Of(interval?.Low), Cell.Of(interval?.High)] : [], Cell.Of(c.Accuracy), Cell.Of(c.Precision), Cell.Of(c.Dice),
                Cell.Of(c.GroundTruthPixels), Cell.Of(c.PredictedPixels), Cell.Of(c.IntersectionPixels), Cell.Of(c.ImageCount),
            ]);
        }

        return new Table("classes", $"{run.Predictions.Name} on {run.Dataset.Title}: classes, protocol {run.PrimaryProtocol}", columns, rows) { Owner = run.Predictions.Name };
    }

    /// <summary>Every image, in name order.</summary>
    public static Table PerImage(RunDocument run) => PerImage(new RunView(run));

    /// <summary>Every image, in name order.</summary>
    internal static Table PerImage(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        List<TableColumn> columns =
        [
            new("name", "Image", CellKind.Text),
            new("meanIou", "Mean IoU", CellKind.Percent) { HasBar = true, Explanation = "Over the classes in the ground truth of this image." },
            new("pixelAccuracy", "Pixel acc.", CellKind.Percent),
            new("classes", "Classes", CellKind.Count) { Rank = 2 },
            new("wrongPixels", "Wrong pixels", CellKind.Count) { Rank = 1 },
            new("labelledPixels", "Labelled pixels", CellKind.Count) { Rank = 5 },
            new("width", "Width", CellKind.Count) { Rank = 6 },
            new("height", "Height", CellKind.Count) { Rank = 6 },
        ];
        List<Cell[]> rows = new(view.Images.Count);
        foreach (ImageScore s in view.Images)
        {
            rows.Add(
            [
                Cell.Of(s.Image.Name), Cell.Of(s.MeanIou), Cell.Of(s.PixelAccuracy), Cell.Of(s.Classes), Cell.Of(s.WrongPixels),
                Cell.Of(s.LabelledPixels), Cell.Of(s.Image.Width), Cell.Of(s.Image.Height),
            ]);
        }

        return new Table("images", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: images", columns, rows)
        {
            Owner = view.Run.Predictions.Name,
            Note = "Mean IoU of an image: over the classes that its ground truth has. The mean over images is not the mean IoU of the dataset.",
        };
    }

    /// <summary>The confusions of the most pixels.</summary>
    /// <param name="view">The run.</param>
    /// <param name="count">How many.</param>
    internal static Table LargestConfusions(RunView view, int count = 20)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Confusions(view, view.Largest(count), "confusions", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: largest confusions");
    }

    /// <summary>Every confusion, as machines want it: with the label ids beside the names.</summary>
    internal static Table AllConfusions(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        IReadOnlyList<Confusion> all = view.Largest(int.MaxValue);
        Table named = Confusions(view, all, "confusions", "");
        return new Table(named.Id, named.Title,
            [.. named.Columns, new TableColumn("groundTruthId", "Ground-truth id", CellKind.Count), new TableColumn("predictionId", "Predicted id", CellKind.Count)],
            [.. named.Rows.Zip(all, (row, confusion) => (Cell[])[.. row, Id(view, confusion.GroundTruth), Id(view, confusion.Prediction)])]);
    }

    /// <summary>The confusions whose mending would raise the mean IoU most.</summary>
    /// <param name="view">The run.</param>
    /// <param name="count">How many.</param>
    internal static Table Gains(RunView view, int count = 20)
    {
        ArgumentNullException.ThrowIfNull(view);
        Table table = Confusions(view, view.MostGainful(count), "gains", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: what mending a confusion would add to the mean IoU, protocol {view.Run.PrimaryProtocol}");
        return new Table(table.Id, table.Title, table.Columns, table.Rows)
        {
            Owner = table.Owner,
            Note = "Gain: the rise of the mean IoU if all pixels of this confusion had been predicted right, everything else unchanged. Gains of several confusions do not add up exactly.",
        };
    }

    private static Table Confusions(RunView view, IReadOnlyList<Confusion> confusions, string id, string title)
    {
        List<TableColumn> columns =
        [
            new("groundTruth", "Ground truth", CellKind.Text),
            new("prediction", "Taken for", CellKind.Text),
            new("gain", "Gain", CellKind.Points) { Explanation = "Rise of the mean IoU were these pixels predicted right." },
            new("share", "Of the class", CellKind.Percent) { Explanation = "Share of the ground-truth class's pixels.", HasBar = true },
            new("pixels", "Pixels", CellKind.Count) { Rank = 1 },
        ];
        List<Cell[]> rows = [];
        foreach (Confusion c in confusions)
        {
            rows.Add([Named(view, c.GroundTruth), Named(view, c.Prediction), Cell.Of(c.Gain), Cell.Of(c.Share), Cell.Of(c.Pixels)]);
        }

        return new Table(id, title, columns, rows) { Owner = view.Run.Predictions.Name };
    }

    // "No class" has none.
    private static Cell Id(RunView view, int? index) => index is int k ? Cell.Of(view.Run.Dataset.Classes[k].Id) : Cell.Undefined;

    private static Cell Named(RunView view, int? index) => Cell.Of(view.ClassName(index), index is int k ? view.Run.Dataset.Classes[k].Color : null);
}
