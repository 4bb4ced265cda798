using Ade20kEval.Boundaries;
using Ade20kEval.Comparison;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Images side by side: picture, ground truth, prediction, and where they differ; the prediction that it is compared with too, where its folder is given.</summary>
/// <remarks>Files are found by listing the given folders and comparing names, so a run document cannot make us read anything outside them.</remarks>
internal static class GallerySection
{
    // A page that mails refuse helps nobody.
    private const int BytesAnImage = 84_000;
    private const int LongestSide = 360;
    private const int MostLegendClasses = 40;

    /// <summary>Writes as many of the images as fit.</summary>
    /// <exception cref="InputException">A folder is missing, or a mask is malformed.</exception>
    public static void Write(HtmlBuilder html, RunView view, IReadOnlyList<(ImageScore Score, string Why)> chosen, GallerySource source, RunComparison? comparison = null)
    {
        RunDocument run = view.Run;
        using MaskSource groundTruths = MaskSource.Open(source.GroundTruth, source.Masks);
        using MaskSource predictions = MaskSource.Open(source.Predictions, source.Masks);
        using MaskReader groundTruthReader = groundTruths.CreateReader(source.Reading.Masks);
        using MaskReader predictionReader = predictions.CreateReader(source.Reading.Masks);
        Dictionary<string, MaskPair> pairs = ByName(groundTruths, predictions, run.Dataset, source);
        using MaskSource? baselines = source.BaselinePredictions is null || comparison is null ? null : MaskSource.Open(source.BaselinePredictions, source.Masks);
        using MaskReader? baselineReader = baselines?.CreateReader(source.Reading.Masks);
        Dictionary<string, MaskPair> baselinePairs = baselines is null ? [] : ByName(groundTruths, baselines, run.Dataset, source);

        using PictureSet? pictures = source.Images is null ? null : new PictureSet(source.Images.Path, run.Dataset.Pairing);
        Dictionary<string, int> places = [];
        for (int i = 0; i < run.Images.Count; i++)
        {
            places[run.Images[i].Name] = i;
        }

        // Remaps are applied to what is read.
        ErrorKindCounter? kinds = view.Errors is ErrorKindScores errors ? new ErrorKindCounter(new BoundaryCodes(run.Dataset, view.Counts.Labels, groundTruthRemap: null, predictionRemap: null), errors.Width, kernel: null) : null;
        LabelMap groundTruth = new(), prediction = new(), before = new();
        long[] seen = new long[run.Dataset.ClassCount];
        List<string> figures = [], unlike = [], unreadable = [];
        int found = 0;
        int bytes = 0, missing = 0;
        foreach ((ImageScore image, string why) in chosen)
        {
            if (!pairs.TryGetValue(image.Image.Name, out MaskPair? pair) || pair.Prediction is null)
            {
                missing++;
                continue;
            }

            groundTruthReader.Read(pair.GroundTruth, groundTruth, (image.Image.Width, image.Image.Height));
            predictionReader.Read(pair.Prediction, prediction, (groundTruth.Width, groundTruth.Height));
            source.Reading.GroundTruthRemap?.Apply(groundTruth);
            source.Reading.PredictionRemap?.Apply(prediction);
            if (groundTruth.Width != image.Image.Width || groundTruth.Height != image.Image.Height)
            {
                unlike.Add(image.Image.Name);
                continue;
            }

            HtmlBuilder figure = new();
            string? picture = pictures is null ? null : PictureOf(image.Image.Name, pictures, source.Images!.Thumbnail, unreadable);
            bool hasBefore = baselinePairs.TryGetValue(image.Image.Name, out MaskPair? beforePair) && beforePair.Prediction is not null;
            if (hasBefore)
            {
                baselineReader!.Read(beforePair!.Prediction!, before, (groundTruth.Width, groundTruth.Height));
                source.Reading.PredictionRemap?.Apply(before);
            }

            WriteFigure(figure, view, image, why, places[image.Image.Name], picture, groundTruth, hasBefore ? before : null, prediction, seen, comparison, kinds);
            string markup = figure.ToString();
            if (bytes + markup.Length > BytesAnImage * source.Count)
            {
                break;
            }

            bytes += markup.Length;
            found += picture is null ? 0 : 1;
            figures.Add(markup);
        }

        WriteLegend(html, run.Dataset, seen, byKind: kinds is not null);
        WriteTools(html, run.Dataset, seen);
        html.Raw("<div id=\"gallery\">\n");
        html.Raw(string.Concat(figures));
        html.Raw("</div>\n");
        if (missing > 0)
        {
            html.Add($"<p class=\"note\">{(long)missing} of the images were not found in the given folders.</p>\n");
        }

        if (pictures is not null && (found < figures.Count || unreadable.Count > 0))
        {
            source.Images!.Warn?.Invoke(Invariant($"{source.Images.Path}: the page shows pictures of {found} of {figures.Count} images; {unreadable.Count} cannot be read{(unreadable.Count > 0 ? $" ({SafeText.Cut(string.Join(", ", unreadable), 80)})" : "")}, the others were not found. Expected pictures named as the images are."));
        }

        if (unreadable.Count > 0)
        {
            html.Add($"<p class=\"note\">{(long)unreadable.Count} of the pictures could not be read: {SafeText.Cut(string.Join(", ", unreadable), 200)}.</p>\n");
        }

        if (unlike.Count > 0)
        {
            html.Add($"<p class=\"note\">{(long)unlike.Count} masks of the given folders have another size than in the run, so they are other files: {SafeText.Cut(string.Join(", ", unlike), 200)}.</p>\n");
        }
    }

