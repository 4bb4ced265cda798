using System.Globalization;
using System.Text;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting;

/// <summary>A run on one screen: the score with its protocol, its parts, the best and the worst classes, and what is absent.</summary>
public static class RunSummary
{
    private const int Listed = 5;
    private const int ShortestBar = 4;
    private const int LongestBar = 10;

    // A percentage and the spaces on both sides of it.
    private const int PercentColumns = 10;

    /// <summary>Writes the summary, each line ended by a line feed and none wider than the terminal unless a single name is.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="options">What the terminal can do.</param>
    public static void Write(TextWriter output, RunDocument run, ConsoleTableOptions options)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        using StringWriter whole = new();
        WriteAll(whole, run, options);
        foreach (string line in whole.ToString().TrimEnd('\n').Split('\n'))
        {
            foreach (string part in FittedLine.Of(line, options.TableWidth ?? options.Width))
            {
                Line(output, part);
            }
        }
    }

    private static void WriteAll(TextWriter output, RunDocument run, ConsoleTableOptions options)
    {
        Line(output, Bold($"{Name(run.Predictions.Name, options)} against {Name(run.GroundTruth.Name, options)}", options) + Number($": {Plural.Of(run.GroundTruth.ImageCount, "image")}, {run.Dataset.Title}"));
        Line(output, Number($"{run.Pixels.Labelled:N0} of {run.Pixels.Total:N0} pixels are labelled{Rest(run.Pixels)}"));
        if (run.Partial)
        {
            Line(output, run.Shard is ShardInfo shard ? Number($"partial: shard {shard.Index} of {shard.Count}") : "partial: some ground truth was left out");
        }

        Line(output, "");
        WriteFigures(output, run, options);
        if (run.Subset is SubsetScores subset)
        {
            WriteSubset(output, run, subset, options);
        }

        if (run.Boundary is BoundaryCounts boundary)
        {
            BoundaryScores band = BoundaryIou.Score(run.Dataset.ClassCount, boundary);
            Line(output, "");
            Line(output, Number($"boundaries, within {100 * boundary.Ratio:0.##} % of the image diagonal"));
            Line(output, Number($"  mean Boundary IoU      {Percent(band.MeanIou)}  over {band.ClassesAveraged} classes"));
        }

        if (run.Trimap is TrimapScores trimap)
        {
            Line(output, "");
            Line(output, $"near {(trimap.Kind == TrimapKind.Boundary ? "boundaries" : "void")}, in bands of so many pixels");
            foreach (TrimapBand band in trimap.Bands)
            {
                Line(output, Number($"  {band.Width,3}  mean IoU {Percent(band.MeanIou)}  pixel accuracy {Percent(band.PixelAccuracy)}  over {band.Pixels:N0} pixels"));
            }
        }

        if (run.ErrorKinds is not null)
        {
            Line(output, "");
            WriteErrors(output, new RunView(run), options);
        }

        if (run.Primary.Error is null)
        {
            Line(output, "");
            WriteClasses(output, run, options);
        }
    }

    private static string Rest(PixelTotals pixels) =>
        (pixels.Ignored > 0 ? Number($", {pixels.Ignored:N0} ignored") : "")
        + (pixels.UnexpectedGroundTruth > 0 ? Number($", {pixels.UnexpectedGroundTruth:N0} of unknown ground truth") : "")
        + (pixels.UnexpectedPrediction > 0 ? Number($"; {pixels.UnexpectedPrediction:N0} have an unknown prediction") : "");

    private static void WriteFigures(TextWriter output, RunDocument run, ConsoleTableOptions options)
    {
        Scores scores = run.Primary;
        string head = $"protocol {scores.Protocol}";
        Line(output, run.PrimaryIntervals?.Figures.Values.FirstOrDefault() is Interval any ? head.PadRight(34) + IntervalText.Title(any) : head);
        if (scores.Error is string error)
        {
            Line(output, $"  no score: {error}");
            return;
        }

        Line(output, Bold($"  challenge score         {Fraction(scores.ChallengeScore)}", options) + Limits(run, Metrics.ChallengeScore) + FittedLine.Break + "   mean of the next two");
        int present = scores.Classes.Count(c => c.GroundTruthPixels > 0);
        string absent = scores.ClassesAveraged > present ? Number($", {scores.ClassesAveraged - present} absent") : "";
        Line(output, Number($"    mean IoU             {Percent(scores.MeanIou)}{Limits(run, Metrics.MeanIou).PadRight(run.PrimaryIntervals is null ? 1 : 17)}{FittedLine.Break} over {scores.ClassesAveraged} classes{absent}"));
        Line(output, $"    pixel accuracy       {Percent(scores.PixelAccuracy)}{Limits(run, Metrics.PixelAccuracy)}".TrimEnd());
        foreach (Metric metric in (ReadOnlySpan<Metric>)[Metrics.MeanAccuracy, Metrics.FrequencyWeightedIou, Metrics.MeanDice, Metrics.Kappa, Metrics.Matthews])
        {
            string title = metric.Kind == MetricKind.Fraction ? char.ToLowerInvariant(metric.Title[0]) + metric.Title[1..] : metric.Title;
            Line(output, $"  {title,-22} {(metric.Kind == MetricKind.Fraction ? Percent(metric.Of(scores)) : " " + Fraction(metric.Of(scores)))}{Limits(run, metric)}".TrimEnd());
        }

        WriteOtherMeans(output, run);
        foreach (MetricValue figure in scores.Extra)
        {
            Line(output, Number($"  {(figure.Key == HumanSimilarity.Key ? "human similarity" : figure.Key),-22} {(figure.Metric.Kind == MetricKind.Fraction ? Percent(figure.Value) : MetricText.Value(figure))}"));
        }

        foreach (string line in ConsoleTableWriter.Wrap(string.Join(' ', IntervalText.Sentences(run)), options.Width - 4))
        {
            Line(output, $"  {line}");
        }
    }

    /// <summary>What the data-set mean does not show: single images, and the two kinds of classes. Over the classes that occur, under any protocol.</summary>
    private static void WriteOtherMeans(TextWriter output, RunDocument run)
    {
        RunCounts counts = run.Counts;
        PerImageScores images = PerImageScores.Compute(counts, ClassPresence.GroundTruth);
        Line(output, $"  mean IoU, by image     {Percent(images.MeanOverImages)}  of ground-truth classes;{FittedLine.Break} worst 5 % {Percent(images.WorstImages()).Trim()}");
        IReadOnlyList<GroupScore> groups = GroupScores.ByStuffAndThings(counts);
        if (groups.Count > 0)
        {
            string parts = string.Join(", ", groups.Select(group => Number($"{group.Name} {Percent(group.MeanClassIou).Trim()}")));
            Line(output, $"  mean IoU, by kind      {parts}{FittedLine.Break} (of classes that occur)");
        }
    }

    private static void WriteErrors(TextWriter output, RunView view, ConsoleTableOptions options)
    {
        ErrorKindScores errors = view.Errors!;
        Line(output, $"kinds of error, edges within {ErrorWords.Width(errors.Width)}");
        if (errors.Mean is ErrorShares mean)
        {
            Line(output, Number($"  right (IoU)            {Percent(mean.Iou)}{ErrorLimits(mean.Iou, view.Run.ErrorKindIntervals?.Iou)}  over {errors.ClassesAveraged} that occur"));
            Line(output, $"  boundary               {Percent(mean.Boundary)}{ErrorLimits(mean.Boundary, view.Run.ErrorKindIntervals?.Boundary)}  ragged edges");
            Line(output, $"  extent                 {Percent(mean.Extent)}{ErrorLimits(mean.Extent, view.Run.ErrorKindIntervals?.Extent)}  wrong extents");
            Line(output, $"  segment                {Percent(mean.Segment)}{ErrorLimits(mean.Segment, view.Run.ErrorKindIntervals?.Segment)}  wrong names");
        }

        // Where the scores have such a mark, what stands below them has said what it means.
        string mark = ErrorWords.IsOutside(view) && !IntervalText.Sentences(view.Run).Any(sentence => sentence.StartsWith('*')) ? $" {IntervalText.OutsideOfFew}" : "";
        foreach (string line in ConsoleTableWriter.Wrap(Name(ErrorWords.Missing(view) + mark, options), options.Width - 4))
        {
            Line(output, $"  {line}");
        }
    }

    private static string ErrorLimits(double share, Interval? interval) => interval is null ? "" : "  " + (IntervalText.Limits(interval, MetricKind.Fraction) + IntervalText.Mark(share, interval)).PadRight(16);

    private static void WriteSubset(TextWriter output, RunDocument run, SubsetScores subset, ConsoleTableOptions options)
    {
        string others = subset.OtherClasses == OtherClasses.Merged ? "the others merged to one" : "the others' ground truth left out";
        Line(output, "");
        Line(output, Number($"{subset.Classes.Count} chosen classes, {others}"));
        foreach (string line in ConsoleTableWriter.Wrap(string.Join(", ", subset.Classes.Select(index => Name(run.Dataset.Classes[index].Name, options))), options.Width - 4))
        {
            Line(output, $"    {line}");
        }

        Line(output, $"  Dice, mean of classes  {Percent(subset.DiceMacro)}");
        Line(output, $"  Dice, of all pixels    {Percent(subset.DiceMicro)}");
        Line(output, $"  Dice, sum of classes    {Fraction(subset.DiceSum)}");
        Line(output, $"  mean IoU               {Percent(subset.MeanIou)}");
    }

    private static void WriteClasses(TextWriter output, RunDocument run, ConsoleTableOptions options)
    {
        ClassScore[] ranked = [.. run.Classes.Where(c => c.GroundTruthPixels > 0 && c.Iou is not null)];
        Array.Sort(ranked, (a, b) => a.Iou == b.Iou ? a.Index - b.Index : b.Iou > a.Iou ? 1 : -1);
        int shown = Math.Min(Listed, ranked.Length / 2);
        if (shown > 0)
        {
            int half = (options.Width - 4) / 2;
            int longest = Enumerable.Range(0, shown).SelectMany(i => (ClassScore[])[ranked[i], ranked[^(i + 1)]]).Max(score => TextWidth.Of(Name(run.Dataset.Classes[score.Index].Name, options)));
            int bar = Math.Clamp(half - PercentColumns - longest, ShortestBar, LongestBar);
            Line(output, Bold("  " + "best classes (IoU)".PadRight(half) + "  worst classes (IoU)", options).TrimEnd());
            for (int i = 0; i < shown; i++)
            {
                string best = ClassCell(run, ranked[i], half, bar, options);
                string worst = ClassCell(run, ranked[^(i + 1)], half, bar, options);
                Line(output, $"  {best}  {worst}".TrimEnd());
            }
        }

        WriteNames(output, run, options, "neither in the ground truth nor predicted", c => c.GroundTruthPixels == 0 && c.PredictedPixels == 0);
        WriteNames(output, run, options, "predicted, but absent from the ground truth", c => c.GroundTruthPixels == 0 && c.PredictedPixels > 0);
    }

    // Where there is little room, bars make some for names.
    private static string ClassCell(RunDocument run, ClassScore score, int width, int barWidth, ConsoleTableOptions options)
    {
        int room = width - barWidth - PercentColumns;
        string name = TextWidth.CutMiddle(Name(run.Dataset.Classes[score.Index].Name, options), room, options.Ascii ? "..." : "…");
        string bar = ConsoleBar.Of(score.Iou, barWidth, options.Ascii);
        return $"{name}{new string(' ', room - TextWidth.Of(name))} {Percent(score.Iou)} {bar}".PadRight(width);
    }

    private static void WriteNames(TextWriter output, RunDocument run, ConsoleTableOptions options, string what, Func<ClassScore, bool> which)
    {
        string[] names = [.. run.Classes.Where(which).Select(c => Name(run.Dataset.Classes[c.Index].Name, options))];
        if (names.Length == 0)
        {
            return;
        }

        StringBuilder line = new(Number($"  {what}: {names.Length} ("));
        int listed = 0;
        foreach (string name in names)
        {
            string more = Number($", {names.Length - listed} more)");
            if (line.Length + name.Length + more.Length + 2 > options.Width)
            {
                break;
            }

            line.Append(listed > 0 ? ", " : "").Append(name);
            listed++;
        }

        if (listed == 0)
        {
            // Not even one name beside it: they go on in the next line.
            Line(output, Number($"  {what}: {names.Length}"));
            Line(output, $"      {SafeText.Cut(string.Join(", ", names), Math.Max(8, options.Width - 6), options.Ascii ? "..." : "…")}");
            return;
        }

        line.Append(listed == names.Length ? ")" : Number($", {names.Length - listed} more)"));
        Line(output, line.ToString());
    }

    // Where the run has intervals, a column as wide for figures without one.
    private static string Limits(RunDocument run, Metric metric) => run.PrimaryIntervals is not ScoreIntervals intervals ? ""
        : intervals.Figures.TryGetValue(metric.Key, out Interval? interval)
            ? (metric.Kind == MetricKind.Fraction && metric != Metrics.ChallengeScore ? "  " : "    ") + (LimitsOf(interval, metric) + IntervalText.Mark(metric.Of(run.Primary), interval)).PadRight(14)
            : new string(' ', 16);

    // The challenge score is printed as a fraction, as the challenge's own kit does.
    private static string LimitsOf(Interval interval, Metric metric) => IntervalText.Limits(interval, metric == Metrics.ChallengeScore ? MetricKind.Coefficient : metric.Kind);

    private static string Name(string name, ConsoleTableOptions options) => options.Ascii ? SafeText.AsciiLine(name) : SafeText.Line(name);

    private static string Percent(double? fraction) =>
        fraction is double value ? (value * 100).ToString("0.00", CultureInfo.InvariantCulture).PadLeft(6) + " %" : " undef. ";

    private static string Fraction(double? value) => value is double number ? number.ToString("0.0000", CultureInfo.InvariantCulture) : "undef.";

    private static string Bold(string text, ConsoleTableOptions options) => options.Color ? $"\u001b[1m{text}\u001b[0m" : text;

    private static string Number(FormattableString text) => Invariant(text);

    private static void Line(TextWriter output, string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
