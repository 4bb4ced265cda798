using Ade20kEval.Formats.Png;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Turns a PNG of any kind into 8-bit colours: what masks never need and pictures do.</summary>
internal static class PngPicture
{
    /// <summary>The colours of a PNG, three bytes a pixel, row by row. Transparency is ignored.</summary>
    /// <exception cref="PngException">The file is malformed.</exception>
    public static byte[] ToRgb(ReadOnlyMemory<byte> file, string name, out int width, out int height)
    {
        PngDecoder decoder = new();
        PngHeader header = decoder.Parse(file, name);
        (width, height) = (header.Width, header.Height);
        byte[] samples = new byte[header.SampleCount];
        if (header.BitDepth == 16)
        {
            ushort[] wide = new ushort[header.SampleCount];
            decoder.DecodeTo(wide);
            for (int i = 0; i < wide.Length; i++)
            {
                samples[i] = (byte)(wide[i] >> 8);
            }
        }
        else
        {
            decoder.DecodeTo(samples);
        }

        ReadOnlySpan<byte> palette = decoder.Palette;

        // Section 13.12: gray samples of fewer bits are spread over 0..255.
        int spread = header.BitDepth < 8 ? 255 / ((1 << header.BitDepth) - 1) : 1;
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++)
        {
            ReadOnlySpan<byte> pixel = samples.AsSpan(i * header.Channels, header.Channels);
            Span<byte> color = rgb.AsSpan(i * 3, 3);
            switch (header.ColorType)
            {
                case PngColorType.Palette when (pixel[0] * 3) + 2 < palette.Length:
                    palette.Slice(pixel[0] * 3, 3).CopyTo(color);
                    break;
                case PngColorType.Rgb or PngColorType.Rgba:
                    pixel[..3].CopyTo(color);
                    break;
                case PngColorType.Gray or PngColorType.GrayAlpha:
                    color.Fill((byte)(pixel[0] * spread));
                    break;
            }
        }

        return rgb;
    }
}
