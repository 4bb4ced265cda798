using Ade20kEval.Datasets;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Pictures of at most 256 colours, as PNG files whose bytes are the same on every machine.</summary>
internal static class PalettePicture
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="indices">A palette index for every pixel, row by row.</param>
    /// <param name="palette">1 to 256 colours.</param>
    /// <exception cref="ArgumentException">The indices do not fill the picture or lie beyond the palette, or the palette is empty or too large.</exception>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> indices, IReadOnlyList<Rgb> palette)
    {
        byte[] colors = [.. palette.SelectMany(static color => (byte[])[color.R, color.G, color.B])];
        using MemoryStream png = new();
        PngWriter.WritePalette(png, indices, width, height, colors);
        return png.ToArray();
    }
}
