using System.Text.Json;
using System.Text.Unicode;
using Ade20kEval.Files;

namespace Ade20kEval.Text;

/// <summary>A JSON file of which some long lists are parsed item by item, so that memory does not grow with their length; the rest is parsed whole.</summary>
/// <remarks>
/// A parsed value takes some eight times as much memory as its text. As strict as <see cref="JsonText.ParseStrict"/>, and with the same words: a file with
/// anything wrong is given to it.
/// </remarks>
internal sealed class JsonPieces : IDisposable
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private readonly string _file;
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _lists;
    private readonly JsonDocument _rest;

    private JsonPieces(string file, ReadOnlyMemory<byte> utf8, JsonDocument rest, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> lists)
    {
        _file = file;
        _utf8 = utf8;
        _rest = rest;
        _lists = lists;
    }

    /// <summary>The file, with nothing in those lists.</summary>
    public JsonElement Root => _rest.RootElement;

    /// <summary>Parses a file that programs write.</summary>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="utf8">Its bytes; a byte order mark is skipped. They must stay as they are.</param>
    /// <param name="lists">The keys under which the long lists are: <c>images</c>, or <c>evidence.files</c> for one in an object.</param>
    /// <exception cref="InputException">It is not JSON, not UTF-8, or an object has a key twice; of the lists' own items the last is not looked at yet.</exception>
    public static JsonPieces ParseStrict(string file, ReadOnlyMemory<byte> utf8, params IReadOnlyList<string> lists)
    {
        utf8 = ByteOrderMark.Skip(utf8);
        Dictionary<string, ReadOnlyMemory<byte>> found = [];
        try
        {
            List<Range> cuts = Find(utf8, lists, found);
            if (Utf8.IsValid(utf8.Span))
            {
                return new JsonPieces(file, utf8, JsonDocument.Parse(Without(utf8, cuts), s_strict), found);
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // What is wrong, and where, is said below.
        }

        JsonText.ParseStrict(file, utf8).Dispose();
        throw new InputException($"{file}: is not valid JSON.");
    }

    /// <summary>Looks at every item of one of the lists; at none where there is no such list.</summary>
    /// <param name="list">Its key, as it was given.</param>
    /// <param name="look">Takes an item and its place, from 0. The item is gone afterwards.</param>
    /// <exception cref="InputException">An item has a key twice, or what <paramref name="look"/> throws.</exception>
    public void ForEach(string list, Action<int, JsonElement> look) => ForEach(list, static _ => false, look);

    /// <summary>The same, but for items that are understood as they are written, without being parsed.</summary>
    /// <param name="list">The key of the list, as it was given.</param>
    /// <param name="taken">Takes the text of an item and says whether that was enough; a key that stands twice in it is then nobody's to find.</param>
    /// <param name="look">Takes the others.</param>
    /// <exception cref="InputException">An item has a key twice, or what <paramref name="look"/> throws.</exception>
    public void ForEach(string list, Func<ReadOnlyMemory<byte>, bool> taken, Action<int, JsonElement> look)
    {
        if (!_lists.TryGetValue(list, out ReadOnlyMemory<byte> text))
        {
            return;
        }

        int next = 0;
        for (int at = 1; Item(text, ref at) is ReadOnlyMemory<byte> item; next++)
        {
            if (!taken(item))
            {
                using JsonDocument parsed = Parse(list, next, item);
                look(next, parsed.RootElement);
            }
        }
    }

    public void Dispose() => _rest.Dispose();

    // Only a key that stands twice can be wrong with it: where, the whole file tells.
    private JsonDocument Parse(string list, int place, ReadOnlyMemory<byte> item)
    {
        try
        {
            return JsonDocument.Parse(item, s_strict);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            JsonText.ParseStrict(_file, _utf8).Dispose();
            return JsonText.ParseStrict(Invariant($"{_file}: $.{list}[{place}]"), item);
        }
    }

    // The list was read to its end before: commas and brackets are where they belong.
    private static ReadOnlyMemory<byte>? Item(ReadOnlyMemory<byte> list, ref int at)
    {
        ReadOnlySpan<byte> text = list.Span;
        while (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',')
        {
            at++;
        }

        if (text[at] == (byte)']')
        {
            return null;
        }

        Utf8JsonReader reader = new(text[at..]);
        reader.Read();
        reader.Skip();
        int start = at;
        at += (int)reader.BytesConsumed;
        return list[start..at];
    }

    private static List<Range> Find(ReadOnlyMemory<byte> utf8, IReadOnlyList<string> lists, Dictionary<string, ReadOnlyMemory<byte>> found)
    {
        List<Range> cuts = [];
        Utf8JsonReader reader = new(utf8.Span);
        string? inside = null;
        if (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
        }

        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                inside = reader.TokenType == JsonTokenType.EndObject ? null : inside;
                continue;
            }

            string prefix = inside is null ? "" : $"{inside}.";
            string key = prefix + reader.GetString();
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray && lists.Contains(key))
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                Range cut = start..(int)reader.BytesConsumed;
                cuts.Add(cut);
                found[key] = utf8[cut];
            }
            else if (reader.TokenType == JsonTokenType.StartObject && inside is null && lists.Any(list => list.StartsWith($"{key}.", StringComparison.Ordinal)))
            {
                inside = key;
            }
            else
            {
                reader.Skip();
            }
        }

        return cuts;
    }

    private static byte[] Without(ReadOnlyMemory<byte> utf8, List<Range> cuts)
    {
        using MemoryStream rest = new();
        int kept = 0;
        foreach (Range cut in cuts)
        {
            rest.Write(utf8.Span[kept..cut.Start.Value]);
            rest.Write("[]"u8);
            kept = cut.End.Value;
        }

        rest.Write(utf8.Span[kept..]);
        return rest.ToArray();
    }
}
