using System.Buffers.Binary;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using SixLabors.ImageSharp.Formats.Gif;

namespace Ade20kEval.Imaging.Masks;

/// <summary>Reads GIF label maps: the palette indices of the one image in the file.</summary>
/// <remarks>
/// Source of the layout: the GIF89a specification. The decoder gets the image alone, behind a palette of 256 shades and without transparency, so that it gives
/// indices. Where the palette is gray, the shades are the samples. Files with several images, or one that is smaller than their screen, are animations or parts of some.
/// </remarks>
internal static class GifMask
{
    private const int HeaderBytes = 13;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InputException">It is malformed, too large, or holds not exactly one image.</exception>
    public static MaskImage Decode(ReadOnlyMemory<byte> file, string name, PngLimits limits)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < HeaderBytes)
        {
            throw Damaged(name, "ends within its header");
        }

        int screenWidth = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        int screenHeight = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        SampleDecoder.CheckSize(screenWidth, screenHeight, name, limits);
        int at = HeaderBytes;
        byte[] palette = Palette(bytes, ref at, bytes[10], name);
        byte[]? raster = null;
        byte flags = 0;
        while (true)
        {
            byte block = Next(bytes, ref at, name);
            if (block == 0x3B)
            {
                break;
            }

            if (block == 0x21)
            {
                Next(bytes, ref at, name);
                SkipBlocks(bytes, ref at, name);
                continue;
            }

            if (block != 0x2C || bytes.Length - at < 9)
            {
                throw Damaged(name, Invariant($"has something unknown at byte {at - 1:N0}"));
            }

            if (raster is not null)
            {
                throw new InputException($"{name}: is a GIF file with several images; expected one. Save the mask as PNG.");
            }

            ReadOnlySpan<byte> place = bytes.Slice(at, 9);
            at += 9;
            flags = place[8];
            if (BinaryPrimitives.ReadUInt32LittleEndian(place) != 0
                || BinaryPrimitives.ReadUInt16LittleEndian(place[4..]) != screenWidth || BinaryPrimitives.ReadUInt16LittleEndian(place[6..]) != screenHeight)
            {
                throw new InputException($"{name}: is a GIF file whose image does not fill its screen of {screenWidth} x {screenHeight} pixels. Save the mask as PNG.");
            }

            palette = (flags & 0x80) != 0 ? Palette(bytes, ref at, flags, name) : palette;
            int start = at;
            int literalBits = Next(bytes, ref at, name);
            byte[] packed = SkipBlocks(bytes, ref at, name);
            if (literalBits is < 2 or > 8 || LzwStream.UnpackedLength(packed, literalBits, isTiff: false) != (long)screenWidth * screenHeight)
            {
                throw Damaged(name, Invariant($"does not unpack to {screenWidth} x {screenHeight} pixels"));
            }

            raster = bytes[start..at].ToArray();
        }

        if (raster is null || palette.Length == 0)
        {
            throw new InputException($"{name}: is a GIF file without {(raster is null ? "an image" : "a palette")}. Save the mask as PNG.");
        }

        byte[] samples = SampleDecoder.Gray(Rebuilt(bytes, flags, raster), new GifDecoder(), 8, screenWidth, screenHeight, name);
        MaskImage indexed = BmpMask.Of(screenWidth, screenHeight, 8, samples, palette, name);
        return IsGray(palette) ? new MaskImage(screenWidth, screenHeight, 8, PngColorType.Gray) { Samples = [.. samples.Select(index => palette[3 * index])] } : indexed;
    }

    // Writers of gray pictures (Pillow among them) number the shades anew, those alone that occur: the shade is what was saved, and not its number.
    private static bool IsGray(byte[] palette)
    {
        for (int i = 0; i < palette.Length; i += 3)
        {
            if (palette[i] != palette[i + 1] || palette[i] != palette[i + 2])
            {
                return false;
            }
        }

        return true;
    }

    // Header with a global palette of 256 shades, the image, the trailer.
    private static byte[] Rebuilt(ReadOnlySpan<byte> bytes, byte flags, byte[] raster)
    {
        byte interlaced = (byte)(flags & 0x40);
        return
        [
            .. "GIF89a"u8, .. bytes[6..10], 0xF7, 0, 0,
            .. Enumerable.Range(0, 256).SelectMany(static i => new[] { (byte)i, (byte)i, (byte)i }),
            0x2C, 0, 0, 0, 0, .. bytes[6..10], interlaced, .. raster, 0x3B,
        ];
    }

    private static byte[] Palette(ReadOnlySpan<byte> bytes, ref int at, byte flags, string name)
    {
        if ((flags & 0x80) == 0)
        {
            return [];
        }

        int length = 3 * (2 << (flags & 7));
        if (bytes.Length - at < length)
        {
            throw Damaged(name, "ends within its palette");
        }

        at += length;
        return bytes.Slice(at - length, length).ToArray();
    }

    private static byte Next(ReadOnlySpan<byte> bytes, ref int at, string name) => at < bytes.Length ? bytes[at++] : throw Damaged(name, "is cut off");

    // The data of the blocks that follow, joined.
    private static byte[] SkipBlocks(ReadOnlySpan<byte> bytes, ref int at, string name)
    {
        using MemoryStream data = new();
        while (Next(bytes, ref at, name) is > 0 and byte length)
        {
            if (bytes.Length - at < length)
            {
                throw Damaged(name, "is cut off");
            }

            data.Write(bytes.Slice(at, length));
            at += length;
        }

        return data.ToArray();
    }

    private static InputException Damaged(string name, string what) => new($"{name}: is a GIF file that {what}. The file is damaged: copy it again from its source, or write it again.");
}
