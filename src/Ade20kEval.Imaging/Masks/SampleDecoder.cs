using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Ade20kEval.Imaging.Masks;

/// <summary>Runs one decoder of ImageSharp, and nothing but that one, on a file whose headers were looked at.</summary>
internal static class SampleDecoder
{
    static SampleDecoder() =>
        // EXIF, of which TIFF's tags are a kind, is read with Enum.GetValues(Type), which in a native executable works for those enumerations alone that are asked for by name somewhere.
        _ = Enum.GetValues<ExifDataType>();

    /// <summary>Refuses a size beyond the limits.</summary>
    /// <exception cref="InputException">It is beyond them, or empty.</exception>
    public static void CheckSize(long width, long height, string name, PngLimits limits)
    {
        if (width < 1 || height < 1 || width > limits.MaxSidePixels || height > limits.MaxSidePixels || width * height > limits.MaxPixels)
        {
            throw new InputException(Invariant($"{name}: is {width:N0} x {height:N0} pixels; expected 1 to {limits.MaxSidePixels:N0} a side and at most {limits.MaxPixels:N0} altogether."));
        }
    }

    /// <summary>The samples of a gray picture of up to 8 bits, unscaled.</summary>
    /// <param name="file">The file, whose pixels are shades.</param>
    /// <param name="decoder">The decoder.</param>
    /// <param name="bits">Bits of a sample: the decoder stretches it to 0..255.</param>
    /// <param name="width">What the headers say.</param>
    /// <param name="height">What the headers say.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="InputException">It cannot be decoded, or not to what the headers say.</exception>
    public static byte[] Gray(byte[] file, IImageDecoder decoder, int bits, int width, int height, string name)
    {
        byte[] colors = Colors(file, decoder, width, height, name);
        byte[] samples = new byte[width * height];
        int step = byte.MaxValue / ((1 << bits) - 1);
        for (int i = 0; i < samples.Length; i++)
        {
            int shade = colors[3 * i];
            if (shade != colors[(3 * i) + 1] || shade != colors[(3 * i) + 2] || shade % step != 0)
            {
                throw new InputException(Invariant($"{name}: its samples do not come out exactly, first at row {i / width}, column {i % width}. Save it as PNG."));
            }

            samples[i] = (byte)(shade / step);
        }

        return samples;
    }

    /// <summary>The samples of a gray picture of 16 bits.</summary>
    /// <exception cref="InputException">It cannot be decoded, or not to what the headers say.</exception>
    public static ushort[] Gray16(byte[] file, IImageDecoder decoder, int width, int height, string name)
    {
        using Image<L16> image = Load<L16>(file, decoder, width, height, name);
        ushort[] samples = new ushort[width * height];
        image.CopyPixelDataTo(MemoryMarshal.Cast<ushort, L16>(samples.AsSpan()));
        return samples;
    }

    /// <summary>Red, green and blue of every pixel.</summary>
    /// <exception cref="InputException">It cannot be decoded, or not to what the headers say.</exception>
    public static byte[] Colors(byte[] file, IImageDecoder decoder, int width, int height, string name)
    {
        using Image<Rgb24> image = Load<Rgb24>(file, decoder, width, height, name);
        byte[] colors = new byte[3 * width * height];
        image.CopyPixelDataTo(colors);
        return colors;
    }

    /// <summary>The same with transparency.</summary>
    /// <exception cref="InputException">It cannot be decoded, or not to what the headers say.</exception>
    public static byte[] ColorsAndAlpha(byte[] file, IImageDecoder decoder, int width, int height, string name)
    {
        using Image<Rgba32> image = Load<Rgba32>(file, decoder, width, height, name);
        byte[] colors = new byte[4 * width * height];
        image.CopyPixelDataTo(colors);
        return colors;
    }

    private static Image<TPixel> Load<TPixel>(byte[] file, IImageDecoder decoder, int width, int height, string name)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        Image<TPixel> image;
        try
        {
            using MemoryStream stream = new(file, writable: false);
            image = decoder.Decode<TPixel>(new Configuration { MaxDegreeOfParallelism = 1 }, stream, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The decoders answer broken files with exceptions of their own, and some with whatever they ran into.
            throw new InputException($"{name}: cannot be decoded ({failure.Message.TrimEnd('.')}). Is it whole? Save it again, as PNG if possible.", failure);
        }

        if (image.Width == width && image.Height == height)
        {
            return image;
        }

        image.Dispose();
        throw new InputException($"{name}: is decoded to another size than its header says. Save it again, as PNG if possible.");
    }
}
