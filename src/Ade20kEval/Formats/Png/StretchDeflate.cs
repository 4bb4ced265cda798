using System.Buffers.Binary;
using Ade20kEval.Formats.Png.Zlib;

namespace Ade20kEval.Formats.Png;

/// <summary>Compresses label maps and pictures of few colours: long stretches of one pixel, and rows that repeat the row above. The same bytes on every machine.</summary>
/// <remarks>
/// A zlib stream (RFC 1950) of one deflate block with the fixed codes (RFC 1951, section 3.2.6). Matches are looked for at two distances only:
/// one pixel back (stretches) and one row back. The platform's zlib compresses photographs better, but its output differs between versions and
/// processors, and results are to be compared byte by byte.
/// </remarks>
internal sealed class StretchDeflate
{
    private const int ShortestMatch = 3;
    private const int LongestMatch = 258;

    // RFC 1951, section 3.2.5: the lengths at which each length code starts, and how many extra bits follow it.
    private static readonly int[] s_lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] s_lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private byte[] _output = new byte[1024];
    private int _length;
    private ulong _bits;
    private int _bitCount;

    private StretchDeflate()
    {
    }

    /// <summary>The zlib stream of some bytes.</summary>
    /// <param name="data">What to compress.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="pixel">Bytes from one pixel to the next; 1 where a byte holds several.</param>
    public static byte[] Compress(ReadOnlySpan<byte> data, int stride, int pixel = 1)
    {
        StretchDeflate deflate = new();
        deflate.Put(0x0178, 16);    // CMF 0x78, FLG 0x01: deflate, 32 KiB window, no dictionary
        deflate.Put(0b011, 3);      // last block, fixed codes
        deflate.Block(data, stride, pixel);
        deflate.Literal(256);
        deflate.Put(0, (8 - (deflate._bitCount % 8)) % 8);
        byte[] stream = new byte[deflate._length + 4];
        deflate._output.AsSpan(0, deflate._length).CopyTo(stream);
        BinaryPrimitives.WriteUInt32BigEndian(stream.AsSpan(deflate._length), Adler32.Of(data));
        return stream;
    }

    private void Block(ReadOnlySpan<byte> data, int stride, int pixel)
    {
        // RFC 1951, section 3.2.5: a distance may not exceed 32 KiB.
        bool hasRowMatches = stride is > 1 and <= 32768;
        for (int i = 0; i < data.Length;)
        {
            int longest = Math.Min(LongestMatch, data.Length - i);
            int stretch = i >= pixel ? data.Slice(i, longest).CommonPrefixLength(data.Slice(i - pixel, longest)) : 0;
            int row = hasRowMatches && i >= stride ? data.Slice(i, longest).CommonPrefixLength(data.Slice(i - stride, longest)) : 0;
            int length = Math.Max(stretch, row);
            if (length < ShortestMatch)
            {
                Literal(data[i++]);
            }
            else
            {
                Match(length, stretch >= row ? pixel : stride);
                i += length;
            }
        }
    }

    /// <summary>RFC 1951, section 3.2.6: the fixed code of a literal or a length.</summary>
    private void Literal(int symbol)
    {
        (int code, int bits) = symbol switch
        {
            < 144 => (0x30 + symbol, 8),
            < 256 => (0x190 + symbol - 144, 9),
            < 280 => (symbol - 256, 7),
            _ => (0xC0 + symbol - 280, 8),
        };
        Put(Reverse(code, bits), bits);
    }

    private void Match(int length, int distance)
    {
        int lengthCode = Array.FindLastIndex(s_lengthBase, b => b <= length);
        Literal(257 + lengthCode);
        Put((uint)(length - s_lengthBase[lengthCode]), s_lengthBits[lengthCode]);

        // Distances 1..4 have codes 0..3; from there every pair of codes has one extra bit more.
        int d = distance - 1;
        int bits = d < 4 ? 0 : int.Log2(d) - 1;
        int distanceCode = d < 4 ? d : (2 * bits) + (d >> bits);
        Put(Reverse(distanceCode, 5), 5);
        Put((uint)(d & ((1 << bits) - 1)), bits);
    }

    private void Put(uint value, int bits)
    {
        _bits |= (ulong)value << _bitCount;
        _bitCount += bits;
        for (; _bitCount >= 8; _bitCount -= 8, _bits >>= 8)
        {
            if (_length == _output.Length)
            {
                Array.Resize(ref _output, _length * 2);
            }

            _output[_length++] = (byte)_bits;
        }
    }

    /// <summary>Huffman codes are packed from their most significant bit, everything else from the least (RFC 1951, section 3.1.1).</summary>
    private static uint Reverse(int code, int bits)
    {
        uint reversed = 0;
        for (int i = 0; i < bits; i++)
        {
            reversed = (reversed << 1) | (uint)((code >> i) & 1);
        }

        return reversed;
    }
}
