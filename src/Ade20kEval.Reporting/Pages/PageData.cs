using System.Globalization;
using System.Text;
using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The numbers that the page's script looks up: the confusion matrix, and of every image its name, scores and main confusions.</summary>
/// <remarks>
/// Numbers are packed as base-128 varints (least significant group first, high bit set on all but the last byte) in base64, because a matrix of
/// 150 x 150 as text alone would be half of a page. Names are JSON; <c>&lt;</c> is escaped, so that no name can end the element.
/// </remarks>
internal static class PageData
{
    /// <summary>Confusions kept of an image, by pixels: what a click on the heatmap can find.</summary>
    private const int ConfusionsOfAnImage = 12;

    // Of thousands of images the page would grow by half for what a click finds among many anyway.
    private const int ConfusionsOfOneOfMany = 5;
    private const int Many = 1000;

    /// <summary>Longer names are cut: they serve to recognise a file.</summary>
    private const int LongestName = 200;

    public static void Write(HtmlBuilder html, RunView view)
    {
        StringBuilder json = new();
        json.Append("{\"classes\":");
        Strings(json, view.Run.Dataset.Classes.Select(c => SafeText.Cut(SafeText.Line(c.Name), LongestName)));
        json.Append(",\"colors\":");
        Strings(json, view.Run.Dataset.Classes.Select(c => c.Color.Hex[1..]));
        json.Append(",\"matrix\":\"").Append(Convert.ToBase64String(Matrix(view.Counts.Matrix))).Append("\",\"images\":");
        string[] names = [.. view.Images.Select(i => SafeText.Cut(SafeText.Line(i.Image.Name), LongestName))];
        int shared = SharedPrefix(names);
        Strings(json, names.Select(name => name[shared..]));
        json.Append(",\"prefix\":");
        Strings(json, shared == 0 ? [] : [names[0][..shared]]);
        json.Append(",\"scores\":\"").Append(Convert.ToBase64String(Scores(view.Images)));
        json.Append("\",\"confusions\":\"").Append(Convert.ToBase64String(Confusions(view))).Append("\",\"kept\":");
        json.Append(Kept(view).ToString(CultureInfo.InvariantCulture)).Append('}');
        html.Raw("<script type=\"application/json\" id=\"data\">");
        html.Raw(json.ToString());
        html.Raw("</script>\n");
    }

    private static int Kept(RunView view) => view.Images.Count > Many ? ConfusionsOfOneOfMany : ConfusionsOfAnImage;

    /// <summary>How many characters all names begin with: those of a dataset usually differ in their last few alone.</summary>
    private static int SharedPrefix(string[] names)
    {
        int shared = names.Length == 0 ? 0 : names.Min(name => name.AsSpan().CommonPrefixLength(names[0]));
        return shared > 0 && char.IsHighSurrogate(names[0][shared - 1]) ? shared - 1 : shared;
    }

    private static void Strings(StringBuilder json, IEnumerable<string> names)
    {
        json.Append('[');
        bool isFirst = true;
        foreach (string name in names)
        {
            json.Append(isFirst ? "" : ",").Append('"');
            isFirst = false;
            // The default encoder escapes <, >, &, ', " and everything outside ASCII.
            json.Append(JsonEncodedText.Encode(name).ToString()).Append('"');
        }

        json.Append(']');
    }

    /// <summary>Of every non-zero cell in row order: cells since the last one, pixels.</summary>
    private static byte[] Matrix(ConfusionMatrix matrix)
    {
        List<byte> bytes = [];
        int last = -1;
        for (int row = 0; row < matrix.ClassCount; row++)
        {
            ReadOnlySpan<long> pixels = matrix.Row(row);
            for (int column = 0; column < pixels.Length; column++)
            {
                if (pixels[column] > 0)
                {
                    int cell = (row * matrix.ClassCount) + column;
                    Put(bytes, cell - last);
                    Put(bytes, pixels[column]);
                    last = cell;
                }
            }
        }

        return [.. bytes];
    }

    /// <summary>Of every image: mean IoU in hundredths of a percent plus 1, or 0 where undefined; pixel accuracy likewise; classes; wrong pixels.</summary>
    private static byte[] Scores(IReadOnlyList<ImageScore> images)
    {
        List<byte> bytes = [];
        foreach (ImageScore image in images)
        {
            Put(bytes, image.MeanIou is double iou ? 1 + (long)Math.Round(iou * 10_000) : 0);
            Put(bytes, image.PixelAccuracy is double accuracy ? 1 + (long)Math.Round(accuracy * 10_000) : 0);
            Put(bytes, image.Classes);
            Put(bytes, image.WrongPixels);
        }

        return [.. bytes];
    }

    /// <summary>Of every image: how many confusions follow, then of each, in row order, the cells since the last one.</summary>
    private static byte[] Confusions(RunView view)
    {
        Dataset dataset = view.Run.Dataset;
        List<byte> bytes = [];
        List<(long Pixels, int Cell)> found = [];
        List<int> kept = [];
        foreach (ImageCounts image in view.Run.Images)
        {
            found.Clear();
            foreach (PairCount cell in image.Cells)
            {
                if (cell.GroundTruth != cell.Prediction || view.Counts.Labels == PredictionLabels.Indices)
                {
                    if (dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int groundTruth
                        && dataset.ClassifyPrediction(cell.Prediction, view.Counts.Labels).ClassIndex is int prediction
                        && groundTruth != prediction)
                    {
                        found.Add((cell.Pixels, (groundTruth * dataset.ClassCount) + prediction));
                    }
                }
            }

            found.Sort(static (a, b) => a.Pixels != b.Pixels ? b.Pixels.CompareTo(a.Pixels) : a.Cell.CompareTo(b.Cell));
            kept.Clear();
            kept.AddRange(found.Take(Kept(view)).Select(f => f.Cell));
            kept.Sort();
            Put(bytes, kept.Count);
            int last = -1;
            foreach (int cell in kept)
            {
                Put(bytes, cell - last);
                last = cell;
            }
        }

        return [.. bytes];
    }

    private static void Put(List<byte> bytes, long value)
    {
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        bytes.Add((byte)value);
    }
}
