using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Masks;

namespace Ade20kEval.Native;

/// <summary>The digest of a mask in memory: that of the file which <c>numpy.save</c> makes of it as bytes, or as 16-bit numbers where a value needs them.</summary>
/// <remarks>So equal masks have equal digests whatever type they came in, and the run document is that of the same masks saved and scored as files.</remarks>
internal static class MaskDigest
{
    /// <summary>Of bytes that lie somewhere.</summary>
    public static void Of(ReadOnlySpan<byte> values, int width, int height, Span<byte> digest) => Of(NpyWriter.Header<byte>(height, width), values, digest);

    /// <summary>Of a map.</summary>
    public static void Of(LabelMap map, Span<byte> digest)
    {
        if (map.IsWide)
        {
            Of(NpyWriter.Header<ushort>(map.Height, map.Width), MemoryMarshal.AsBytes(map.Wide), digest);
        }
        else
        {
            Of(map.Narrow, map.Width, map.Height, digest);
        }
    }

    private static void Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> values, Span<byte> digest)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(values);
        hash.GetHashAndReset(digest);
    }
}
