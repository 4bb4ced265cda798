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
/// <param name="limits">Sizes beyond which a file is refused; the defaults when null.</param>
public sealed class PngDecoder(PngLimits? limits = null)
{
    private readonly PngLimits _limits = limits ?? new PngLimits();
    private readonly IdatInflater _inflater = new();
    private ReadOnlyMemory<byte> _file;
    private string _name = "";
    private PngLayout _layout;
    private byte[] _rows = [];

    /// <summary>The palette of the parsed file: red, green, blue of each entry; empty when it has none.</summary>
    public ReadOnlySpan<byte> Palette => _file.Span.Slice(_layout.PaletteOffset, _layout.PaletteBytes);

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
        ReadOnlySpan<byte> filtered = _inflater.Inflate(_file, _name, _layout);
        if (header is { BitDepth: 8, Interlaced: false })
        {
            RestoreInPlaceOfSamples(header, filtered, samples);
            return;
        }

        PngRows rows = new(header, filtered, RowScratch(header));
        while (rows.MoveNext())
        {
            SampleUnpacker.Unpack(rows.Row, header, samples, rows.FirstSample, rows.Pass.XStep, rows.Width);
        }
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

    /// <summary>With whole bytes and no passes, restored bytes are the samples: rows are restored where they belong.</summary>
    private void RestoreInPlaceOfSamples(PngHeader header, ReadOnlySpan<byte> filtered, Span<byte> samples)
    {
        int length = (int)header.RowBytes(header.Width);
        Span<byte> zeros = RowScratch(header)[..length];
        zeros.Clear();
        ReadOnlySpan<byte> above = zeros;
        for (int y = 0; y < header.Height; y++)
        {
            PngFilter filter = (PngFilter)filtered[0];
            ReadOnlySpan<byte> source = filtered.Slice(1, length);
            Span<byte> row = samples[..length];
            RowUnfilter.Restore(filter, source, above, row, header.BytesPerPixel);
            above = row;
            filtered = filtered[(length + 1)..];
            samples = samples[length..];
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
        int length = 2 * (int)header.RowBytes(header.Width);
        if (_rows.Length < length)
        {
            _rows = GC.AllocateUninitializedArray<byte>(length);
        }

        return _rows.AsSpan(0, length);
    }
}
