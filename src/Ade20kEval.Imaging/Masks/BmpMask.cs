using System.Buffers.Binary;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using SixLabors.ImageSharp.Formats.Bmp;

namespace Ade20kEval.Imaging.Masks;

/// <summary>Reads BMP label maps: palette indices of 1, 4 and 8 bits, or 24-bit colours, not compressed.</summary>
/// <remarks>
/// Gray masks are 8-bit palette files whose palette is 0, 1, 2, … Source of the layout: Microsoft's documentation of BITMAPFILEHEADER and BITMAPINFOHEADER.
/// The decoder gets the pixels behind a palette of 256 shades, so that it gives indices.
/// </remarks>
internal static class BmpMask
{
    private const int FileHeaderBytes = 14;
    private const int InfoHeaderBytes = 40;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InputException">It is malformed, too large, or of a kind whose samples are not exact.</exception>
    public static MaskImage Decode(ReadOnlyMemory<byte> file, string name, PngLimits limits)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < FileHeaderBytes + InfoHeaderBytes)
        {
            throw Damaged(name, "ends within its headers");
        }

        long pixelOffset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]);
        long headerBytes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
        int width = BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]);
        long storedHeight = BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        long compression = BinaryPrimitives.ReadUInt32LittleEndian(bytes[30..]);
        long usedColors = BinaryPrimitives.ReadUInt32LittleEndian(bytes[46..]);
        if (headerBytes is < InfoHeaderBytes or > 4096)
        {
            throw new InputException(Invariant($"{name}: is a BMP file with a header of {headerBytes} bytes, as OS/2 wrote it; expected at least {InfoHeaderBytes}. Save it as PNG."));
        }

        if (compression != 0 || bits is not (1 or 4 or 8 or 24))
        {
            throw new InputException(Invariant($"{name}: is a BMP file of {bits} bits a pixel, compression {compression}; expected palette indices of 1, 4 or 8 bits, or colours of 24, not compressed. Save it as PNG."));
        }

        long height = Math.Abs(storedHeight);
        SampleDecoder.CheckSize(width, height, name, limits);
        long needed = ((((long)width * bits) + 31) / 32 * 4) * height;
        if (pixelOffset < FileHeaderBytes + headerBytes || pixelOffset + needed > bytes.Length)
        {
            throw Damaged(name, Invariant($"has {bytes.Length:N0} bytes; expected {pixelOffset + needed:N0} for {width} x {height} pixels"));
        }

        if (bits == 24)
        {
            byte[] colors = SampleDecoder.Colors(Rebuilt(bytes, width, (int)storedHeight, bits, pixelOffset, needed, shades: 0), new BmpDecoder(), width, (int)height, name);
            return new MaskImage(width, (int)height, 8, PngColorType.Rgb) { Samples = colors };
        }

        long colorsRoom = (pixelOffset - FileHeaderBytes - headerBytes) / 4;
        int most = 1 << bits;
        int count = (int)Math.Min(usedColors == 0 ? most : Math.Min(usedColors, most), colorsRoom);
        byte[] palette = new byte[3 * count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> color = bytes.Slice(FileHeaderBytes + (int)headerBytes + (4 * i), 4);
            (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) = (color[2], color[1], color[0]);
        }

        // Shades 0, 1, 2, … whatever the bits: the index is the shade.
        byte[] samples = SampleDecoder.Gray(Rebuilt(bytes, width, (int)storedHeight, bits, pixelOffset, needed, shades: most), new BmpDecoder(), 8, width, (int)height, name);
        return Of(width, (int)height, bits, samples, palette, name);
    }

    /// <summary>An image of indices; a gray one where the palette is the shades in their order.</summary>
    /// <exception cref="InputException">An index is beyond the palette.</exception>
    internal static MaskImage Of(int width, int height, int bits, byte[] samples, byte[] palette, string name)
    {
        int beyond = palette.Length == 0 ? 0 : samples.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)((palette.Length / 3) - 1));
        if (beyond >= 0)
        {
            throw new InputException(Invariant($"{name}: the pixel at row {beyond / width}, column {beyond % width} has the palette index {samples[beyond]}; the file's palette has {palette.Length / 3} colours. Is it damaged? Save it as PNG."));
        }

        bool isGray = bits == 8;
        for (int i = 0; i < palette.Length && isGray; i++)
        {
            isGray = palette[i] == i / 3;
        }

        return new MaskImage(width, height, bits, isGray ? PngColorType.Gray : PngColorType.Palette) { Samples = samples, Palette = isGray ? default : (ReadOnlyMemory<byte>)palette };
    }

    private static byte[] Rebuilt(ReadOnlySpan<byte> bytes, int width, int height, int bits, long pixelOffset, long pixelBytes, int shades)
    {
        int offset = FileHeaderBytes + InfoHeaderBytes + (4 * shades);
        byte[] rebuilt = new byte[offset + pixelBytes];
        Span<byte> into = rebuilt;
        (into[0], into[1]) = ((byte)'B', (byte)'M');
        BinaryPrimitives.WriteInt32LittleEndian(into[2..], rebuilt.Length);
        BinaryPrimitives.WriteInt32LittleEndian(into[10..], offset);
        BinaryPrimitives.WriteInt32LittleEndian(into[14..], InfoHeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(into[18..], width);
        BinaryPrimitives.WriteInt32LittleEndian(into[22..], height);
        BinaryPrimitives.WriteInt16LittleEndian(into[26..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(into[28..], (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(into[34..], (int)pixelBytes);
        BinaryPrimitives.WriteInt32LittleEndian(into[46..], shades);
        for (int i = 0; i < shades; i++)
        {
            into.Slice(FileHeaderBytes + InfoHeaderBytes + (4 * i), 3).Fill((byte)i);
        }

        bytes.Slice((int)pixelOffset, (int)pixelBytes).CopyTo(into[offset..]);
        return rebuilt;
    }

    private static InputException Damaged(string name, string what) => new($"{name}: is a BMP file that {what}. The file is damaged: copy it again from its source, or write it again.");
}
