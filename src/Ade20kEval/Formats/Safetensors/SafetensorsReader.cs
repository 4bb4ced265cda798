using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Safetensors;

/// <summary>Reads .safetensors files: a length, a JSON table of arrays, and their elements, little-endian and row-major.</summary>
/// <remarks>
/// Source: the format's description in huggingface/safetensors, README.md, "Format": the elements lie in the order of their offsets,
/// without holes, and fill the file.
/// </remarks>
internal static class SafetensorsReader
{
    private const int PreambleLength = 8;

    // The limit of the format's own library.
    private const long LongestHeader = 100_000_000;

    // As many as archives may have.
    private const int MostArrays = 100_000;

    /// <summary>The arrays of a file, in the order of their places.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="stream">At the start of the file; seekable, so that its length is known.</param>
    /// <exception cref="ArrayFormatException">Malformed, cut short, or followed by something else.</exception>
    public static IReadOnlyList<SafetensorsEntry> ReadEntries(string file, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> preamble = stackalloc byte[PreambleLength];
        int read = stream.ReadAtLeast(preamble, PreambleLength, throwOnEndOfStream: false);
        int length = HeaderLength(file, preamble[..read], stream.Length);
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        return Parse(file, header, stream.Length);
    }

    /// <summary>The arrays of a file in memory, in the order of their places.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="ArrayFormatException">Malformed, cut short, or followed by something else.</exception>
    public static IReadOnlyList<SafetensorsEntry> ReadEntries(string file, ReadOnlyMemory<byte> bytes)
    {
        int length = HeaderLength(file, bytes.Span, bytes.Length);
        return Parse(file, bytes.Slice(PreambleLength, length), bytes.Length);
    }

    /// <summary>One array of a file in memory; its elements stay where they are.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">The array's name; null takes the only one.</param>
    /// <exception cref="InputException">Malformed, no such array, or several and no name given.</exception>
    public static NumericArray Read(string file, ReadOnlyMemory<byte> bytes, string? name = null)
    {
        SafetensorsEntry entry = Select(file, ReadEntries(file, bytes), name);
        return entry.View(file, bytes.Slice((int)entry.Offset, (int)entry.Length));
    }

    /// <summary>The entry of a name, or the only one.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="entries">The arrays of the file.</param>
    /// <param name="name">The array's name; null takes the only one.</param>
    /// <exception cref="InputException">No such array, or several and no name given.</exception>
    public static SafetensorsEntry Select(string file, IReadOnlyList<SafetensorsEntry> entries, string? name)
    {
        SafetensorsEntry[] wanted = [.. entries.Where(entry => name is null || entry.Name == name)];
        if (wanted.Length == 1)
        {
            return wanted[0];
        }

        string what = name is null ? $"{Number(wanted.Length)} arrays; expected one" : $"no array named '{Excerpt.Of(name)}'";
        string known = entries.Count == 0 ? string.Empty : $" It holds: {string.Join(", ", entries.Take(10).Select(entry => Excerpt.Of(entry.Name)))}.";
        throw new InputException($"{file}: found {what}.{known} Save one array a file, or name it.");
    }

    private static int HeaderLength(string file, ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < PreambleLength)
        {
            throw new ArrayFormatException(file, start.Length, "the end of the file", "the eight bytes of the header's length");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        long limit = Math.Min(LongestHeader, fileLength - PreambleLength);
        return length <= (ulong)limit
            ? (int)length
            : throw new ArrayFormatException(
                file, 0, $"a header of {length.ToString(CultureInfo.InvariantCulture)} bytes", $"at most {Number(limit)}", "The file is cut short, or no .safetensors file.");
    }

    private static List<SafetensorsEntry> Parse(string file, ReadOnlyMemory<byte> header, long fileLength)
    {
        List<SafetensorsEntry> entries = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name != "__metadata__")
                {
                    entries.Add(entries.Count < MostArrays
                        ? ParseEntry(file, property, PreambleLength + header.Length, fileLength)
                        : throw new ArrayFormatException(file, PreambleLength, Invariant($"a table of more than {MostArrays:N0} arrays"), "fewer"));
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InputException(
                $"{file}: at byte {Number(PreambleLength)}: the JSON table of arrays is malformed: {Excerpt.OfMessage(error)}. Write the file again with safetensors.", error);
        }

        entries.Sort(static (a, b) => (a.Offset, a.Length).CompareTo((b.Offset, b.Length)));
        long end = PreambleLength + header.Length;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Offset != end)
            {
                throw new ArrayFormatException(file, entry.Offset, $"the start of '{Excerpt.Of(entry.Name)}'", $"it at byte {Number(end)}, without holes or overlaps");
            }

            end += entry.Length;
        }

        return end == fileLength
            ? entries
            : throw new ArrayFormatException(
                file, Math.Min(end, fileLength), $"a file of {Number(fileLength)} bytes", $"{Number(end)} as its table says", "The file is cut short or has something appended.");
    }

    private static SafetensorsEntry ParseEntry(string file, JsonProperty property, long dataOffset, long fileLength)
    {
        string typeName = property.Value.GetProperty("dtype").GetString() ?? string.Empty;
        ElementType type = typeName switch
        {
            "BOOL" => ElementType.Boolean,
            "I8" => ElementType.Int8,
            "U8" => ElementType.UInt8,
            "I16" => ElementType.Int16,
            "U16" => ElementType.UInt16,
            "I32" => ElementType.Int32,
            "U32" => ElementType.UInt32,
            "I64" => ElementType.Int64,
            "U64" => ElementType.UInt64,
            "F16" => ElementType.Float16,
            "BF16" => ElementType.BFloat16,
            "F32" => ElementType.Float32,
            "F64" => ElementType.Float64,
            _ => throw new ArrayFormatException(file, PreambleLength, $"type '{Excerpt.Of(typeName)}' of '{Excerpt.Of(property.Name)}'", "F16, BF16, F32, F64, BOOL or an integer type"),
        };
        int[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (offsets.Length != 2)
        {
            throw new JsonException($"'{Excerpt.Of(property.Name)}' has {Number(offsets.Length)} offsets instead of 2.");
        }

        (long start, long end) = (offsets[0], offsets[1]);
        Int128 needed = type.Size();
        foreach (int axis in shape)
        {
            needed = axis < 0 ? -1 : Int128.Min(needed * axis, long.MaxValue);
        }

        if (start < 0 || end < start || needed != end - start)
        {
            string shapeText = Excerpt.Of(property.Value.GetProperty("shape").GetRawText());
            throw new ArrayFormatException(
                file, PreambleLength, $"offsets {Number(start)} to {Number(end)} for '{Excerpt.Of(property.Name)}' of shape {shapeText} and type {typeName}", "as many bytes as shape and type need");
        }

        if (end > fileLength - dataOffset)
        {
            throw new ArrayFormatException(
                file, PreambleLength, $"'{Excerpt.Of(property.Name)}' up to byte {Number(end)} of the elements", $"at most {Number(Math.Max(0, fileLength - dataOffset))}, where the file ends", "The file is cut short.");
        }

        return new SafetensorsEntry(property.Name, type, shape, dataOffset + start, end - start);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
