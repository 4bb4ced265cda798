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
    private readonly IReadOnlyList<MaskImageFormat> _formats;
    private readonly PngLimits _limits;
    private byte[] _samples = [];
    private bool _isIndexed;
    private bool _isPng;
    private MaskImage? _image;

    /// <summary>A decoder.</summary>
    /// <param name="options">What samples and colours mean.</param>
    /// <param name="maxFileBytes">The longest file.</param>
    /// <param name="buffers">Shared with other decoders that are used in turn; null for buffers of its own.</param>
    /// <param name="formats">Formats beside PNG and NumPy's that are decoded; null for none.</param>
    public MaskDecoder(MaskReaderOptions options, long maxFileBytes, DecodingBuffers? buffers = null, IReadOnlyList<MaskImageFormat>? formats = null)
    {
        _formats = formats ?? [];
        _limits = new PngLimits { MaxFileBytes = maxFileBytes };
        _png = new PngDecoder(_limits, (buffers ?? new DecodingBuffers()).Inflater);
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
    public ReadOnlySpan<byte> OwnPalette => !_isIndexed ? [] : _isPng ? _png.Palette : _image!.Palette.Span;

    /// <summary>Bytes that follow the image in the file last decoded and belong to nothing; 0 in a clean file.</summary>
    public int BytesAfterEnd => _isPng ? _png.BytesAfterEnd : 0;

    /// <summary>Decodes one mask.</summary>
    /// <param name="file">All bytes of the file; they stay as they are meanwhile.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="into">Takes the raw values.</param>
    /// <exception cref="InputException">The file is malformed, of another kind, or holds values that are no raw values.</exception>
    public void Decode(ReadOnlyMemory<byte> file, string name, LabelMap into)
    {
        _isIndexed = false;
        _isPng = false;
        if (IsPng(file.Span))
        {
            DecodePng(file, name, into);
        }
        else if (ArrayMaskDecoder.IsNpy(file.Span))
        {
            _arrays.DecodeNpy(file, name, into);
        }
        else if (ArrayMaskDecoder.IsNpz(file.Span))
        {
            _arrays.DecodeNpz(file, name, into);
        }
        else if (FormatOf(file.Span, name) is MaskImageFormat format)
        {
            _image = format.Decode(file, name, _limits);
            DecodeImage(_image, format.Name, name, into);
        }
        else
        {
            DecodePng(file, name, into);   // to say what is wrong
        }
    }

    /// <summary>The size that a PNG's header says; <see langword="null"/> for other files.</summary>
    /// <param name="file">All bytes of the file; they stay as they are meanwhile.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="InputException">It is a malformed PNG.</exception>
    public (int Width, int Height)? SizeInHeader(ReadOnlyMemory<byte> file, string name) =>
        IsPng(file.Span) && _png.Parse(file, name) is { } header ? (header.Width, header.Height) : null;

    /// <summary>What an image file stores, before options have a say.</summary>
    /// <param name="file">All bytes of the file; they stay as they are meanwhile.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="format">What it is.</param>
    /// <returns><see langword="null"/> for NumPy's arrays, which are no images.</returns>
    /// <exception cref="InputException">It is malformed, or nothing that is read.</exception>
    public MaskImage? ReadImage(ReadOnlyMemory<byte> file, string name, out string format)
    {
        if (ArrayMaskDecoder.IsNpy(file.Span) || ArrayMaskDecoder.IsNpz(file.Span))
        {
            format = ArrayMaskDecoder.IsNpy(file.Span) ? "npy" : "npz";
            return null;
        }

        if (!IsPng(file.Span) && FormatOf(file.Span, name) is MaskImageFormat other)
        {
            format = other.Name;
            return other.Decode(file, name, _limits);
        }

        format = "PNG";
        PngHeader header = _png.Parse(file, name);
        byte[] samples = [];
        ushort[] wide = [];
        if (header.BitDepth == 16)
        {
            wide = new ushort[header.SampleCount];
            _png.DecodeTo(wide);
        }
        else
        {
            samples = new byte[header.SampleCount];
            _png.DecodeTo(samples);
        }

        return new MaskImage(header.Width, header.Height, header.BitDepth, header.ColorType) { Samples = samples, WideSamples = wide, Palette = _png.Palette.ToArray() };
    }

    private static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);

    private MaskImageFormat? FormatOf(ReadOnlySpan<byte> file, string name)
    {
        foreach (MaskImageFormat format in _formats)
        {
            if (format.Is(file, name))
            {
                return format;
            }
        }

        return null;
    }

    // As DecodePng does, out of samples that are there already.
    private void DecodeImage(MaskImage image, string format, string name, LabelMap into)
    {
        PngHeader header = image.Header;
        ReadOnlySpan<byte> samples = image.Samples.AsSpan(0, image.BitDepth == 16 ? 0 : header.SampleCount);
        _isIndexed = image.ColorType == PngColorType.Palette && _encoding != MaskEncoding.Palette;
        switch (image.ColorType)
        {
            case PngColorType.Palette when _encoding == MaskEncoding.Palette:
                _colors!.Decode(samples, image.Palette.Span, image.Width, image.Height, name, into);
                break;
            case PngColorType.Gray or PngColorType.Palette when image.BitDepth == 16:
                image.WideSamples.AsSpan(0, header.SampleCount).CopyTo(into.ResizeWide(image.Width, image.Height));
                break;
            case PngColorType.Gray or PngColorType.Palette:
                samples.CopyTo(into.ResizeNarrow(image.Width, image.Height));
                if (image.ColorType == PngColorType.Gray && _encoding == MaskEncoding.Gray)
                {
                    StretchShades(into.Narrow, image.BitDepth);
                }

                break;
            default:
                if (image.StoresGrayAsColors && _encoding == MaskEncoding.Raw)
                {
                    GrayColors.Decode(samples, header.Channels, image.Width, image.Height, name, into);
                    break;
                }

                DecodeColors(header, samples, format, name, into);
                break;
        }
    }

    private void DecodePng(ReadOnlyMemory<byte> file, string name, LabelMap into)
    {
        PngHeader header = _png.Parse(file, name);
        _isPng = true;
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
                DecodeColors(header, header.BitDepth == 8 ? Samples(header) : [], "PNG", name, into);
                break;
        }
    }

    private void DecodeColors(PngHeader header, ReadOnlySpan<byte> samples, string format, string name, LabelMap into)
    {
        string kind = Invariant($"{(header.ColorType == PngColorType.Rgba ? "an RGBA" : "an RGB")} {format} of {header.BitDepth} bits a sample");
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

        if (_colors is null)
        {
            GrayColors.Decode(samples, header.Channels, header.Width, header.Height, name, into);
        }
        else
        {
            _colors.Decode(samples, header.Channels, header.Width, header.Height, name, into);
        }
    }

    private void DecodeShades(PngHeader header, LabelMap into)
    {
        Span<byte> shades = into.ResizeNarrow(header.Width, header.Height);
        _png.DecodeTo(shades);
        StretchShades(shades, header.BitDepth);
    }

    // PNG specification, section 13.12: a sample of few bits is stretched so that the largest becomes 255.
    private static void StretchShades(Span<byte> shades, int bits)
    {
        int step = byte.MaxValue / ((1 << bits) - 1);
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
