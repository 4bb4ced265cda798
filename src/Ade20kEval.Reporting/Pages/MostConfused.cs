using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The classes that are confused most, as a matrix that one can read: names on both sides, percents in the cells. For runs whose whole heatmap has no room for them.</summary>
internal static class MostConfused
{
    private const int Most = 30;
    private const double LeastShown = 0.001;
    private const int Shades = 8;

    public static void Write(HtmlBuilder html, RunView view)
    {
        ConfusionMatrix matrix = view.Counts.Matrix;
        if (matrix.ClassCount <= HeatmapChart.MostNumbered || view.Confusions.Count == 0)
        {
            return;
        }

        int[] classes = Choose(view);
        html.Add($"<h3>The {(long)classes.Length} most confused classes</h3>\n<p class=\"m\">Percent of the class of the row that was predicted as that of the column, the classes with most wrong pixels, those that are confused with each other side by side. Below {CellText.Percent(LeastShown)} % is left empty.</p>\n");
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"The most confused classes\">\n<table id=\"most-confused\"><thead><tr><td></td>");
        foreach (int c in classes)
        {
            html.Add($"<th scope=\"col\"><span>{Name(view, c)}</span></th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (int row in classes)
        {
            html.Add($"<tr><th scope=\"row\">{Name(view, row)}</th>");
            ReadOnlySpan<long> pixels = matrix.Row(row);
            long sum = 0;
            foreach (long p in pixels)
            {
                sum += p;
            }

            foreach (int column in classes)
            {
                double share = sum == 0 ? 0 : (double)pixels[column] / sum;
                html.Raw(share < LeastShown ? "<td></td>" : row == column ? Invariant($"<td class=\"g\">{Text(share)}</td>") : Invariant($"<td class=\"v{Shade(share)}\">{Text(share)}</td>"));
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    /// <summary>The classes with most pixels on either side of a confusion, each followed by the one that it is confused with most of those that are left.</summary>
    internal static int[] Choose(RunView view)
    {
        Dictionary<int, long> wrong = [];
        Dictionary<(int, int), long> between = [];
        foreach (Confusion c in view.Confusions)
        {
            if (c.Prediction is int guess)
            {
                wrong[c.GroundTruth] = wrong.GetValueOrDefault(c.GroundTruth) + c.Pixels;
                wrong[guess] = wrong.GetValueOrDefault(guess) + c.Pixels;
                (int, int) pair = (Math.Min(c.GroundTruth, guess), Math.Max(c.GroundTruth, guess));
                between[pair] = between.GetValueOrDefault(pair) + c.Pixels;
            }
        }

        List<int> left = [.. wrong.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(Most).Select(entry => entry.Key)];
        List<int> order = [];
        while (left.Count > 0)
        {
            int next = order.Count == 0 ? left[0] : left.MaxBy(c => (between.GetValueOrDefault((Math.Min(c, order[^1]), Math.Max(c, order[^1]))), wrong[c], -c));
            order.Add(next);
            left.Remove(next);
        }

        return [.. order];
    }

    private static string Name(RunView view, int c) => SafeText.Cut(view.ClassName(c), 24);

    private static string Text(double share) => share >= 0.0995 ? Invariant($"{share * 100:0}") : Invariant($"{share * 100:0.0}");

    // By the logarithm, as the heatmap: from a tenth of a percent to all.
    private static int Shade(double share) => Math.Clamp((int)((1 - (Math.Log10(share) / Math.Log10(LeastShown))) * Shades), 0, Shades - 1);
}
