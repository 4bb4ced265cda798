using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Compares the figures that parts of a run document hold with those that follow from its counts.</summary>
/// <remarks>The parts are written anew from what was read; the first figure of each that differs is told. Keys that the file does not have are those of another version.</remarks>
internal static class DerivedFigures
{
    /// <summary>Compares.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="run">What was made of it.</param>
    /// <returns>A sentence for each part that holds other figures.</returns>
    public static IEnumerable<string> Differences(JsonCursor root, RunDocument run)
    {
        if (run.ErrorKinds is null && run.Counts.Rings is null && run.Counts.Sizes is null && run.Slices.Count == 0)
        {
            return [];
        }

        using MemoryStream stream = new();
        using (JsonLineWriter lines = new(stream))
        {
            lines.Raw("{\n");
            if (run.Slices.Count > 0)
            {
                SlicesJson.Write(lines, run);
            }

            if (run.ErrorKinds is { } errors)
            {
                lines.Open("errorKinds");
                ErrorKindsJson.WriteFigures(lines, run, errors);
                lines.Close();
            }

            if (run.Counts.Rings is not null)
            {
                RingsJson.WriteFigures(lines, run);
            }

            if (run.Counts.Sizes is { } sizes)
            {
                lines.Open("sizes");
                SizesJson.WriteFigures(lines, run, sizes);
                lines.Close();
            }

            lines.Raw("}\n");
            lines.Flush();
        }

        using JsonDocument computed = JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { AllowTrailingCommas = true });
        return [.. computed.RootElement.EnumerateObject().Select(part => Difference($"$.{part.Name}", root.Required(part.Name).Element, part.Value)).OfType<string>()];
    }

    private static string? Difference(string place, JsonElement written, JsonElement computed) => (written.ValueKind, computed.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => computed.EnumerateObject()
            .Select(key => written.TryGetProperty(key.Name, out JsonElement own) ? Difference($"{place}.{key.Name}", own, key.Value) : null).FirstOrDefault(found => found is not null),
        (JsonValueKind.Array, JsonValueKind.Array) when written.GetArrayLength() == computed.GetArrayLength() => written.EnumerateArray().Zip(computed.EnumerateArray())
            .Select((pair, i) => Difference(Invariant($"{place}[{i}]"), pair.First, pair.Second)).FirstOrDefault(found => found is not null),
        (JsonValueKind.Number, JsonValueKind.Number) when written.TryGetDouble(out double own) && own == computed.GetDouble() => null,
        (JsonValueKind.String, JsonValueKind.String) when written.ValueEquals(computed.GetString()) => null,
        (JsonValueKind.Null, JsonValueKind.Null) => null,
        _ => $"The file says {place} is {Short(written)}; its counts give {Short(computed)}, which is used. The file was edited, or written by another version.",
    };

    private static string Short(JsonElement value)
    {
        const int Longest = 40;
        string text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
