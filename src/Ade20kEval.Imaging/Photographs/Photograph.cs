using Ade20kEval.Files;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Ade20kEval.Imaging.Photographs;

/// <summary>Reads photographs to be looked at: JPEG, PNG, WebP, BMP and TIFF, turned as their camera was held (EXIF), without transparency.</summary>
/// <remarks>Masks never come through here: of them every sample counts, and here samples become colours.</remarks>
internal static class Photograph
{
    /// <summary>The most pixels that are decoded: 100 million, as the largest cameras make, are 300 MB of colours.</summary>
    public const long MostPixels = 100_000_000;

    private const string Expected = "Expected a photograph as JPEG, PNG, WebP, BMP or TIFF.";

    // Beyond this a thumbnail looks no better and weighs more: 24 of them are to stay well below a megabyte.
    private const int ThumbnailQuality = 72;

    private static readonly Configuration s_formats = Formats();

    /// <summary>The colours of a photograph.</summary>
    /// <param name="file">The bytes of its file; what they are counts, not the file's name.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>Red, green and blue of every pixel, row by row, 3 bytes a pixel; pixels in a row; rows.</returns>
    /// <exception cref="InputException">It is of none of the formats, malformed, or has more than <see cref="MostPixels"/>.</exception>
    public static (byte[] Rgb, int Width, int Height) Read(ReadOnlyMemory<byte> file, string name)
    {
        using Image<Rgb24> image = Decode(file, name);
        byte[] rgb = new byte[image.Width * image.Height * 3];
        image.CopyPixelDataTo(rgb);
        return (rgb, image.Width, image.Height);
    }

    /// <summary>A small JPEG of a photograph, without whatever else its file says about it.</summary>
    /// <param name="file">The bytes of its file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="longestSide">Pixels of its longer side; a smaller photograph keeps its size.</param>
    /// <exception cref="InputException">It is of none of the formats, malformed, or has more than <see cref="MostPixels"/>.</exception>
    public static byte[] Thumbnail(ReadOnlyMemory<byte> file, string name, int longestSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide, 1);
        using Image<Rgb24> image = Decode(file, name);
        if (Math.Max(image.Width, image.Height) > longestSide)
        {
            image.Mutate(change => change.Resize(new ResizeOptions { Mode = ResizeMode.Max, Size = new Size(longestSide, longestSide) }));
        }

        // A place where a picture was taken has no business on a page.
        image.Metadata.ExifProfile = null;
        image.Metadata.XmpProfile = null;
        image.Metadata.IptcProfile = null;
        image.Metadata.IccProfile = null;
        using MemoryStream jpeg = new();
        image.Save(jpeg, new JpegEncoder { Quality = ThumbnailQuality, ColorType = JpegColorType.YCbCrRatio420 });
        return jpeg.ToArray();
    }

    private static Configuration Formats()
    {
        // EXIF is read with Enum.GetValues(Type), which in a native executable works for those enumerations alone that are asked for by name somewhere.
        _ = Enum.GetValues<ExifDataType>();
        return new Configuration(
            new JpegConfigurationModule(),
            new PngConfigurationModule(),
            new WebpConfigurationModule(),
            new BmpConfigurationModule(),
            new TiffConfigurationModule());
    }

    private static Image<Rgb24> Decode(ReadOnlyMemory<byte> file, string name)
    {
        try
        {
            using MemoryStream stream = new(file.ToArray(), writable: false);
            IImageInfo info = Image.Identify(s_formats, stream, out _) ?? throw new InputException($"{name}: is not a photograph that can be read. {Expected}");
            if ((long)info.Width * info.Height > MostPixels)
            {
                throw new InputException(Invariant($"{name}: is {info.Width:N0} x {info.Height:N0} pixels; expected at most {MostPixels:N0} altogether."));
            }

            stream.Position = 0;
            Image<Rgb24> image = Image.Load<Rgb24>(s_formats, stream);
            image.Mutate(static change => change.AutoOrient());
            return image;
        }
        catch (Exception failure) when (failure is not (InputException or OutOfMemoryException))
        {
            // The decoders answer broken files with exceptions of their own, and some with whatever they ran into.
            throw new InputException($"{name}: cannot be read ({failure.Message.TrimEnd('.')}). {Expected}", failure);
        }
    }
}
