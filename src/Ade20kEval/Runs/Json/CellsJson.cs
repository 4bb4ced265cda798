using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Cells of a joint histogram: <c>[[groundTruthRaw, predictionRaw, pixels], ...]</c>, ascending, each pair once.</summary>
internal static class CellsJson
{
    /// <summary>Writes cells.</summary>
    public static void Write(Utf8JsonWriter w, ReadOnlySpan<PairCount> cells)
    {
        w.WriteStartArray();
        foreach (PairCount cell in cells)
        {
            w.WriteStartArray();
            w.WriteNumberValue(cell.GroundTruth);
            w.WriteNumberValue(cell.Prediction);
            w.WriteNumberValue(cell.Pixels);
            w.WriteEndArray();
        }

        w.WriteEndArray();
    }

    /// <summary>Reads cells.</summary>
    /// <param name="part">The list.</param>
    /// <param name="pixels">How many pixels they are to add up to.</param>
    public static PairCount[] Read(JsonCursor part, long pixels)
    {
        if (part.Kind != JsonValueKind.Array)
        {
            throw part.Unexpected("a list of cells [groundTruth, prediction, pixels]");
        }

        PairCount[] cells = new PairCount[part.Element.GetArrayLength()];
        int next = 0;
        long left = pixels;
        foreach (JsonElement item in part.Element.EnumerateArray())
        {
            // Cells come by the million: their places are put into words only where something is wrong.
            if (item.ValueKind != JsonValueKind.Array
                || item.GetArrayLength() != 3
                || !TryRaw(item[0], out ushort groundTruth)
                || !TryRaw(item[1], out ushort prediction)
                || item[2].ValueKind != JsonValueKind.Number
                || !item[2].TryGetInt64(out long count)
                || count < 1
                || count > left)
            {
                throw part.Item(next, item).Unexpected(Invariant(
                    $"[groundTruth, prediction, pixels] with raw values from 0 to 65535 and 1 to {left} pixels, as many as are left of {pixels}"));
            }

            cells[next] = new PairCount(groundTruth, prediction, count);
            if (next > 0 && cells[next - 1].Key >= cells[next].Key)
            {
                throw part.Item(next, item).Unexpected("cells in ascending order of ground truth, then prediction, each pair once");
            }

            left -= count;
            next++;
        }

        return left == 0
            ? cells
            : throw part.Wrong(Invariant($"the cells add up to {pixels - left} pixels; expected {pixels}. The file was edited or damaged; score again."));
    }

    /// <summary>Reads cells that are as they should be, without a tree of them; whoever is told that they are not has <see cref="Read"/> say why.</summary>
    /// <param name="reader">Before the list; behind it afterwards.</param>
    /// <param name="pixels">How many pixels they are to add up to.</param>
    /// <param name="cells">The cells; what it held before is lost.</param>
    public static bool TryRead(ref Utf8JsonReader reader, long pixels, List<PairCount> cells)
    {
        cells.Clear();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt16(out ushort groundTruth)
                || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt16(out ushort prediction)
                || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long count) || count < 1 || count > pixels
                || !reader.Read() || reader.TokenType != JsonTokenType.EndArray)
            {
                return false;
            }

            PairCount cell = new(groundTruth, prediction, count);
            if (cells.Count > 0 && cells[^1].Key >= cell.Key)
            {
                return false;
            }

            pixels -= count;
            cells.Add(cell);
        }

        return pixels == 0 && reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryRaw(JsonElement element, out ushort value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetUInt16(out value);
    }
}
