using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Holds the figures that a document says against those that follow from what else it holds.</summary>
/// <remarks>Its parts are written anew from what was read; the first figure of each that differs is told. Keys that the file does not have are those of another version.</remarks>
internal static class WrittenFigures
{
    // Limits of intervals are rounded, and the last digit of what is rounded is not the same on every system.
    private const string Rounded = ".interval";
    private const double LastDigit = 2e-10;

    // Logarithms and roots differ in the last of their digits between systems.
    private const double LastDigits = 1e-13;

    private const string Begin = "The file says $.";

    // Sentences, which another version may word otherwise.
    private const string Sentence = "says";

    /// <summary>Whether a warning says that a figure is not that of its counts or evidence.</summary>
    public static bool IsDifference(string warning) => warning.StartsWith(Begin, StringComparison.Ordinal);

    /// <summary>Compares a document that has all of these parts, but for those that are null or false.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="write">Writes the parts: properties of the document's object.</param>
    /// <param name="source">What figures follow from, and its verb: "its counts give".</param>
    /// <returns>A sentence for each part that holds other figures.</returns>
    public static IReadOnlyList<string> Differences(JsonCursor root, Action<JsonLineWriter> write, string source) => Differences(
        write,
        source,
        part => part.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) || root.Optional(part.Name) is not null ? root.Required(part.Name).Element : null,
        static (part, written) => [($"$.{part.Name}", written, part.Value)]);

    /// <summary>Compares a document that may lack parts, as those of other versions do.</summary>
    /// <param name="root">The document as it was read.</param>
    /// <param name="write">Writes the parts: properties of the document's object.</param>
    /// <param name="source">What figures follow from, and its verb: "its counts give".</param>
    /// <param name="divide">Divides a part, as it is computed and as it is written, into what is told by itself.</param>
    /// <returns>A sentence for each that holds other figures.</returns>
    public static IReadOnlyList<string> Differences(
        JsonCursor root, Action<JsonLineWriter> write, string source, Func<JsonProperty, JsonElement, IEnumerable<(string Place, JsonElement Written, JsonElement Computed)>> divide) =>
        Differences(write, source, part => root.Optional(part.Name)?.Element, divide);

    private static string[] Differences(
        Action<JsonLineWriter> write,
        string source,
        Func<JsonProperty, JsonElement?> find,
        Func<JsonProperty, JsonElement, IEnumerable<(string Place, JsonElement Written, JsonElement Computed)>> divide)
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
            .SelectMany(part => find(part) is JsonElement written ? divide(part, written) : [])
            .Select(part => Difference(part.Place, part.Written, part.Computed, source)).OfType<string>()];
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
        _ => Differs(place[2..], Short(written), $"{source} {Short(computed)}, which is used", "The file was edited, or written by another version."),
    };

    /// <summary>The sentence that says what a document states and what it should.</summary>
    /// <param name="key">The key, and the way to it.</param>
    /// <param name="stated">What the file says.</param>
    /// <param name="found">What follows from what else it holds: subject, verb and value.</param>
    /// <param name="why">How that comes, and what to do; a sentence.</param>
    public static string Differs(string key, string stated, string found, string why) => $"{Begin}{key} is {stated}; {found}. {why}";

    private static bool AreSame(string place, double written, double computed) =>
        Math.Abs(written - computed) <= LastDigits * Math.Abs(written) || (place.Contains(Rounded, StringComparison.Ordinal) && Math.Abs(written - computed) <= LastDigit);

    private static string Short(JsonElement value)
    {
        const int Longest = 40;
        string text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
