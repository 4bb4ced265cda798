namespace Ade20kEval.Tests.References;

/// <summary>Inflates a zlib stream one bit at a time, as RFC 1950 and RFC 1951 describe it. For well-formed input only.</summary>
public sealed class ReferenceInflate
{
    private readonly byte[] _input;
    private readonly List<byte> _output = [];
    private int _bit;

    private ReferenceInflate(byte[] input) => _input = input;

    public static byte[] Zlib(byte[] stream)
    {
        ReferenceInflate inflate = new(stream) { _bit = 16 };
        while (!inflate.Block())
        {
        }

        return [.. inflate._output];
    }

    private int Bits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++, _bit++)
        {
            value |= ((_input[_bit / 8] >> (_bit % 8)) & 1) << i;
        }

        return value;
    }

    private bool Block()
    {
        bool isLast = Bits(1) == 1;
        switch (Bits(2))
        {
            case 0:
                _bit = (_bit + 7) / 8 * 8;
                int length = Bits(16);
                Bits(16);
                for (int i = 0; i < length; i++)
                {
                    _output.Add((byte)Bits(8));
                }

                break;
            case 1:
                int[] lengths = [.. Enumerable.Range(0, 288).Select(i => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)];
                Compressed(Codes(lengths), Codes([.. Enumerable.Repeat(5, 30)]));
                break;
            case 2:
                Dynamic();
                break;
            default:
                throw new InvalidDataException();
        }

        return isLast;
    }

    private void Dynamic()
    {
        int literals = Bits(5) + 257;
        int distances = Bits(5) + 1;
        int count = Bits(4) + 4;
        int[] order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        int[] codeLengths = new int[19];
        for (int i = 0; i < count; i++)
        {
            codeLengths[order[i]] = Bits(3);
        }

        Dictionary<(int, int), int> codes = Codes(codeLengths);
        List<int> lengths = [];
        while (lengths.Count < literals + distances)
        {
            int symbol = Symbol(codes);
            (int value, int repeat) = symbol switch
            {
                16 => (lengths[^1], 3 + Bits(2)),
                17 => (0, 3 + Bits(3)),
                18 => (0, 11 + Bits(7)),
                _ => (symbol, 1),
            };
            lengths.AddRange(Enumerable.Repeat(value, repeat));
        }

        Compressed(Codes([.. lengths.Take(literals)]), Codes([.. lengths.Skip(literals)]));
    }

    private void Compressed(Dictionary<(int, int), int> literals, Dictionary<(int, int), int> distances)
    {
        int[] lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
        int[] lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
        while (true)
        {
            int symbol = Symbol(literals);
            if (symbol == 256)
            {
                return;
            }

            if (symbol < 256)
            {
                _output.Add((byte)symbol);
                continue;
            }

            int length = lengthBase[symbol - 257] + Bits(lengthBits[symbol - 257]);
            int code = Symbol(distances);
            int extra = Math.Max(0, (code / 2) - 1);
            int distance = (code < 2 ? code : (2 + (code % 2)) << extra) + 1 + Bits(extra);
            for (int i = 0; i < length; i++)
            {
                _output.Add(_output[^distance]);
            }
        }
    }

    private int Symbol(Dictionary<(int, int), int> codes)
    {
        int code = 0;
        for (int length = 1; length <= 15; length++)
        {
            code = (code << 1) | Bits(1);
            if (codes.TryGetValue((length, code), out int symbol))
            {
                return symbol;
            }
        }

        throw new InvalidDataException();
    }

    /// <summary>Canonical codes (RFC 1951, 3.2.2): shorter first, then by symbol.</summary>
    private static Dictionary<(int Length, int Code), int> Codes(int[] lengths)
    {
        Dictionary<(int, int), int> codes = [];
        int code = 0;
        for (int length = 1; length <= 15; length++)
        {
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes.Add((length, code++), symbol);
                }
            }

            code <<= 1;
        }

        return codes;
    }
}
