using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>errorKinds</c> of a run document: boundary, extent and segment errors by image and class, and what follows from them.</summary>
/// <remarks>Only counts and intervals are read back; the shares follow from the counts.</remarks>
internal static class ErrorKindsJson
{
    private static readonly string[] s_keys = ["index", "tp", "fpBoundary", "fpExtent", "fpSegment", "fnBoundary", "fnExtent", "fnSegment"];

    /// <summary>Writes the part.</summary>
    public static void Write(JsonLineWriter lines, RunDocument run, ErrorKindCounts counts)
    {
        lines.Open("errorKinds");
        lines.Property("width", w => w.WriteNumberValue(counts.Width));
        WriteFigures(lines, run, counts);
        lines.Array("images", [.. run.Images.Zip(counts.Images)], WriteImage, isLast: true);
        lines.Close();
    }

    /// <summary>Writes what follows from the counts.</summary>
    public static void WriteFigures(JsonLineWriter lines, RunDocument run, ErrorKindCounts counts)
    {
        ErrorKindScores scores = ErrorKindScores.Of(run.Dataset.ClassCount, counts);
        lines.Property("mean", w => WriteMean(w, scores));
        lines.Property("renormalised", w => WriteRenormalised(w, scores.Renormalised));
        if (run.ErrorKindIntervals is ErrorKindIntervals intervals)
        {
            lines.Property("intervals", w => WriteIntervals(w, intervals));
        }

        lines.Array("classes", [.. scores.Classes.Where(c => c.Union > 0)], WriteClass);
    }

    /// <summary>Reads the counts back.</summary>
    /// <param name="part">The value of <c>errorKinds</c>.</param>
    /// <param name="dataset">What raw values mean.</param>
    /// <param name="labels">What predictions hold.</param>
    /// <param name="images">The images of the run: the same ones, in the same order.</param>
    public static ErrorKindCounts Read(JsonCursor part, Dataset dataset, PredictionLabels labels, IReadOnlyList<ImageCounts> images)
    {
        JsonCursor place = part.Required("width");
        double width = place.Real(0, double.MaxValue);
        if (!ErrorKindCounts.IsWidth(width))
        {
            throw place.Unexpected("a share of the image diagonal, above 0 and below 1, or a whole number of pixels");
        }

        JsonCursor list = part.Required("images");
        IReadOnlyList<JsonCursor> written = list.Items();
        if (written.Count != images.Count)
        {
            throw list.Wrong(Invariant($"holds {written.Count} images; expected {images.Count}, as in images."));
        }

        return new ErrorKindCounts(width, [.. images.Select((image, i) => ReadImage(written[i], dataset, labels, image))]);
    }

    /// <summary>Reads the intervals back; <see langword="null"/> where there are none.</summary>
    public static ErrorKindIntervals? ReadIntervals(JsonCursor part) => part.Optional("intervals") is not JsonCursor intervals ? null : new ErrorKindIntervals(
        IntervalsJson.ReadLimits(intervals.Required("iou")),
        IntervalsJson.ReadLimits(intervals.Required("boundary")),
        IntervalsJson.ReadLimits(intervals.Required("extent")),
        IntervalsJson.ReadLimits(intervals.Required("segment")));

    private static ClassErrors[] ReadImage(JsonCursor written, Dataset dataset, PredictionLabels labels, ImageCounts image)
    {
        JsonCursor name = written.Required("name");
        if (name.Text(ImageJson.LongestName) != image.Name)
        {
            throw name.Unexpected($"'{image.Name}', as in images");
        }

        JsonCursor list = written.Required("cells");
        IReadOnlyList<JsonCursor> cells = list.Items();
        ClassErrors[] classes = new ClassErrors[cells.Count];
        long pixels = (long)image.Width * image.Height;
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = ReadCell(cells[i], pixels, i == 0 ? 0 : classes[i - 1].ClassIndex + 1, dataset.ClassCount);
        }

        // What is right, and what is wrong on either side, is known from the pairs of raw values; only the kinds are not.
        (long Right, long Missed, long Invented)[] left = new (long, long, long)[dataset.ClassCount];
        foreach (PairCount cell in image.Cells)
        {
            if (dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int own)
            {
                int? other = dataset.ClassifyPrediction(cell.Prediction, labels).ClassIndex;
                left[own] = own == other ? (left[own].Right + cell.Pixels, left[own].Missed, left[own].Invented) : (left[own].Right, left[own].Missed + cell.Pixels, left[own].Invented);
                if (other is int guess && guess != own)
                {
                    left[guess].Invented += cell.Pixels;
                }
            }
        }

