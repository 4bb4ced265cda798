using Ade20kEval.Masks;

namespace Ade20kEval.Imaging.Masks;

/// <summary>The formats of label maps beside PNG, to be handed to the engine.</summary>
/// <remarks>
/// Each reader looks at the headers itself, lets the decoder of SixLabors.ImageSharp undo the packing, and gives samples and palette indices exactly as they are
/// stored: a palette is never applied, for the decoder is shown the indices as shades. What is not certain to be exact is refused with the reason. Sizes are
/// looked at before memory is taken, and data that ends early is found before it is decoded, for decoders fill up with zeros.
/// </remarks>
internal static class MaskImageFormats
{
    /// <summary>TIFF, BMP, GIF, lossless WebP and TGA.</summary>
    public static IReadOnlyList<MaskImageFormat> All { get; } =
    [
        new() { Name = "TIFF", Extensions = [".tif", ".tiff"], Signatures = [[(byte)'I', (byte)'I', 42, 0], [(byte)'M', (byte)'M', 0, 42], [(byte)'I', (byte)'I', 43, 0], [(byte)'M', (byte)'M', 0, 43]], Decode = static (file, name, limits) => TiffMask.Decode(file, name, limits) },
        new() { Name = "BMP", Extensions = [".bmp"], Signatures = [[(byte)'B', (byte)'M']], Decode = static (file, name, limits) => BmpMask.Decode(file, name, limits) },
        new() { Name = "GIF", Extensions = [".gif"], Signatures = [[(byte)'G', (byte)'I', (byte)'F', (byte)'8']], Decode = static (file, name, limits) => GifMask.Decode(file, name, limits) },
        new() { Name = "WebP", Extensions = [".webp"], Signatures = [[(byte)'R', (byte)'I', (byte)'F', (byte)'F']], Decode = static (file, name, limits) => WebpMask.Decode(file, name, limits) },
        new() { Name = "TGA", Extensions = [".tga"], Decode = static (file, name, limits) => TgaMask.Decode(file, name, limits) },
    ];
}
