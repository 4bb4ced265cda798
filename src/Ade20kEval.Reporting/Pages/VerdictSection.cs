using Ade20kEval.Comparison;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The run in a few sentences, and what to beware of.</summary>
internal static class VerdictSection
{
    private const double AtChance = 0.02;

    public static void Write(HtmlBuilder html, RunView view, RunComparison? comparison)
    {
        html.Raw("<section id=\"verdict\" aria-label=\"Verdict\">\n");
        List<string> warnings = [.. Warnings(view.Run)];

        // Whoever sees a score like this needs to know what is wrong before how wrong it is.
        bool atChance = view.Run.Primary.MeanIou is null or < AtChance;
        if (atChance)
        {
            WriteWarnings(html, [.. warnings, $"The mean IoU is about what guessing gives. Before reading on: are names, sizes and labels what was meant?{(warnings.Count > 0 ? "" : " The doctor command looks for the cause.")}"]);
        }

        html.Raw("<ul class=\"verdict\">\n");
        foreach (string sentence in (comparison is null ? [] : (string[])[ComparisonVerdict.Of(comparison)]).Concat(Sentences(view)))
        {
            html.Add($"<li>{sentence}</li>\n");
        }

        html.Raw("</ul>\n");
        if (!atChance)
        {
            WriteWarnings(html, warnings);
        }

        html.Raw("</section>\n");
    }

    private static void WriteWarnings(HtmlBuilder html, List<string> warnings)
    {
        if (warnings.Count == 0)
        {
            html.Raw("<p class=\"ok\">No warnings.</p>\n");
        }
        else
        {
            html.Add($"<div class=\"warn\"><b>{(warnings.Count == 1 ? "One warning" : CellText.Count(warnings.Count) + " warnings")}</b><ul>\n");
            foreach (string warning in warnings)
            {
                html.Add($"<li>{warning}</li>\n");
            }

            html.Raw("</ul></div>\n");
        }
    }

    private static IEnumerable<string> Sentences(RunView view)
    {
        RunDocument run = view.Run;
        if (run.Primary.MeanIou is double mean)
        {
            string accuracy = run.Primary.PixelAccuracy is double a ? $" and pixel accuracy {CellText.Percent(a)} %" : "";
            yield return $"Mean IoU {CellText.Percent(mean)} % over {run.Primary.ClassesAveraged} classes{accuracy}, protocol {run.PrimaryProtocol}.";
        }

        ClassScore[] classes = [.. run.Classes.Where(c => c.Iou is not null && c.GroundTruthPixels > 0).OrderByDescending(c => c.Iou)];
        ClassScore[] missed = [.. classes.Where(c => c.IntersectionPixels == 0)];
        if (missed.Length == classes.Length && classes.Length > 0)
        {
            yield return $"Not a pixel is right, of no class of the {CellText.Count(classes.Length)} that the ground truth holds.";
            missed = [];
        }
        else if (classes.Length >= 2 && CellText.Percent(classes[0].Iou!.Value) == CellText.Percent(classes[^1].Iou!.Value))
        {
            yield return $"Each of the {CellText.Count(classes.Length)} classes that the ground truth holds has an IoU of {CellText.Percent(classes[0].Iou!.Value)} %.";
        }
        else if (classes.Length >= 2)
        {
            yield return $"Best class: {Named(run, classes[0])}" + (missed.Length > 0 ? "." : $"; worst: {Named(run, classes[^1])}.");
        }

        if (missed.Length > 0)
        {
            string names = string.Join(", ", missed.Take(8).Select(c => Short(run.Dataset.Classes[c.Index].Name)));
            yield return $"{Classes(missed.Length)} of the ground truth never predicted right: {names}{(missed.Length > 8 ? $" and {missed.Length - 8} more" : "")}.";
        }

        if (view.MostGainful(1) is [{ Gain: > 0 } gain])
        {
            yield return $"To mend first: {Short(view.ClassName(gain.GroundTruth))} taken for {Short(view.ClassName(gain.Prediction))}. Were these pixels right, the mean IoU would be {CellText.Percent(gain.Gain)} percentage points higher.";
        }

        int absent = run.Classes.Count(c => c.GroundTruthPixels == 0);
        if (absent > 0)
        {
            yield return $"{Classes(absent)} of {run.Dataset.ClassCount} never {(absent == 1 ? "occurs" : "occur")} in this ground truth; protocols differ in how they count them.";
        }

        double[] ious = [.. view.Images.Select(i => i.MeanIou).OfType<double>().Order()];
        if (ious.Length < 10)
        {
            yield break;
        }

        // Of images that are all alike, none is below the others.
        yield return CellText.Percent(ious[0]) == CellText.Percent(ious[^1])
            ? $"Every image has a mean IoU of {CellText.Percent(ious[0])} %."
            : $"A tenth of the images have a mean IoU of at most {CellText.Percent(ious[ious.Length / 10])} %, half of all images one of at most {CellText.Percent((ious[(ious.Length - 1) / 2] + ious[ious.Length / 2]) / 2)} %, over the classes of their ground truth.";
    }

    private static IEnumerable<string> Warnings(RunDocument run)
    {
        foreach (string warning in run.Warnings)
        {
            yield return SafeText.Cut(warning, 2000);
        }

        if (run.Shard is { } shard)
        {
            yield return $"This is shard {shard.Index} of {shard.Count}, not the whole dataset: merge all shards before quoting a number.";
        }
        else if (run.Partial)
        {
            yield return "Some ground truth was left out: these are not the numbers of the whole dataset.";
        }

        if (run.Pixels.UnexpectedPrediction > 0)
        {
            yield return $"{CellText.Count(run.Pixels.UnexpectedPrediction)} labelled pixels were predicted as a value that the dataset does not know.";
        }

        if (run.Pixels.UnexpectedGroundTruth > 0)
        {
            yield return $"{CellText.Count(run.Pixels.UnexpectedGroundTruth)} pixels of the ground truth hold a value that the dataset does not know.";
        }

        foreach (Scores scores in run.Scores.Where(s => s.Error is not null))
        {
            yield return $"Protocol {scores.Protocol} gives no number: {scores.Error!.TrimEnd('.')}.";
        }
    }

    private static string Classes(int count) => count == 1 ? "1 class" : $"{CellText.Count(count)} classes";

    private static string Short(string name) => SafeText.Cut(name, 60);

    private static string Named(RunDocument run, ClassScore c) => $"{Short(run.Dataset.Classes[c.Index].Name)} ({CellText.Percent(c.Iou!.Value)} %)";
}
