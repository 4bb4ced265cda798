using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Decoding;

/// <summary>Turns the bytes of a mask file into a label map; the content decides what it is, never the name.</summary>
/// <remarks>Not thread-safe: it owns the buffers of the decoders.</remarks>
internal sealed class MaskDecoder
{
    private readonly PngDecoder _png;
    private readonly ColorMaskDecoder? _colors;
    private readonly ArrayMaskDecoder _arrays;
    private readonly MaskEncoding _encoding;
    private byte[] _samples = [];
    private bool _isIndexed;

    public MaskDecoder(MaskReaderOptions options, long maxFileBytes, DecodingBuffers? buffers = null)
    {
        _png = new PngDecoder(new PngLimits { MaxFileBytes = maxFileBytes }, (buffers ?? new DecodingBuffers()).Inflater);
        _arrays = new ArrayMaskDecoder(maxFileBytes);
        _encoding = options.Encoding;
        _colors = options.Encoding switch
        {
            MaskEncoding.Raw or MaskEncoding.Gray => null,
            MaskEncoding.AdeFullCodes => new ColorMaskDecoder(null),
            MaskEncoding.Palette => new ColorMaskDecoder(options.Palette
                ?? throw new ArgumentException($"{nameof(MaskEncoding)}.{nameof(MaskEncoding.Palette)} needs a palette.", nameof(options))),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Encoding, "Unknown encoding."),
        };
    }

    /// <summary>The colours of the palette file last decoded to its indices; empty after any other.</summary>
    public ReadOnlySpan<byte> OwnPalette => _isIndexed ? _png.Palette : [];

    /// <summary>Decodes one mask.</summary>
    /// <param name="file">All bytes of the file; they stay as they are meanwhile.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="into">Takes the raw values.</param>
    /// <exception cref="InputException">The file is malformed, of another kind, or holds values that are no raw values.</exception>
    public void Decode(ReadOnlyMemory<byte> file, string name, LabelMap into)
    {
        _isIndexed = false;
        if (ArrayMaskDecoder.IsNpy(file.Span))
        {
            _arrays.DecodeNpy(file, name, into);
        }
        else if (ArrayMaskDecoder.IsNpz(file.Span))
        {
            _arrays.DecodeNpz(file, name, into);
        }
        else
        {
            DecodePng(file, name, into);
        }
    }

    private void DecodePng(ReadOnlyMemory<byte> file, string name, LabelMap into)
    {
        PngHeader header = _png.Parse(file, name);
        _isIndexed = header.ColorType == PngColorType.Palette && _encoding != MaskEncoding.Palette;
        switch (header.ColorType)
        {
            case PngColorType.Palette when _encoding == MaskEncoding.Palette:
                _colors!.Decode(Samples(header), _png.Palette, header.Width, header.Height, name, into);
                break;
            case PngColorType.Gray when _encoding == MaskEncoding.Gray && header.BitDepth < 8:
                DecodeShades(header, into);
                break;
            case PngColorType.Gray or PngColorType.Palette when header.BitDepth == 16:
                _png.DecodeTo(into.ResizeWide(header.Width, header.Height));
                break;
            case PngColorType.Gray or PngColorType.Palette when InPlaceRows.Fit(header):
                _png.DecodeInPlace(into.ResizeNarrowWithRoom(header.Width, header.Height, InPlaceRows.BufferLength(header)));
                break;
            case PngColorType.Gray or PngColorType.Palette:
                _png.DecodeTo(into.ResizeNarrow(header.Width, header.Height));
                break;
            case PngColorType.GrayAlpha:
                throw new InputException(
                    $"{name}: is a gray PNG with an alpha channel; expected one sample a pixel. A mask has no transparency: save it again as plain gray.");
            default:
                DecodeColors(header, name, into);
                break;
        }
    }

    private void DecodeColors(PngHeader header, string name, LabelMap into)
    {
        string kind = Invariant($"{(header.ColorType == PngColorType.Rgba ? "an RGBA" : "an RGB")} PNG of {header.BitDepth} bits a sample");
        if (_colors is null && _encoding != MaskEncoding.Gray)
        {
            throw new InputException(
                $"{name}: is {kind}; expected one sample a pixel (gray, or palette indices). "
                + $"If this is a drawing, {Advice.ReadPalette}; if it is gray stored as colours, {Advice.ReadGray}; else {Advice.ReadFullAnnotation}, if it is one.");
        }

        if (header.BitDepth != 8)
        {
            throw new InputException($"{name}: is {kind}; colours are looked up with 8 bits a sample. Save it again with 8.");
        }

        ReadOnlySpan<byte> samples = Samples(header);
        if (_colors is null)
        {
            GrayColors.Decode(samples, header.Channels, header.Width, header.Height, name, into);
        }
        else
        {
            _colors.Decode(samples, header.Channels, header.Width, header.Height, name, into);
        }
    }

    // PNG specification, section 13.12: a sample of few bits is stretched so that the largest becomes 255.
    private void DecodeShades(PngHeader header, LabelMap into)
    {
        Span<byte> shades = into.ResizeNarrow(header.Width, header.Height);
        _png.DecodeTo(shades);
        int step = byte.MaxValue / ((1 << header.BitDepth) - 1);
        for (int i = 0; i < shades.Length; i++)
        {
            shades[i] = (byte)(shades[i] * step);
        }
    }

    private Span<byte> Samples(PngHeader header)
    {
        int count = header.SampleCount;
        if (_samples.Length < count)
        {
            _samples = GC.AllocateUninitializedArray<byte>(count);
        }

        Span<byte> samples = _samples.AsSpan(0, count);
        _png.DecodeTo(samples);
        return samples;
    }
}
