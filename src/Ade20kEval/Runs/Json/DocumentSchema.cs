using System.Text.Json;
using Ade20kEval.Files;

namespace Ade20kEval.Runs.Json;

/// <summary>Which kind of document a file is, by its first key; what it holds is not looked at.</summary>
internal static class DocumentSchema
{
    private const int Looked = 512;

    /// <summary>The schema that a file names first; <see langword="null"/> where it names none there, or is no such file: whoever reads it whole will say so.</summary>
    public static string? Of(string path)
    {
        try
        {
            using FilePositionedBytes file = new(path);
            byte[] start = new byte[Math.Min(Looked, file.Length)];
            file.ReadExactly(0, start);
            return Of(start);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>The same of the first bytes.</summary>
    public static string? Of(ReadOnlyMemory<byte> start)
    {
        Utf8JsonReader reader = new(Text.ByteOrderMark.Skip(start).Span, isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.ValueTextEquals("schema"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.String
                    ? reader.GetString()
                    : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
