using Ade20kEval.Files;
using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Formats.Png;

/// <summary>Reads PNG files of every legal kind into raw samples or palette indices, never colours.</summary>
/// <remarks>
/// Use: <see cref="Parse"/> a file, size a buffer by the header, then <c>DecodeTo</c> it.
/// Strict: a file that breaks the specification anywhere that concerns the samples is a <see cref="PngException"/>, and no
/// other exception comes out for bad bytes. Not errors: anything inside ancillary chunks, which are never read, and a
/// palette index beyond the palette's end (section 11.2.2 calls it one): the index is the data, its colour is not used, and
/// mask writers often store short palettes.
/// Reusable: buffers grow to the largest image seen and stay. Not thread-safe: one decoder belongs to one worker.
/// </remarks>
internal sealed class PngDecoder
{
    private readonly PngLimits _limits;
    private readonly IdatInflater _inflater;
    private ReadOnlyMemory<byte> _file;
    private string _name = "";
    private PngLayout _layout;
    private byte[] _rows = [];

    /// <summary>A decoder with buffers of its own.</summary>
    /// <param name="limits">Sizes beyond which a file is refused; the defaults when null.</param>
    public PngDecoder(PngLimits? limits = null)
        : this(limits, new IdatInflater())
    {
    }

    /// <summary>A decoder that shares what it inflates into with others that are used in turn.</summary>
    internal PngDecoder(PngLimits? limits, IdatInflater inflater)
    {
        _limits = limits ?? new PngLimits();
        _inflater = inflater;
    }

    /// <summary>The palette of the parsed file: red, green, blue of each entry; empty when it has none.</summary>
    public ReadOnlySpan<byte> Palette => _file.Span.Slice(_layout.PaletteOffset, _layout.PaletteBytes);

    /// <summary>Bytes that follow the image in the parsed file and belong to nothing; 0 in a clean file.</summary>
    public int BytesAfterEnd => _layout.BytesAfterEnd;

    /// <summary>Checks the whole structure of a file and remembers it for <c>DecodeTo</c>.</summary>
    /// <param name="file">All bytes of the file. Kept, not copied: they must stay as they are until decoding is done.</param>
    /// <param name="name">What to call the file in messages.</param>
    /// <returns>Size and kind of the image.</returns>
    /// <exception cref="PngException">The file is malformed or exceeds the limits.</exception>
    public PngHeader Parse(ReadOnlyMemory<byte> file, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _layout = default;
        _file = default;
        _layout = PngParser.Parse(file.Span, name, _limits);
        _file = file;
        _name = name;
        return _layout.Header;
    }

    /// <summary>Decodes an image of depth 1, 2, 4 or 8: samples or palette indices, unscaled, one byte each.</summary>
    /// <param name="samples">Filled row by row, channels interleaved; at least <see cref="PngHeader.SampleCount"/> long.</param>
    /// <exception cref="PngException">The image data is malformed; what <paramref name="samples"/> holds then means nothing.</exception>
    /// <exception cref="InvalidOperationException">No file has been parsed, or its depth is 16.</exception>
    public void DecodeTo(Span<byte> samples)
    {
        PngHeader header = CheckCall(samples.Length, isWide: false);
        if (InPlaceRows.Fit(header))
        {
            Span<byte> buffer = _inflater.Buffer(InPlaceRows.BufferLength(header));
            DecodeInPlace(buffer);
            buffer[..header.SampleCount].CopyTo(samples);
            return;
        }

        ReadOnlySpan<byte> filtered = _inflater.Inflate(_file, _name, _layout);
        PngRows rows = new(header, filtered, RowScratch(header));
        while (rows.MoveNext())
        {
            SampleUnpacker.Unpack(rows.Row, header, samples, rows.FirstSample, rows.Pass.XStep, rows.Width);
        }
    }

    /// <summary>Decodes an image for which <see cref="InPlaceRows.Fit"/> holds, to the front of the buffer that it is inflated into.</summary>
    /// <param name="buffer">Takes the image as its first bytes; as long as <see cref="InPlaceRows.BufferLength"/> says.</param>
    /// <exception cref="PngException">The image data is malformed; what <paramref name="buffer"/> holds then means nothing.</exception>
    internal void DecodeInPlace(Span<byte> buffer)
    {
        PngHeader header = _layout.Header;
        _inflater.Inflate(_file, _name, _layout, InPlaceRows.Filtered(buffer, header));
        InPlaceRows.Restore(buffer, header, RowScratch(header));
    }

    /// <summary>Decodes an image of depth 16.</summary>
    /// <param name="samples">Filled row by row, channels interleaved; at least <see cref="PngHeader.SampleCount"/> long.</param>
    /// <exception cref="PngException">The image data is malformed; what <paramref name="samples"/> holds then means nothing.</exception>
    /// <exception cref="InvalidOperationException">No file has been parsed, or its depth is not 16.</exception>
    public void DecodeTo(Span<ushort> samples)
    {
        PngHeader header = CheckCall(samples.Length, isWide: true);
        ReadOnlySpan<byte> filtered = _inflater.Inflate(_file, _name, _layout);
        PngRows rows = new(header, filtered, RowScratch(header));
        while (rows.MoveNext())
        {
            SampleUnpacker.Unpack(rows.Row, header, samples, rows.FirstSample, rows.Pass.XStep, rows.Width);
        }
    }

    private PngHeader CheckCall(int samples, bool isWide)
    {
        PngHeader header = _layout.Header;
        if (header.Width == 0)
        {
            throw new InvalidOperationException("Parse a file first; none is parsed, or the last one was refused.");
        }

        if (header.BitDepth == 16 != isWide)
        {
            throw new InvalidOperationException("Depth 16 decodes to ushort, all others to byte: look at the header's BitDepth.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(samples, header.SampleCount, nameof(samples));
        return header;
    }

    private Span<byte> RowScratch(PngHeader header)
    {
        int length = 2 * ((int)header.RowBytes(header.Width) + RowFilter.Room);
        if (_rows.Length < length)
        {
            _rows = GC.AllocateUninitializedArray<byte>(BufferLength.Grown(_rows.Length, length));
        }

        return _rows.AsSpan(0, length);
    }
}
