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
    /// <param name="json">The file.</param>
    /// <param name="list">Their key in it.</param>
    public static ImageCounts[] ReadAll(JsonCursor images, JsonPieces json, string list)
    {
        if (images.Kind != JsonValueKind.Array)
        {
            throw images.Unexpected("a list of images");
        }

        List<ImageCounts> read = [];
        List<PairCount> cells = [];
        json.ForEach(
            list,
            text =>
            {
                Utf8JsonReader reader = new(text.Span);
                reader.Read();
                if (TryRead(ref reader, cells) is not ImageCounts image || (read.Count > 0 && string.CompareOrdinal(read[^1].Name, image.Name) >= 0))
                {
                    return false;
                }

                read.Add(image);
                return true;
            },
            (next, element) =>
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

    /// <summary>An image as <see cref="Write"/> has it. What is anyhow different is left to <see cref="Read"/>, which says what is wrong with it, if anything is.</summary>
    private static ImageCounts? TryRead(ref Utf8JsonReader reader, List<PairCount> cells)
    {
        if (reader.TokenType != JsonTokenType.StartObject
            || !IsKey(ref reader, "name"u8) || !reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped
            || reader.GetString() is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl)
            || !IsKey(ref reader, "width"u8) || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int width) || width is < 1 or > LargestSide
            || !IsKey(ref reader, "height"u8) || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int height) || height is < 1 or > LargestSide
            || (long)width * height > MostPixels
            || !IsKey(ref reader, "cells"u8) || !CellsJson.TryRead(ref reader, (long)width * height, cells)
            || !reader.Read() || reader.TokenType != JsonTokenType.EndObject)
        {
            return null;
        }

        return new ImageCounts(name, width, height, [.. cells]);
    }

    private static bool IsKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> key) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueIsEscaped && reader.ValueTextEquals(key);

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
