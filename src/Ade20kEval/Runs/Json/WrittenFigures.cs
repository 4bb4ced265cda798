using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Holds the figures that a document says against those that follow from what else it holds.</summary>
/// <remarks>Its parts are written anew from what was read; the first figure of each that differs is told. Keys that the file does not have are those of another version.</remarks>
internal static class WrittenFigures
{
    // Limits of intervals are rounded, and the last digit of what is rounded is not the same on every system.
    private const string Rounded = "$.intervals";
    private const double LastDigit = 2e-10;

    // Sentences, which another version may word otherwise.
    private const string Sentence = "says";

    /// <summary>Compares.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="write">Writes the parts: properties of the document's object.</param>
    /// <param name="source">What figures follow from, and its verb: "its counts give".</param>
    /// <returns>A sentence for each part that holds other figures.</returns>
    public static IReadOnlyList<string> Differences(JsonCursor root, Action<JsonLineWriter> write, string source)
    {
        using MemoryStream stream = new();
        using (JsonLineWriter lines = new(stream))
        {
            lines.Raw("{\n");
            write(lines);
            lines.Raw("}\n");
            lines.Flush();
        }

        using JsonDocument computed = JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { AllowTrailingCommas = true });
        return [.. computed.RootElement.EnumerateObject()
            .Where(part => part.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) || root.Optional(part.Name) is not null)   // parts that may be left out
            .Select(part => Difference($"$.{part.Name}", root.Required(part.Name).Element, part.Value, source)).OfType<string>()];
    }

    private static string? Difference(string place, JsonElement written, JsonElement computed, string source) => (written.ValueKind, computed.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => computed.EnumerateObject()
            .Select(key => key.Name != Sentence && written.TryGetProperty(key.Name, out JsonElement own) ? Difference($"{place}.{key.Name}", own, key.Value, source) : null).FirstOrDefault(static found => found is not null),
        (JsonValueKind.Array, JsonValueKind.Array) when written.GetArrayLength() == computed.GetArrayLength() => written.EnumerateArray().Zip(computed.EnumerateArray())
            .Select((pair, i) => Difference(Invariant($"{place}[{i}]"), pair.First, pair.Second, source)).FirstOrDefault(static found => found is not null),
        (JsonValueKind.Number, JsonValueKind.Number) when written.TryGetDouble(out double own) && AreSame(place, own, computed.GetDouble()) => null,
        (JsonValueKind.String, JsonValueKind.String) when written.ValueEquals(computed.GetString()) => null,
        (JsonValueKind.True, JsonValueKind.True) or (JsonValueKind.False, JsonValueKind.False) or (JsonValueKind.Null, JsonValueKind.Null) => null,
        _ => $"The file says {place} is {Short(written)}; {source} {Short(computed)}, which is used. The file was edited, or written by another version.",
    };

    private static bool AreSame(string place, double written, double computed) =>
        written == computed || (place.StartsWith(Rounded, StringComparison.Ordinal) && Math.Abs(written - computed) <= LastDigit);

    private static string Short(JsonElement value)
    {
        const int Longest = 40;
        string text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
