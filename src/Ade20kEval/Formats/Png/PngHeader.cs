namespace Ade20kEval.Formats.Png;

/// <summary>What a PNG says about its pixels: the IHDR chunk (PNG specification, section 11.2.1).</summary>
/// <param name="Width">Pixels in a row, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="BitDepth">Bits of one sample: 1, 2, 4, 8 or 16.</param>
/// <param name="ColorType">What the samples of a pixel are.</param>
/// <param name="Interlaced">Whether the pixels are stored in the seven passes of Adam7.</param>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType ColorType, bool Interlaced)
{
    /// <summary>Samples in a pixel: 1 (gray, palette), 2 (gray with alpha), 3 (RGB) or 4 (RGBA).</summary>
    public int Channels => ColorType switch
    {
        PngColorType.GrayAlpha => 2,
        PngColorType.Rgb => 3,
        PngColorType.Rgba => 4,
        _ => 1,
    };

    /// <summary>Samples in the image: width x height x channels. Never more than one array can hold.</summary>
    public int SampleCount => Width * Height * Channels;

    /// <summary>Distance in bytes between a byte and the byte to its left that filters look at (section 9.2): at least 1.</summary>
    internal int BytesPerPixel => Math.Max(1, Channels * BitDepth / 8);

    /// <summary>Bytes of a row of so many pixels, the last one padded with unused bits (section 7.2).</summary>
    internal long RowBytes(int widthPixels) => (((long)widthPixels * Channels * BitDepth) + 7) / 8;

    /// <summary>Bytes that the IDAT chunks inflate to: every row of every pass with its filter byte in front.</summary>
    internal long FilteredByteCount
    {
        get
        {
            if (!Interlaced)
            {
                return Height * (RowBytes(Width) + 1);
            }

            long total = 0;
            foreach (Adam7Pass pass in Adam7Pass.All)
            {
                int width = pass.Width(Width);
                if (width > 0)
                {
                    total += pass.Height(Height) * (RowBytes(width) + 1);
                }
            }

            return total;
        }
    }
}
