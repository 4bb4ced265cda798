using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Slices;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The parts <c>rings</c> and <c>ringCells</c> of a run document: scores by distance from the image's border, and the counts behind them.</summary>
/// <remarks>Only counts are read back; the scores follow from them.</remarks>
internal static class RingsJson
{
    /// <summary>Writes both parts.</summary>
    public static void Write(JsonLineWriter lines, RunDocument run, RingCounts counts)
    {
        WriteFigures(lines, run);
        lines.Array("ringCells", [.. run.Images.Zip(counts.Images)], WriteImage);
    }

    /// <summary>Writes what follows from the counts.</summary>
    public static void WriteFigures(JsonLineWriter lines, RunDocument run) => lines.Array("rings", RingScore.Of(run.Counts), WriteScore);

    /// <summary>Reads the counts back.</summary>
    /// <param name="part">The value of <c>ringCells</c>.</param>
    /// <param name="images">The images of the run: the same ones, in the same order.</param>
    public static RingCounts Read(JsonCursor part, IReadOnlyList<ImageCounts> images)
    {
        IReadOnlyList<JsonCursor> written = part.Items();
        if (written.Count != images.Count)
        {
            throw part.Wrong(Invariant($"holds {written.Count} images; expected {images.Count}, as in images."));
        }

        int rings = written.Count == 0 ? 1 : Math.Clamp(written[0].Required("rings").Items().Count, 1, RingCounts.MostRings);
        return new RingCounts(rings, [.. images.Select((image, i) => ReadImage(written[i], image, rings))]);
    }

    private static ImageCounts[] ReadImage(JsonCursor written, ImageCounts image, int rings)
    {
        JsonCursor name = written.Required("name");
        if (name.Text(ImageJson.LongestName) != image.Name)
        {
            throw name.Unexpected($"'{image.Name}', as in images");
        }

        JsonCursor list = written.Required("rings");
        IReadOnlyList<JsonCursor> items = list.Items();
        if (items.Count != rings)
        {
            throw list.Wrong(Invariant($"holds {items.Count} rings; expected 1 to {RingCounts.MostRings}, as many in every image."));
        }

        BorderRings geometry = new(image.Width, image.Height, rings);
        ImageCounts[] counts = [.. items.Select((cells, ring) => Ring(image.Name, geometry.Pixels(ring), cells))];
        return JointHistogram.Sum(counts).Cells.SequenceEqual(image.Cells)
            ? counts
            : throw list.Wrong("the cells of the rings do not add up to those of the image. The file was edited or damaged; score again.");
    }

    private static ImageCounts Ring(string name, int pixels, JsonCursor cells) => new(name, pixels, pixels == 0 ? 0 : 1, CellsJson.Read(cells, pixels));

    private static void WriteScore(Utf8JsonWriter w, RingScore score)
    {
        w.WriteStartObject();
        w.WriteNumber("ring", score.Ring);
        w.WriteNumber("labelled", score.Labelled);
        w.WriteNumber("classesAveraged", score.ClassesAveraged);
        NumberJson.Write(w, "meanIou", score.MeanIou);
        NumberJson.Write(w, "wholeSetMeanIou", score.WholeSetMeanIou);
        NumberJson.Write(w, "pixelAccuracy", score.PixelAccuracy);
        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, (ImageCounts Image, IReadOnlyList<ImageCounts> Rings) image)
    {
        w.WriteStartObject();
        w.WriteString("name", image.Image.Name);
        w.WriteStartArray("rings");
        foreach (ImageCounts ring in image.Rings)
        {
            CellsJson.Write(w, ring.Cells);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }
}
