using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>sizes</c> of a run document: regions by their size, scores and the counts of each image behind them.</summary>
/// <remarks>Only counts are read back; the scores follow from them.</remarks>
internal static class SizesJson
{
    private static readonly string[] s_keys = ["index", "coco", "relative", "regions", "pixels", "right", "mostlyRight", "whollyWrong"];

    /// <summary>Writes the part.</summary>
    public static void Write(JsonLineWriter lines, RunDocument run, IReadOnlyList<ImageSizes> counts)
    {
        lines.Open("sizes");
        WriteFigures(lines, run, counts);
        lines.Array("images", [.. run.Images.Zip(counts)], WriteImage, isLast: true);
        lines.Close();
    }

    /// <summary>Writes what follows from the counts.</summary>
    public static void WriteFigures(JsonLineWriter lines, RunDocument run, IReadOnlyList<ImageSizes> counts)
    {
        foreach (RegionSizeDivision division in RegionSizeScores.Of(run.Dataset.ClassCount, counts).Divisions)
        {
            lines.Property(division.Key, w => WriteDivision(w, division));
        }
    }

    /// <summary>Reads the counts back.</summary>
    /// <param name="part">The value of <c>sizes</c>.</param>
    /// <param name="dataset">What raw values mean.</param>
    /// <param name="labels">What predictions hold.</param>
    /// <param name="images">The images of the run: the same ones, in the same order.</param>
    public static IReadOnlyList<ImageSizes> Read(JsonCursor part, Dataset dataset, PredictionLabels labels, IReadOnlyList<ImageCounts> images)
    {
        JsonCursor list = part.Required("images");
        IReadOnlyList<JsonCursor> written = list.Items();
        return written.Count == images.Count
            ? [.. images.Select((image, i) => ReadImage(written[i], dataset, labels, image))]
            : throw list.Wrong(Invariant($"holds {written.Count} images; expected {images.Count}, as in images."));
    }

    private static ImageSizes ReadImage(JsonCursor written, Dataset dataset, PredictionLabels labels, ImageCounts image)
    {
        JsonCursor name = written.Required("name");
        if (name.Text(ImageJson.LongestName) != image.Name)
        {
            throw name.Unexpected($"'{image.Name}', as in images");
        }

        (long Pixels, long Right)[] truth = new (long, long)[dataset.ClassCount];
        (long Pixels, long Right)[] predicted = new (long, long)[dataset.ClassCount];
        foreach (PairCount cell in image.Cells)
        {
            if (dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int own)
            {
                int? other = dataset.ClassifyPrediction(cell.Prediction, labels).ClassIndex;
                long right = own == other ? cell.Pixels : 0;
                truth[own] = (truth[own].Pixels + cell.Pixels, truth[own].Right + right);
                if (other is int guess)
                {
                    predicted[guess] = (predicted[guess].Pixels + cell.Pixels, predicted[guess].Right + right);
                }
            }
        }

        return new ImageSizes(ReadSide(written.Required("groundTruth"), truth, image), ReadSide(written.Required("prediction"), predicted, image));
    }

    private static SizeCount[] ReadSide(JsonCursor list, (long Pixels, long Right)[] expected, ImageCounts image)
    {
        IReadOnlyList<JsonCursor> items = list.Items();
        SizeCount[] counts = new SizeCount[items.Count];
        long pixels = (long)image.Width * image.Height;
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = ReadCell(items[i], pixels, expected.Length);
            if (i > 0 && Place(counts[i]) <= Place(counts[i - 1]))
            {
                throw items[i].Unexpected("sizes in the order of class, coco and relative, each once");
            }

            ref (long Pixels, long Right) left = ref expected[counts[i].ClassIndex];
            left = (left.Pixels - counts[i].Pixels, left.Right - counts[i].Right);
        }

        return expected.All(left => left == default)
            ? counts
            : throw list.Wrong("the pixels of the regions do not add up to those of the image. The file was edited or damaged; score again.");
    }

    private static SizeCount ReadCell(JsonCursor cell, long pixels, int classCount)
    {
        long[] n = new long[s_keys.Length];
        if (cell.Kind == JsonValueKind.Array && cell.Element.GetArrayLength() == n.Length)
        {
            int next = 0;
            foreach (JsonElement item in cell.Element.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out n[next]) || n[next] < 0 || n[next] > Math.Max(pixels, int.MaxValue))
                {
                    break;
                }

                next++;
            }

            SizeCount count = new((int)n[0], (int)n[1], (int)n[2], n[3], n[4], n[5], n[6], n[7]);
            if (next == n.Length && n[0] < classCount && n[1] < RegionSizes.Coco.Count && n[2] < RegionSizes.OfImage.Count && IsPossible(count, pixels))
            {
                return count;
            }
        }

        throw cell.Unexpected($"[{string.Join(", ", s_keys)}] of a class and size, as many regions as pixels at most, and no more right ones than there are");
    }

    private static bool IsPossible(SizeCount count, long pixels) =>
        count.Regions >= 1 && count.Regions <= count.Pixels && count.Pixels <= pixels && count.Right <= count.Pixels
        && count.MostlyRight + count.WhollyWrong <= count.Regions && (count.Right == 0) == (count.WhollyWrong == count.Regions);

    private static long Place(SizeCount count) => (((long)count.ClassIndex * RegionSizes.Coco.Count) + count.Pixelwise) * RegionSizes.OfImage.Count + count.Relative;

    private static void WriteDivision(Utf8JsonWriter w, RegionSizeDivision division)
    {
        w.WriteStartObject();
        WriteScores(w, "groundTruth", division.GroundTruth);
        WriteScores(w, "prediction", division.Prediction);
        w.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter w, string side, IReadOnlyList<RegionSizeScore> scores)
    {
        w.WriteStartArray(side);
        foreach (RegionSizeScore score in scores)
        {
            w.WriteStartObject();
            w.WriteString("name", score.Name);
            w.WriteNumber("regions", score.Regions);
            w.WriteNumber("pixels", score.Pixels);
            w.WriteNumber("right", score.Right);
            w.WriteNumber("mostlyRight", score.MostlyRight);
            w.WriteNumber("whollyWrong", score.WhollyWrong);
            w.WriteNumber("classesAveraged", score.ClassesAveraged);
            NumberJson.Write(w, "meanShare", score.MeanShare);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteImage(Utf8JsonWriter w, (ImageCounts Image, ImageSizes Sizes) image)
    {
        w.WriteStartObject();
        w.WriteString("name", image.Image.Name);
        WriteCounts(w, "groundTruth", image.Sizes.GroundTruth);
        WriteCounts(w, "prediction", image.Sizes.Prediction);
        w.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter w, string side, IReadOnlyList<SizeCount> counts)
    {
        w.WriteStartArray(side);
        foreach (SizeCount c in counts)
        {
            w.WriteStartArray();
            foreach (long number in (ReadOnlySpan<long>)[c.ClassIndex, c.Pixelwise, c.Relative, c.Regions, c.Pixels, c.Right, c.MostlyRight, c.WhollyWrong])
            {
                w.WriteNumberValue(number);
            }

            w.WriteEndArray();
        }

        w.WriteEndArray();
    }
}
