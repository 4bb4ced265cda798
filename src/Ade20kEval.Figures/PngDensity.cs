using System.Buffers.Binary;
using System.IO.Hashing;

namespace Ade20kEval.Figures;

/// <summary>Says in a PNG how large a pixel is: LaTeX and Word take the size of a picture from it.</summary>
internal static class PngDensity
{
    // Signature, and the header chunk with its length, type, 13 bytes and check sum (PNG specification, sections 5.2 and 11.2.2).
    private const int HeaderEnd = 8 + 25;

    /// <summary>The same PNG with a pHYs chunk (section 11.3.5.3) behind its header.</summary>
    public static byte[] Add(ReadOnlySpan<byte> png, int dpi)
    {
        Span<byte> chunk = stackalloc byte[21];
        uint perMetre = (uint)Math.Round(dpi / 0.0254);
        BinaryPrimitives.WriteUInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[8..], perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[12..], perMetre);
        chunk[16] = 1;   // the unit is the metre
        BinaryPrimitives.WriteUInt32BigEndian(chunk[17..], Crc32.HashToUInt32(chunk[4..17]));
        return [.. png[..HeaderEnd], .. chunk, .. png[HeaderEnd..]];
    }
}
