using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png.Zlib;

namespace Ade20kEval.Formats.Png;

/// <summary>Inflates the IDAT chunks of a checked file into its filtered rows and checks that they are all there.</summary>
/// <remarks>
/// The IDAT data is one zlib stream (PNG specification, section 10.1) that must hold exactly the bytes the header promises
/// and end exactly where the chunks end: fewer, more, or bytes behind the Adler-32 are errors. A bomb costs one byte more than
/// the image, because inflating stops there.
/// Our own inflater does what is well; the platform's does again what is not, and says what is wrong. So which of the two is at work changes
/// neither what is accepted nor a message.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "IdatStream reads memory and holds nothing to dispose of.")]
internal sealed class IdatInflater
{
    /// <summary>Bytes behind the rows that may be overwritten.</summary>
    public const int Room = ZlibInflater.OutputRoom;

    private readonly IdatStream _input = new();
    private readonly ZlibInflater _own = new();
    private readonly byte[] _oneMore = new byte[1];
    private byte[] _filtered = [];
    private byte[] _stream = [];
    private int _platformFirst;

    /// <summary>An inflater with buffers of its own.</summary>
    /// <param name="platformFirst">How many files to leave to the platform's inflater, because our own takes longer to be compiled than it saves on them.</param>
    public IdatInflater(int platformFirst = 0) => _platformFirst = ZlibInflater.IsFast ? platformFirst : int.MaxValue;

    /// <summary>Inflates everything into a buffer of its own.</summary>
    /// <returns>All rows of all passes, each with its filter byte in front, and <see cref="Room"/> bytes behind the last; valid until the next call.</returns>
    /// <exception cref="PngException">The data is malformed, too short or too long, or a filter byte is not 0 to 4.</exception>
    public ReadOnlySpan<byte> Inflate(ReadOnlyMemory<byte> file, string name, PngLayout layout)
    {
        int length = (int)layout.Header.FilteredByteCount;
        Span<byte> buffer = Buffer(length + Room);
        Inflate(file, name, layout, buffer);
        return buffer;
    }

    /// <summary>The buffer of its own, at least so long, for a caller who knows where in it to inflate to.</summary>
    public Span<byte> Buffer(int length)
    {
        if (_filtered.Length < length)
        {
            _filtered = GC.AllocateUninitializedArray<byte>(BufferLength.Grown(_filtered.Length, length));
        }

        return _filtered.AsSpan(0, length);
    }

    /// <summary>Inflates everything.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="layout">Where its image data is.</param>
    /// <param name="buffer">Takes all rows of all passes, each with its filter byte in front; as long as they are and <see cref="Room"/> bytes longer.</param>
    /// <exception cref="PngException">The data is malformed, too short or too long, or a filter byte is not 0 to 4.</exception>
    public void Inflate(ReadOnlyMemory<byte> file, string name, PngLayout layout, Span<byte> buffer)
    {
        Span<byte> filtered = buffer[..^Room];
        if (_platformFirst > 0)
        {
            _platformFirst--;
            InflateByPlatform(file, name, layout, filtered);
        }
        else if (!_own.TryInflate(Stream(file.Span, layout), buffer))
        {
            InflateByPlatform(file, name, layout, filtered);
        }

        CheckFilters(filtered, name, layout);
    }

    /// <summary>The data of all IDAT chunks and readable bytes behind it: in the file itself, where there is one.</summary>
    private ReadOnlySpan<byte> Stream(ReadOnlySpan<byte> file, PngLayout layout)
    {
        if (layout.IdatChunks == 1)
        {
            // Behind it are its CRC, 4 bytes, and at least the 12 of IEND.
            return file.Slice(layout.FirstIdatOffset + 8, layout.IdatBytes + ZlibInflater.InputRoom);
        }

        int length = layout.IdatBytes + ZlibInflater.InputRoom;
        if (_stream.Length < length)
        {
            _stream = GC.AllocateUninitializedArray<byte>(BufferLength.Grown(_stream.Length, length));
        }

        Span<byte> left = _stream.AsSpan(0, layout.IdatBytes);
        for (int chunk = layout.FirstIdatOffset; left.Length > 0;)
        {
            int part = BinaryPrimitives.ReadInt32BigEndian(file[chunk..]);
            file.Slice(chunk + 8, part).CopyTo(left);
            left = left[part..];
            chunk += 12 + part;
        }

        return _stream.AsSpan(0, length);
    }

    private void InflateByPlatform(ReadOnlyMemory<byte> file, string name, PngLayout layout, Span<byte> filtered)
    {
        int length = filtered.Length;
        _input.Rewind(file, layout);
        int done;
        int excess;
        try
        {
            using ZLibStream zlib = new(_input, CompressionMode.Decompress, leaveOpen: true);
            done = zlib.ReadAtLeast(filtered, length, throwOnEndOfStream: false);
            excess = zlib.Read(_oneMore);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Error(name, layout, "data that does not inflate", "a zlib stream whose Adler-32 fits");
        }

        if (excess > 0)
        {
            throw Error(name, layout, Invariant($"more than {length} bytes when inflated"), Invariant($"{length}"));
        }

        if (done < length)
        {
            throw Error(name, layout, Invariant($"{done} bytes when inflated"), Invariant($"{length}"));
        }

        if (_input.IsOverrun || _input.Remaining > 0)
        {
            throw Error(
                name,
                layout,
                _input.IsOverrun ? "a zlib stream without its end" : "bytes after the end of the zlib stream",
                "the Adler-32 as the last four bytes of the image data");
        }
    }

    private static void CheckFilters(ReadOnlySpan<byte> filtered, string name, PngLayout layout)
    {
        PngHeader header = layout.Header;
        int position = 0;
        int passNumber = 0;
        foreach (Adam7Pass pass in Adam7Pass.Of(header.Interlaced))
        {
            passNumber++;
            int width = pass.Width(header.Width);
            int stride = (int)header.RowBytes(width) + 1;
            int height = width == 0 ? 0 : pass.Height(header.Height);
            for (int row = 0; row < height; row++, position += stride)
            {
                if (filtered[position] > (byte)PngFilter.Paeth)
                {
                    throw Error(name, layout, Invariant($"filter type {filtered[position]} in row {row} of pass {passNumber}"), "0 to 4");
                }
            }
        }
    }

    private static PngException Error(string name, PngLayout layout, string found, string expected) =>
        new(name, "IDAT", layout.FirstIdatOffset, found, expected, "The image data is damaged: copy the file again from its source, or write it again.");
}