    private static void WriteFigure(HtmlBuilder html, RunView view, ImageScore image, string why, int place, string? picture, LabelMap groundTruth, LabelMap? before, LabelMap prediction, long[] seen, RunComparison? comparison, ErrorKindCounter? kinds)
    {
        Dataset dataset = view.Run.Dataset;
        string name = SafeText.Cut(image.Image.Name, 120);
        string held = string.Join(' ', image.Image.Cells.ToArray().Select(cell => dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex).OfType<int>().Distinct().Order());
        html.Add($"<figure data-i=\"{place}\" data-why=\"{why}\" data-k=\"{held}\"><div class=\"row\">");
        if (picture is not null)
        {
            html.Add($"<div>picture<img class=\"photo\" alt=\"Picture {name}\" src=\"{picture}\"></div>");
        }

        Mask("ground truth", MaskThumbnail.Classes(groundTruth, dataset, PredictionLabels.Ids, LongestSide, seen));
        if (before is not null)
        {
            Mask($"prediction of {SafeText.Cut(comparison!.Baseline.Predictions.Name, 40)}", MaskThumbnail.Classes(before, dataset, comparison.Baseline.Counts.Labels, LongestSide, seen));
        }

        Mask(before is null ? "prediction" : $"prediction of {SafeText.Cut(comparison!.Run.Predictions.Name, 40)}", MaskThumbnail.Classes(prediction, dataset, view.Counts.Labels, LongestSide, seen));
        if (prediction.Width == groundTruth.Width && prediction.Height == groundTruth.Height)
        {
            Mask("errors", kinds is null ? MaskThumbnail.Errors(groundTruth, prediction, dataset, view.Counts.Labels, LongestSide) : MaskThumbnail.Kinds(groundTruth, kinds.Map(groundTruth, prediction), LongestSide));
        }

        string change = comparison?.Images.FirstOrDefault(c => c.Name == image.Image.Name)?.Difference is double difference ? $", {CellText.Points(difference)} points over the classes of its ground truth" : "";
        string accuracy = image.PixelAccuracy is double a ? $", pixel accuracy {CellText.Percent(a)} %" : "";
        html.Add($"</div><figcaption><span class=\"why\">{why}</span> <b><bdi>{name}</bdi></b>: mean IoU {CellText.Percent(image.MeanIou ?? 0)} %{accuracy}{change}");
        string mostly = string.Join(", ", MainConfusions(view, image).Select(c => $"{SafeText.Cut(view.ClassName(c.Truth), 40)} taken for {SafeText.Cut(view.ClassName(c.Guess), 40)} ({CellText.Percent((double)c.Pixels / image.LabelledPixels)} %)"));
        html.Add($"{(mostly.Length > 0 ? ". Most of what is wrong, in shares of its labelled pixels: " + mostly : "")}.</figcaption></figure>\n");

        void Mask(string title, byte[] png) => html.Add($"<div>{title}<img alt=\"{title} of {name}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"></div>");
    }

    /// <summary>The box in which the script enlarges an image.</summary>
    public static void WriteBox(HtmlBuilder html) => html.Raw("""
        <dialog id="light-box" aria-label="Image">
        <div class="tools"><label>Below <select id="light-under"></select></label> <label>above <select id="light-over"></select></label> <label>how much of it <input type="range" id="light-opacity" min="0" max="100" value="50"></label>
        <button type="button" id="light-before">previous</button><button type="button" id="light-after" autofocus>next</button><button type="button" id="light-close">close</button></div>
        <div class="stage"><img alt="" src="data:,"><img alt="" src="data:,"></div>
        <p id="light-read" class="readout" role="status"></p>
        <p id="light-caption"></p>
        </dialog>

        """);

    private static void WriteTools(HtmlBuilder html, Dataset dataset, long[] seen)
    {
        html.Raw("<div class=\"tools js\"><label>Show <select id=\"gallery-why\"><option value=\"\">all</option><option>worst</option><option>best</option><option>random</option></select></label> <label>with class <select id=\"gallery-class\"><option value=\"\">any</option>");
        foreach (int c in Enumerable.Range(0, seen.Length).Where(c => seen[c] > 0).OrderBy(c => dataset.Classes[c].Name, StringComparer.Ordinal))
        {
            html.Add($"<option value=\"{c}\">{SafeText.Cut(dataset.Classes[c].Name, 60)}</option>");
        }

        html.Raw("</select></label> <output id=\"gallery-count\" class=\"m\"></output></div>\n<p class=\"m js\">Click an image to enlarge it: picture, masks and errors over each other, and the class under the pointer.</p>\n");
    }

    private static Dictionary<string, MaskPair> ByName(MaskSource groundTruths, MaskSource predictions, Dataset dataset, GallerySource source)
    {
        Dictionary<string, MaskPair> pairs = [];
        foreach (MaskPair pair in PairFinder.Find(groundTruths, predictions, dataset.Pairing with { Suffixes = source.Suffixes }).Pairs)
        {
            pairs.TryAdd(pair.Name, pair);
        }

        return pairs;
    }

    private static IEnumerable<(int Truth, int? Guess, long Pixels)> MainConfusions(RunView view, ImageScore image)
    {
        List<(int Truth, int? Guess, long Pixels)> found = [];
        foreach (Counting.PairCount cell in image.Image.Cells)
        {
            if (view.Run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int truth)
            {
                int? guess = view.Run.Dataset.ClassifyPrediction(cell.Prediction, view.Counts.Labels).ClassIndex;
                if (truth != guess)
                {
                    found.Add((truth, guess, cell.Pixels));
                }
            }
        }

        return found.OrderByDescending(f => f.Pixels).Take(3);
    }

    /// <summary>The picture, small, as a data address; null where there is none, or none that can be read.</summary>
    private static string? PictureOf(string name, PictureSet pictures, Func<ReadOnlyMemory<byte>, string, int, byte[]> thumbnail, List<string> unreadable)
    {
        try
        {
            return pictures.TryRead(name[(name.LastIndexOf('/') + 1)..], out ReadOnlyMemory<byte> picture)
                ? $"data:image/jpeg;base64,{Convert.ToBase64String(thumbnail(picture, name, LongestSide))}"
                : null;
        }
        catch (InputException)
        {
            // The masks tell more than the picture does: the page names it and goes on.
            unreadable.Add(name);
            return null;
        }
    }

    private static void WriteLegend(HtmlBuilder html, Dataset dataset, long[] seen, bool byKind)
    {
        html.Raw("<p class=\"m\">Errors:</p><ul class=\"legend\">");
        (Rgb[] colors, string[] names) = byKind
            ? (MaskThumbnail.KindColors, (string[])["no ground truth", "right", "boundary: missed at a ragged edge", "extent: missed where a region ends in the wrong place", "segment: missed, the whole region has the wrong name"])
            : (MaskThumbnail.ErrorColors, ["no ground truth", "right", "taken for another class", "predicted as no class"]);
        for (int i = 0; i < names.Length; i++)
        {
            Item(colors[i], names[i]);
        }

        int[] shown = [.. Enumerable.Range(0, seen.Length).Where(c => seen[c] > 0).OrderByDescending(c => seen[c]).Take(MostLegendClasses)];
        html.Raw("</ul><details><summary>Colours of the classes</summary><ul class=\"legend\">");
        foreach (int c in shown)
        {
            Item(dataset.Classes[c].Color, SafeText.Cut(dataset.Classes[c].Name, 60));
        }

        html.Raw("</ul></details>\n");

        void Item(Rgb color, string name) =>
            html.Add($"<li><svg class=\"s\" aria-hidden=\"true\"><rect fill=\"{color.Hex}\"/></svg><bdi>{name}</bdi></li>");
    }
}
