using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The items of the key <c>"images"</c>: what is kept of one image.</summary>
internal static class ImageJson
{
    /// <summary>Longer names are those of nobody's files.</summary>
    public const int LongestName = 4096;

    /// <summary>More pixels in a row or column than any mask reader takes.</summary>
    private const int LargestSide = 1 << 24;

    /// <summary>More pixels than any mask reader takes; so many images as fit a document cannot overflow their sum.</summary>
    private const long MostPixels = 1L << 34;

    /// <summary>Writes one image.</summary>
    public static void Write(Utf8JsonWriter w, ImageCounts image)
    {
        w.WriteStartObject();
        w.WriteString("name", image.Name);
        w.WriteNumber("width", image.Width);
        w.WriteNumber("height", image.Height);
        w.WritePropertyName("cells");
        CellsJson.Write(w, image.Cells);
        w.WriteEndObject();
    }

    /// <summary>Reads all images: in name order, each once.</summary>
    /// <param name="images">Where they stand.</param>
    /// <param name="forEach">Hands out the items, one after the other.</param>
    public static ImageCounts[] ReadAll(JsonCursor images, Action<Action<int, JsonElement>> forEach)
    {
        if (images.Kind != JsonValueKind.Array)
        {
            throw images.Unexpected("a list of images");
        }

        List<ImageCounts> read = [];
        forEach((next, element) =>
        {
            JsonCursor item = images.Item(next, element);
            read.Add(Read(item));
            if (next > 0 && string.CompareOrdinal(read[next - 1].Name, read[next].Name) >= 0)
            {
                throw item.Required("name").Unexpected("names in ascending order, each once");
            }
        });
        return [.. read];
    }

    private static ImageCounts Read(JsonCursor image)
    {
        int width = image.Required("width").Integer(1, LargestSide);
        int height = image.Required("height").Integer(1, LargestSide);
        long pixels = (long)width * height;
        return pixels <= MostPixels
            ? new ImageCounts(image.Required("name").Text(LongestName), width, height, CellsJson.Read(image.Required("cells"), pixels))
            : throw image.Wrong(Invariant($"{width} x {height} pixels are more than any image has ({MostPixels})."));
    }
}
