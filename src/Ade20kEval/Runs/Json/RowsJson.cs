using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Reads lists of rows of numbers, which come by the hundred thousand: their places are put into words only where something is wrong.</summary>
internal static class RowsJson
{
    /// <summary>Reads a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="length">How many values a row has.</param>
    /// <param name="read">Makes a record of a row of that length; <see langword="null"/> where a value is none.</param>
    /// <param name="expected">What a row should be.</param>
    public static T[] Read<T>(JsonCursor list, int length, Func<JsonElement, T?> read, string expected) where T : struct
    {
        if (list.Kind != JsonValueKind.Array)
        {
            throw list.Unexpected("a list");
        }

        T[] rows = new T[list.Element.GetArrayLength()];
        int next = 0;
        foreach (JsonElement row in list.Element.EnumerateArray())
        {
            rows[next] = (row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == length ? read(row) : null) ?? throw list.Item(next, row).Unexpected(expected);
            next++;
        }

        return rows;
    }

    /// <summary>A whole number of a range.</summary>
    public static bool TryLong(JsonElement element, long least, long most, out long value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out value) && value >= least && value <= most;
    }

    /// <summary>A number of a range.</summary>
    public static bool TryNumber(JsonElement element, double least, double most, out double value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out value) && value >= least && value <= most;
    }
}
