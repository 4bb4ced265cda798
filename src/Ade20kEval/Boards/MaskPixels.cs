using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Masks;

namespace Ade20kEval.Boards;

/// <summary>A digest of masks by their pixels: the same however their files were packed, compressed or numbered in bits.</summary>
internal sealed class MaskPixels
{
    private readonly List<(string Image, string Pixels)> _masks = [];
    private byte[] _narrow = [];

    /// <summary>Adds the mask of an image.</summary>
    public void Add(string image, LabelMap map)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> size = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, map.Width);
        BinaryPrimitives.WriteInt32LittleEndian(size[sizeof(int)..], map.Height);
        hash.AppendData(size);
        hash.AppendData(Samples(map));
        _masks.Add((image, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>SHA-256 over all that was added, in the order of the names.</summary>
    public string Digest()
    {
        _masks.Sort(static (a, b) => string.CompareOrdinal(a.Image, b.Image) is var order && order != 0 ? order : string.CompareOrdinal(a.Pixels, b.Pixels));
        return BoardJsonText.Digest(Encoding.UTF8.GetBytes(string.Join('\n', _masks.Select(mask => $"{mask.Pixels} {mask.Image}"))));
    }

    // Values of one byte are the same mask in a file of two.
    private ReadOnlySpan<byte> Samples(LabelMap map)
    {
        if (!map.IsWide)
        {
            return map.Narrow;
        }

        if (map.Wide.ContainsAnyExceptInRange((ushort)0, (ushort)byte.MaxValue))
        {
            return MemoryMarshal.AsBytes(map.Wide);
        }

        if (_narrow.Length < map.PixelCount)
        {
            _narrow = new byte[map.PixelCount];
        }

        for (int i = 0; i < map.PixelCount; i++)
        {
            _narrow[i] = (byte)map.Wide[i];
        }

        return _narrow.AsSpan(0, map.PixelCount);
    }
}
