using Ade20kEval.Counting;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Panoptic;

/// <summary>The segments of an image as colours, three bytes a pixel. Reuses its memory; one belongs to one worker.</summary>
/// <param name="buffers">Shared with others that are used in turn.</param>
internal sealed class SegmentPicture(DecodingBuffers buffers)
{
    private const int RgbaBytes = 4;

    private readonly PngDecoder _png = new(limits: null, buffers.Inflater);
    private byte[] _pixels = [];

    /// <summary>Pixels in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The colours, row by row.</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, Width * Height * ColorPairs.PixelBytes);

    /// <summary>The colour of a pixel as the number of a segment.</summary>
    public int ColorAt(int row, int column)
    {
        int at = ColorPairs.PixelBytes * ((row * Width) + column);
        return _pixels[at] | (_pixels[at + 1] << 8) | (_pixels[at + 2] << 16);
    }

    /// <summary>Decodes a PNG; alpha is left out.</summary>
    /// <exception cref="InputException">It is malformed, or has no colours.</exception>
    public void Decode(ReadOnlyMemory<byte> file, string name)
    {
        PngHeader header = _png.Parse(file, name);
        if (header is not { BitDepth: 8, ColorType: PngColorType.Rgb or PngColorType.Rgba })
        {
            string kind = header.ColorType switch
            {
                PngColorType.Palette => "a palette",
                PngColorType.Gray or PngColorType.GrayAlpha => "gray",
                _ => "RGB",
            };
            throw new InputException(Invariant($"{name}: is {kind} of {header.BitDepth} bits; expected 8-bit RGB, whose colours are the numbers of segments: red + 256 green + 65536 blue."));
        }

        Width = header.Width;
        Height = header.Height;
        if (InPlaceRows.Fit(header))
        {
            _png.DecodeInPlace(Room(InPlaceRows.BufferLength(header)));
        }
        else
        {
            _png.DecodeTo(Room(header.SampleCount));
        }

        if (header.ColorType == PngColorType.Rgba)
        {
            DropAlpha(Width * Height);
        }
    }

    /// <summary>Takes over a label map: void as 0, every other value as itself and one more.</summary>
    /// <param name="map">The map.</param>
    /// <param name="voidValue">The value that is void; -1 for none.</param>
    public void Take(LabelMap map, int voidValue)
    {
        Width = map.Width;
        Height = map.Height;
        Span<byte> pixels = Room(map.PixelCount * ColorPairs.PixelBytes);
        for (int i = 0; i < map.PixelCount; i++)
        {
            int raw = map.IsWide ? map.Wide[i] : map.Narrow[i];
            int color = raw == voidValue ? 0 : raw + 1;
            pixels[ColorPairs.PixelBytes * i] = (byte)color;
            pixels[(ColorPairs.PixelBytes * i) + 1] = (byte)(color >> 8);
            pixels[(ColorPairs.PixelBytes * i) + 2] = (byte)(color >> 16);
        }
    }

    private void DropAlpha(int pixels)
    {
        for (int i = 0; i < pixels; i++)
        {
            _pixels.AsSpan(RgbaBytes * i, ColorPairs.PixelBytes).CopyTo(_pixels.AsSpan(ColorPairs.PixelBytes * i));
        }
    }

    private Span<byte> Room(int length)
    {
        if (_pixels.Length < length)
        {
            _pixels = GC.AllocateUninitializedArray<byte>(BufferLength.Grown(_pixels.Length, length));
        }

        return _pixels.AsSpan(0, length);
    }
}
