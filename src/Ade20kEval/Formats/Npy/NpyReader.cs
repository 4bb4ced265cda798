using Ade20kEval.Formats.Arrays;

namespace Ade20kEval.Formats.Npy;

/// <summary>Reads numpy's .npy files: all integer and floating-point types, both byte orders, both axis orders, versions 1 to 3.</summary>
internal static class NpyReader
{
    /// <summary>The array in a file's bytes; its elements stay where they are.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="ArrayFormatException">Malformed, cut short, followed by something else, or of a kind that is not read.</exception>
    public static NumericArray Read(string file, ReadOnlyMemory<byte> bytes)
    {
        NpyHeader header = NpyHeaderParser.Parse(file, bytes.Span);
        RequireLength(file, header, bytes.Length);
        return new NumericArray(
            file, header.ElementType, header.IsBigEndian, header.IsColumnMajor, header.Shape, bytes[(int)header.DataOffset..], header.DataOffset);
    }

    /// <summary>Only the header, from the bytes at the start of a file.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="start">The start of the file, or all of it.</param>
    /// <param name="fileLength">How long the whole file is, to check that the elements are all there.</param>
    /// <exception cref="ArrayFormatException">As for <see cref="Read"/>.</exception>
    public static NpyHeader ReadHeader(string file, ReadOnlySpan<byte> start, long fileLength)
    {
        NpyHeader header = NpyHeaderParser.Parse(file, start);
        RequireLength(file, header, fileLength);
        return header;
    }

    /// <summary>Only the header, from a stream, which is left at the first element.</summary>
    /// <param name="file">The file as messages name it.</param>
    /// <param name="stream">At its start; its length is checked when it can tell it.</param>
    /// <exception cref="ArrayFormatException">As for <see cref="Read"/>.</exception>
    public static NpyHeader ReadHeader(string file, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> preamble = stackalloc byte[NpyHeaderParser.PreambleLength];
        int read = stream.ReadAtLeast(preamble, preamble.Length, throwOnEndOfStream: false);
        byte[] header = new byte[Math.Max(NpyHeaderParser.TotalLength(file, preamble[..read]), read)];
        preamble[..read].CopyTo(header);
        read += stream.ReadAtLeast(header.AsSpan(read), header.Length - read, throwOnEndOfStream: false);
        NpyHeader parsed = NpyHeaderParser.Parse(file, header.AsSpan(0, read));
        if (stream.CanSeek)
        {
            RequireLength(file, parsed, stream.Length);
        }

        return parsed;
    }

    private static void RequireLength(string file, NpyHeader header, long fileLength)
    {
        long dataLength = fileLength - header.DataOffset;
        if (header.DataLength > Array.MaxLength)
        {
            throw new ArrayFormatException(
                file,
                header.DataOffset,
                Invariant($"an array of {header.DataLength} bytes"),
                Invariant($"at most {Array.MaxLength}"),
                "Write one array an image.");
        }

        if (dataLength != header.DataLength)
        {
            string what = dataLength < header.DataLength ? "The file is cut short." : "A file must hold one array and nothing after it.";
            throw new ArrayFormatException(
                file,
                Math.Min(fileLength, header.DataOffset + header.DataLength),
                Invariant($"{dataLength} bytes of elements"),
                Invariant($"{header.DataLength} (shape ({string.Join(", ", header.Shape.ToArray())}) of {header.ElementType.Name()})"),
                what);
        }
    }
}
