using System.Buffers.Binary;

namespace Ade20kEval.Tests.References;

/// <summary>Makes zlib streams that no compressor would make and that are legal all the same: random blocks of random codes for random symbols.</summary>
/// <remarks>Stored blocks (also empty ones), fixed codes, dynamic codes of up to 15 bits, no distances or one; every length, distances up to 32,768.</remarks>
public sealed class RandomDeflate
{
    private static readonly int[] s_lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] s_distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly int[] s_order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly Random _random;
    private readonly List<byte> _data = [];
    private readonly List<byte> _bytes = [0x78, 0x01];
    private int _bitsInLast;

    private RandomDeflate(Random random) => _random = random;

    /// <summary>A stream and what it inflates to.</summary>
    public static (byte[] Stream, byte[] Data) Make(Random random, int mostBlocks = 4, int mostSymbols = 200)
    {
        RandomDeflate deflate = new(random);
        for (int left = random.Next(1, mostBlocks + 1); left > 0; left--)
        {
            deflate.Put(left == 1 ? 1 : 0, 1);
            switch (random.Next(5))
            {
                case 0:
                    deflate.Stored(random.Next(3) == 0 ? 0 : random.Next(300));
                    break;
                case 1:
                    deflate.Fixed(random.Next(mostSymbols));
                    break;
                default:
                    deflate.Dynamic(random.Next(mostSymbols));
                    break;
            }
        }

        byte[] data = [.. deflate._data];
        return ([.. deflate._bytes, .. Checksum(data)], data);
    }

    /// <summary>RFC 1950, section 8.2, as it is written there.</summary>
    public static byte[] Checksum(ReadOnlySpan<byte> data)
    {
        ulong a = 1;
        ulong b = 0;
        foreach (byte value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        byte[] checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, (uint)((b << 16) | a));
        return checksum;
    }

    private void Put(int value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_bitsInLast == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> i) & 1) << _bitsInLast);
            _bitsInLast = (_bitsInLast + 1) % 8;
        }
    }

    private void PutCode((int Length, int Code) code)
    {
        for (int i = code.Length - 1; i >= 0; i--)
        {
            Put((code.Code >> i) & 1, 1);
        }
    }

    private void Stored(int length)
    {
        Put(0, 2);
        _bitsInLast = 0;
        Put(length, 16);
        Put(length ^ 0xFFFF, 16);
        for (int i = 0; i < length; i++)
        {
            byte value = (byte)_random.Next(256);
            _bytes.Add(value);
            _data.Add(value);
        }
    }

    private void Fixed(int symbols)
    {
        Put(1, 2);
        int[] lengths = [.. Enumerable.Range(0, 288).Select(i => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)];
        Symbols(symbols, Codes(lengths), Codes([.. Enumerable.Repeat(5, 30)]));
    }

    private void Dynamic(int symbols)
    {
        int literals = _random.Next(1, 257);
        int lengths = _random.Next(3) == 0 ? 0 : _random.Next(1, 30);
        int distances = _random.Next(4) == 0 ? _random.Next(2) : _random.Next(2, 31);
        int[] literalLengths = Lengths(286, [.. Some(0, 256, literals), 256, .. Some(257, 29, lengths)], 15);
        int[] distanceLengths = Lengths(30, Some(0, 30, distances), 15);
        int literalCount = Math.Max(257, Array.FindLastIndex(literalLengths, length => length > 0) + 1);
        int distanceCount = Math.Max(1, Array.FindLastIndex(distanceLengths, length => length > 0) + 1);
        List<(int Symbol, int Extra, int Bits)> packed = Pack([.. literalLengths.Take(literalCount), .. distanceLengths.Take(distanceCount)]);
        List<int> used = [.. packed.Select(code => code.Symbol).Distinct()];
        if (used.Count == 1)
        {
            used.Add((used[0] + 1) % 19);       // zlib wants at least two
        }

        int[] codeLengths = Lengths(19, [.. used], 7);
        int codeCount = Math.Max(4, Array.FindLastIndex(s_order, symbol => codeLengths[symbol] > 0) + 1);
        Put(2, 2);
        Put(literalCount - 257, 5);
        Put(distanceCount - 1, 5);
        Put(codeCount - 4, 4);
        foreach (int symbol in s_order.Take(codeCount))
        {
            Put(codeLengths[symbol], 3);
        }

        (int, int)[] codes = Codes(codeLengths);
        foreach ((int symbol, int extra, int bits) in packed)
        {
            PutCode(codes[symbol]);
            Put(extra, bits);
        }

        Symbols(symbols, Codes(literalLengths), Codes(distanceLengths));
    }

    /// <summary>Writes symbols that have codes, and the end of the block.</summary>
    private void Symbols(int count, (int Length, int Code)[] literals, (int Length, int Code)[] distances)
    {
        int[] bytes = [.. Enumerable.Range(0, 256).Where(symbol => literals[symbol].Length > 0)];
        int[] lengths = [.. Enumerable.Range(257, 29).Where(symbol => literals[symbol].Length > 0)];
        int[] reachable = [];
        for (int i = 0; i < count; i++)
        {
            reachable = reachable.Length == distances.Length ? reachable : [.. Enumerable.Range(0, distances.Length).Where(symbol => distances[symbol].Length > 0 && s_distanceBase[symbol] <= _data.Count)];
            if (lengths.Length == 0 || reachable.Length == 0 || _random.Next(3) == 0)
            {
                int literal = bytes[_random.Next(bytes.Length)];
                PutCode(literals[literal]);
                _data.Add((byte)literal);
                continue;
            }

            int lengthSymbol = lengths[_random.Next(lengths.Length)];
            int lengthBits = lengthSymbol is < 261 or 285 ? 0 : (lengthSymbol - 261) / 4;
            int lengthExtra = lengthSymbol == 284 ? _random.Next(31) : _random.Next(1 << lengthBits);       // 284 with 31 would be 258, too
            int distanceSymbol = reachable[_random.Next(reachable.Length)];
            int distanceBits = Math.Max(0, (distanceSymbol / 2) - 1);
            int distanceExtra = _random.Next(Math.Min(1 << distanceBits, _data.Count - s_distanceBase[distanceSymbol] + 1));
            PutCode(literals[lengthSymbol]);
            Put(lengthExtra, lengthBits);
            PutCode(distances[distanceSymbol]);
            Put(distanceExtra, distanceBits);
            int distance = s_distanceBase[distanceSymbol] + distanceExtra;
            for (int left = s_lengthBase[lengthSymbol - 257] + lengthExtra; left > 0; left--)
            {
                _data.Add(_data[^distance]);
            }
        }

        PutCode(literals[256]);
    }

    private int[] Some(int first, int count, int wanted)
    {
        int[] symbols = [.. Enumerable.Range(first, count)];
        _random.Shuffle(symbols);
        return symbols[..wanted];
    }

    /// <summary>Lengths of a complete random code: leaves of a tree split at random. Of a single symbol, one bit.</summary>
    private int[] Lengths(int alphabet, int[] symbols, int longest)
    {
        List<int> leaves = symbols.Length == 0 ? [] : symbols.Length == 1 ? [1] : [1, 1];
        bool isSkewed = _random.Next(2) == 0;
        while (leaves.Count < symbols.Length)
        {
            int leaf = isSkewed && leaves[^1] < longest ? leaves.Count - 1 : _random.Next(leaves.Count);
            if (leaves[leaf] < longest)
            {
                int length = leaves[leaf] + 1;
                leaves[leaf] = length;
                leaves.Add(length);
            }
        }

        int[] lengths = new int[alphabet];
        for (int i = 0; i < symbols.Length; i++)
        {
            lengths[symbols[i]] = leaves[i];
        }

        return lengths;
    }

    /// <summary>Lengths of codes as symbols, with repetitions where there are any, mostly.</summary>
    private List<(int Symbol, int Extra, int Bits)> Pack(int[] lengths)
    {
        List<(int, int, int)> packed = [];
        for (int i = 0; i < lengths.Length;)
        {
            int same = lengths.Skip(i).TakeWhile(length => length == lengths[i]).Count();
            int again = i > 0 && lengths[i] == lengths[i - 1] ? same : 0;
            if (again >= 3 && _random.Next(3) > 0)
            {
                int times = Math.Min(again, _random.Next(3, 7));
                packed.Add((16, times - 3, 2));
                i += times;
            }
            else if (lengths[i] == 0 && same >= 11 && _random.Next(4) > 0)
            {
                int times = Math.Min(same, 138);
                packed.Add((18, times - 11, 7));
                i += times;
            }
            else if (lengths[i] == 0 && same >= 3 && _random.Next(4) > 0)
            {
                int times = Math.Min(same, 10);
                packed.Add((17, times - 3, 3));
                i += times;
            }
            else
            {
                packed.Add((lengths[i++], 0, 0));
            }
        }

        return packed;
    }

    /// <summary>Canonical codes (RFC 1951, 3.2.2): shorter first, then by symbol.</summary>
    private static (int Length, int Code)[] Codes(int[] lengths)
    {
        (int, int)[] codes = new (int, int)[lengths.Length];
        int code = 0;
        for (int length = 1; length <= 15; length++, code <<= 1)
        {
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = (length, code++);
                }
            }
        }

        return codes;
    }
}