        foreach (ClassErrors c in classes)
        {
            left[c.ClassIndex].Right -= c.TruePositives;
            left[c.ClassIndex].Missed -= c.FalseNegativeBoundary + c.FalseNegativeExtent + c.FalseNegativeSegment;
            left[c.ClassIndex].Invented -= c.FalsePositiveBoundary + c.FalsePositiveExtent + c.FalsePositiveSegment;
        }

        return left.All(rest => rest == default)
            ? classes
            : throw list.Wrong("the kinds of error do not add up to the pixels of the image. The file was edited or damaged; score again.");
    }

    private static ClassErrors ReadCell(JsonCursor cell, long pixels, int leastIndex, int classCount)
    {
        long[] numbers = new long[s_keys.Length];
        if (cell.Kind == JsonValueKind.Array && cell.Element.GetArrayLength() == numbers.Length)
        {
            int next = 0;
            foreach (JsonElement item in cell.Element.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[next]) || numbers[next] < 0 || (next > 0 && numbers[next] > pixels))
                {
                    break;
                }

                next++;
            }

            ClassErrors errors = new((int)Math.Min(numbers[0], int.MaxValue), numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
            if (next == numbers.Length && numbers[0] >= leastIndex && numbers[0] < classCount && errors.Union >= 1 && errors.Union <= pixels)
            {
                return errors;
            }
        }

        throw cell.Unexpected(Invariant(
            $"[{string.Join(", ", s_keys)}] with an index from {leastIndex} to {classCount - 1}, ascending, and 1 to {pixels} pixels in all"));
    }

    private static void WriteMean(Utf8JsonWriter w, ErrorKindScores scores)
    {
        w.WriteStartObject();
        w.WriteNumber("classesAveraged", scores.ClassesAveraged);
        NumberJson.Write(w, "iou", scores.Mean?.Iou);
        NumberJson.Write(w, "boundary", scores.Mean?.Boundary);
        NumberJson.Write(w, "extent", scores.Mean?.Extent);
        NumberJson.Write(w, "segment", scores.Mean?.Segment);
        w.WriteEndObject();
    }

    private static void WriteRenormalised(Utf8JsonWriter w, RenormalisedErrors errors)
    {
        w.WriteStartObject();
        NumberJson.Write(w, "boundary", errors.Boundary);
        w.WriteNumber("boundaryClasses", errors.BoundaryClasses);
        NumberJson.Write(w, "extent", errors.Extent);
        w.WriteNumber("extentClasses", errors.ExtentClasses);
        NumberJson.Write(w, "segment", errors.Segment);
        w.WriteNumber("segmentClasses", errors.SegmentClasses);
        w.WriteEndObject();
    }

    private static void WriteIntervals(Utf8JsonWriter w, ErrorKindIntervals intervals)
    {
        w.WriteStartObject();
        IntervalsJson.WriteFigure(w, "iou", intervals.Iou);
        IntervalsJson.WriteFigure(w, "boundary", intervals.Boundary);
        IntervalsJson.WriteFigure(w, "extent", intervals.Extent);
        IntervalsJson.WriteFigure(w, "segment", intervals.Segment);
        w.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter w, ClassErrors counts)
    {
        w.WriteStartObject();
        int key = 0;
        foreach (long number in Numbers(counts))
        {
            w.WriteNumber(s_keys[key++], number);
        }

        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, (ImageCounts Image, IReadOnlyList<ClassErrors> Classes) image)
    {
        w.WriteStartObject();
        w.WriteString("name", image.Image.Name);
        w.WriteStartArray("cells");
        foreach (ClassErrors counts in image.Classes)
        {
            w.WriteStartArray();
            foreach (long number in Numbers(counts))
            {
                w.WriteNumberValue(number);
            }

            w.WriteEndArray();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static ReadOnlySpan<long> Numbers(in ClassErrors c) => new long[]
    {
        c.ClassIndex, c.TruePositives, c.FalsePositiveBoundary, c.FalsePositiveExtent, c.FalsePositiveSegment, c.FalseNegativeBoundary, c.FalseNegativeExtent, c.FalseNegativeSegment,
    };
}
