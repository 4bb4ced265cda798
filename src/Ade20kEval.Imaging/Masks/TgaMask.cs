using System.Buffers.Binary;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using SixLabors.ImageSharp.Formats.Tga;

namespace Ade20kEval.Imaging.Masks;

/// <summary>Reads Truevision TGA label maps: gray or palette indices of 8 bits, as they are or run-length packed.</summary>
/// <remarks>Source of the layout: Truevision, TGA File Format Specification, version 2.0 (1991). A palette image is shown to the decoder as a gray one, so that it gives indices.</remarks>
internal static class TgaMask
{
    private const int HeaderBytes = 18;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InputException">It is malformed, too large, or of a kind whose samples are not exact.</exception>
    public static MaskImage Decode(ReadOnlyMemory<byte> file, string name, PngLimits limits)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < HeaderBytes)
        {
            throw new InputException($"{name}: is too short for a TGA file. Copy it again from its source.");
        }

        int type = bytes[2], colors = BinaryPrimitives.ReadUInt16LittleEndian(bytes[5..]), colorBits = bytes[7], first = BinaryPrimitives.ReadUInt16LittleEndian(bytes[3..]);
        int width = BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]), height = BinaryPrimitives.ReadUInt16LittleEndian(bytes[14..]);
        bool isPalette = type is 1 or 9, isPacked = type is 9 or 11;
        if (type is not (1 or 3 or 9 or 11) || bytes[16] != 8 || bytes[1] != (isPalette ? 1 : 0) || (isPalette && (colorBits is not (24 or 32) || first != 0 || colors is 0 or > 256)))
        {
            throw new InputException(Invariant($"{name}: is a TGA file of type {type} with {bytes[16]} bits a pixel; expected gray or palette indices of 8 bits. Save it as PNG."));
        }

        SampleDecoder.CheckSize(width, height, name, limits);
        int paletteAt = HeaderBytes + bytes[0], pixelsAt = paletteAt + (isPalette ? colors * colorBits / 8 : 0);
        if (pixelsAt > bytes.Length || (!isPacked && pixelsAt + ((long)width * height) > bytes.Length))
        {
            throw new InputException(Invariant($"{name}: has {bytes.Length:N0} bytes; expected {pixelsAt + ((long)width * height):N0} for {width} x {height} pixels. The file is damaged: copy it again from its source."));
        }

        if (isPacked && UnpackedLength(bytes[pixelsAt..], (long)width * height) < (long)width * height)
        {
            throw new InputException(Invariant($"{name}: ends before the {width} x {height} pixels of a packed TGA file. The file is damaged: copy it again from its source."));
        }

        byte[] gray = [.. bytes[..HeaderBytes], .. bytes[pixelsAt..]];
        (gray[0], gray[1], gray[2]) = (0, 0, (byte)(isPacked ? 11 : 3));
        gray.AsSpan(3, 5).Clear();
        byte[] palette = new byte[isPalette ? 3 * colors : 0];
        for (int i = 0; i < palette.Length; i += 3)
        {
            ReadOnlySpan<byte> color = bytes[(paletteAt + (i / 3 * colorBits / 8))..];
            (palette[i], palette[i + 1], palette[i + 2]) = (color[2], color[1], color[0]);
        }

        byte[] samples = SampleDecoder.Gray(gray, new TgaDecoder(), 8, width, height, name);
        return isPalette ? BmpMask.Of(width, height, 8, samples, palette, name) : new MaskImage(width, height, 8, PngColorType.Gray) { Samples = samples };
    }

    // A byte of 128 and more is followed by one that is repeated, a lower one by as many as it says, less one: the decoder would fill up with zeros what is missing.
    private static long UnpackedLength(ReadOnlySpan<byte> packed, long enough)
    {
        long length = 0;
        for (int at = 0; at < packed.Length && length < enough;)
        {
            int count = (packed[at] & 0x7F) + 1;
            int stored = packed[at] >= 0x80 ? 1 : count;
            if (at + stored >= packed.Length)
            {
                break;
            }

            length += count;
            at += 1 + stored;
        }

        return length;
    }
}
