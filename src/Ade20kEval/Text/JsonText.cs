using System.Text.Json;
using System.Text.Unicode;
using Ade20kEval.Files;

namespace Ade20kEval.Text;

/// <summary>Parses JSON files whole, and says of what cannot be parsed where it stands.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonDocumentOptions s_written = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Parses a file that people write: comments and trailing commas are allowed.</summary>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="utf8">Its bytes; a byte order mark is skipped.</param>
    /// <exception cref="InputException">It is not JSON, not UTF-8, or an object has a key twice.</exception>
    public static JsonDocument ParseWritten(string file, ReadOnlyMemory<byte> utf8) => Parse(file, utf8, s_written);

    /// <summary>Parses a file that programs write.</summary>
    /// <inheritdoc cref="ParseWritten"/>
    public static JsonDocument ParseStrict(string file, ReadOnlyMemory<byte> utf8) => Parse(file, utf8, s_strict);

    /// <summary>Parses a file that programs write, but for one list of its object, which stays text: a long one is read item by item, where as a tree it would take many times its length.</summary>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="utf8">Its bytes; a byte order mark is skipped.</param>
    /// <param name="key">The key of the list.</param>
    /// <param name="list">The list, well-formed; in the document that is answered it is empty. Nothing where there is no list under the key.</param>
    /// <exception cref="InputException">As of <see cref="ParseStrict"/>, but for keys that occur twice in an item of the list.</exception>
    public static JsonDocument ParseStrictBut(string file, ReadOnlyMemory<byte> utf8, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> list)
    {
        utf8 = ByteOrderMark.Skip(utf8);
        (int start, int end) = Utf8.IsValid(utf8.Span) ? PlaceOfList(utf8.Span, key) : (0, 0);
        list = utf8[start..end];
        return list.IsEmpty ? ParseStrict(file, utf8) : ParseStrict(file, (byte[])[.. utf8.Span[..start], .. "[]"u8, .. utf8.Span[end..]]);
    }

    private static (int Start, int End) PlaceOfList(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> key)
    {
        (int, int) place = (0, 0);
        try
        {
            Utf8JsonReader reader = new(utf8);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isIt = place == (0, 0) && reader.ValueTextEquals(key);
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                isIt &= reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
                place = isIt ? (start, (int)reader.BytesConsumed) : place;
            }

            return place;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (0, 0);   // who parses all of it says what is wrong
        }
    }

    private static JsonDocument Parse(string file, ReadOnlyMemory<byte> utf8, JsonDocumentOptions options)
    {
        utf8 = ByteOrderMark.Skip(utf8);
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new InputException($"{file}: is not UTF-8 text. Save it as UTF-8.");
        }

        try
        {
            return JsonDocument.Parse(utf8, options);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is long line ? $"line {line + 1}, byte {e.BytePositionInLine + 1}: " : "";
            throw new InputException($"{file}: {place}is not valid JSON: {(e.Message.Split(" LineNumber:")[0] is { Length: <= 2 * Excerpt.Longest } said ? said : Excerpt.Of(e.Message))}", e);
        }
        catch (InvalidOperationException e)
        {
            // Looking for keys that occur twice means reading their escapes.
            throw new InputException($"{file}: a key holds half of a surrogate pair (\\ud800 to \\udfff alone), which is no character.", e);
        }
    }
}
