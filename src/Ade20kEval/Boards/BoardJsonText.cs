using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ade20kEval.Boards;

/// <summary>How a board's files are laid out: a value a line, so that a diff shows what changed; the same value gives the same bytes everywhere.</summary>
internal static class BoardJsonText
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON document as UTF-8, ending in a line feed.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>SHA-256 in hexadecimal: what files of a board are called, and what its ledger holds of them.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
