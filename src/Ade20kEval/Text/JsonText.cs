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
            if (DoubledKey.Find(utf8.Span, options.AllowTrailingCommas) is DoubledKey doubled)
            {
                throw new InputException($"{file}: {doubled.Sentence}", e);
            }

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
