using System.Buffers.Binary;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using SixLabors.ImageSharp.Formats.Webp;

namespace Ade20kEval.Imaging.Masks;

/// <summary>Reads WebP label maps: lossless, one frame, opaque. The format has no gray, so that shades are stored as colours.</summary>
/// <remarks>Source of the layout: Google, WebP Container Specification, and WebP Lossless Bitstream Specification.</remarks>
internal static class WebpMask
{
    private const int HeaderBytes = 12;

    /// <summary>Decodes a file.</summary>
    /// <exception cref="InputException">It is malformed, too large, packed with loss, animated or transparent.</exception>
    public static MaskImage Decode(ReadOnlyMemory<byte> file, string name, PngLimits limits)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < HeaderBytes || !bytes[8..].StartsWith("WEBP"u8))
        {
            throw Damaged(name, "is a RIFF file, and no WebP file");
        }

        long at = HeaderBytes;
        while (at + 8 <= bytes.Length)
        {
            ReadOnlySpan<byte> kind = bytes.Slice((int)at, 4);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[((int)at + 4)..]);
            if (kind.SequenceEqual("VP8 "u8) || kind.SequenceEqual("ANIM"u8))
            {
                throw new InputException($"{name}: is a WebP file {(kind[0] == 'V' ? "packed with loss, which changes labels" : "of several frames")}. Save the mask without loss, as PNG.");
            }

            if (at + 8 + length > bytes.Length)
            {
                throw Damaged(name, Invariant($"has {bytes.Length:N0} bytes; expected {at + 8 + length:N0}"));
            }

            if (kind.SequenceEqual("VP8L"u8))
            {
                return Pixels(file, (int)at + 8, length, name, limits);
            }

            at += 8 + length + (length & 1);
        }

        throw Damaged(name, "holds no image");
    }

    private static MaskImage Pixels(ReadOnlyMemory<byte> file, int at, long length, string name, PngLimits limits)
    {
        if (length < 5 || file.Span[at] != 0x2F)
        {
            throw Damaged(name, "has an image without its signature");
        }

        uint sizes = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + 1)..]);
        (int width, int height) = ((int)(sizes & 0x3FFF) + 1, (int)((sizes >> 14) & 0x3FFF) + 1);
        SampleDecoder.CheckSize(width, height, name, limits);
        byte[] colors = SampleDecoder.ColorsAndAlpha(file.ToArray(), new WebpDecoder(), width, height, name);
        byte[] samples = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            if (colors[(4 * i) + 3] != byte.MaxValue)
            {
                throw new InputException(Invariant($"{name}: the pixel at row {i / width}, column {i % width} is transparent; a mask's are not. Save it as PNG."));
            }

            colors.AsSpan(4 * i, 3).CopyTo(samples.AsSpan(3 * i));
        }

        return new MaskImage(width, height, 8, PngColorType.Rgb) { Samples = samples, StoresGrayAsColors = true };
    }

    private static InputException Damaged(string name, string what) => new($"{name}: {what}. The file is damaged: copy it again from its source, or write it again.");
}
