using Ade20kEval.Comparison;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>How the images spread, which are worst, and what they look like.</summary>
internal static class ImageSection
{
    private const int Listed = 50;
    private const int RandomSeed = 1;

    public static void Write(HtmlBuilder html, RunView view, GallerySource? gallery, RunComparison? comparison = null)
    {
        html.Raw("<section id=\"images-section\">\n<h2>Images</h2>\n");
        PageParts.Chart(html, RunCharts.ImageIou(view));
        PageParts.Table(html, PerImageTables.Means(view));
        ImageScore[] worst = [.. view.Images.Where(i => i.MeanIou is not null).OrderBy(i => i.MeanIou).Take(Listed)];
        bool showsChanges = gallery?.BaselinePredictions is not null && comparison is not null;
        if (showsChanges)
        {
            html.Raw("<h3>Images that changed most</h3>\n");
            Dictionary<string, double> changes = comparison!.Images.Where(image => image.Difference is not null).ToDictionary(image => image.Name, image => Math.Abs(image.Difference!.Value));
            GallerySection.Write(html, view, [.. view.Images.Where(image => changes.ContainsKey(image.Image.Name)).OrderByDescending(image => changes[image.Image.Name]).Take(gallery!.Count).Select(image => (image, "changed"))], gallery, comparison);
        }

        if (gallery is not null && !showsChanges)
        {
            html.Raw("<h3>Worst, best and random images</h3>\n");
            GallerySection.Write(html, view, Choose(view.Images, gallery.Count), gallery);
        }

        html.Raw("<h3>Worst images</h3>\n");

        html.Raw("<div class=\"tools js\"><label>Find <input type=\"search\" id=\"image-search\" autocomplete=\"off\"></label> <span id=\"image-filter\" hidden><span id=\"image-filter-text\"></span> <button type=\"button\" id=\"image-clear\">show all</button></span> <output id=\"image-count\" class=\"m\"></output></div>\n");
        Table table = RunTables.PerImage(view);
        Dictionary<string, Cell[]> byName = [];
        foreach (Cell[] row in table.Rows)
        {
            byName[row[0].Text!] = row;
        }

        List<TableColumn> columns = [.. table.Columns.Take(5)];
        PageParts.Table(html, new Table(table.Id, $"The {Plural.Of(worst.Length, "image")} of the lowest mean IoU", columns, [.. worst.Select(i => byName[i.Image.Name].AsSpan(0, columns.Count).ToArray())]) { Note = table.Note }, isTall: true);
        html.Raw("</section>\n");
    }

    /// <summary>Half of them the worst, worst first, a quarter the best, and the rest others, drawn with a fixed seed: what a model usually does is seen in neither of its ends.</summary>
    internal static IReadOnlyList<(ImageScore Score, string Why)> Choose(IReadOnlyList<ImageScore> images, int count)
    {
        ImageScore[] ranked = [.. images.Where(image => image.MeanIou is not null).OrderBy(image => image.MeanIou)];
        count = Math.Min(count, ranked.Length);
        int worst = (count + 1) / 2, best = Math.Max(count / 4, Math.Min(1, count - worst));
        ImageScore[] middle = ranked[worst..^best];
        new Random(RandomSeed).Shuffle(middle);
        return
        [
            .. ranked[..worst].Select(image => (image, "worst")), .. ranked[^best..].Reverse().Select(image => (image, "best")),
            .. middle.Take(count - worst - best).OrderBy(image => image.MeanIou).Select(image => (image, "random")),
        ];
    }
}
