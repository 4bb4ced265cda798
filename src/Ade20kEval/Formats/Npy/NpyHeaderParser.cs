using System.Buffers.Binary;
using System.Text;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Npy;

/// <summary>Reads the header of an .npy file: magic, version, length, and a Python dictionary literal of three keys.</summary>
/// <remarks>Source: numpy's format description, <c>numpy.lib.format</c>, versions 1.0, 2.0 and 3.0.</remarks>
internal ref struct NpyHeaderParser
{
    /// <summary>Bytes from which <see cref="TotalLength"/> can tell how long the whole header is.</summary>
    public const int PreambleLength = 12;

    // numpy writes some hundred bytes and refuses to read more than 10,000 by default; structured types, the only long ones, are not read here.
    private const int LongestHeader = 65_536;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _text;
    private readonly int _textOffset;
    private int _at;

    private NpyHeaderParser(string file, ReadOnlySpan<byte> text, int textOffset)
    {
        _file = file;
        _text = text;
        _textOffset = textOffset;
    }

    /// <summary>Length of the whole header, elements excluded, from the first bytes of the file.</summary>
    /// <exception cref="ArrayFormatException">Not an .npy file, cut short, or of an unknown version.</exception>
    public static int TotalLength(string file, ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
        if (start.Length < magic.Length || !start[..magic.Length].SequenceEqual(magic))
        {
            throw new ArrayFormatException(file, 0, Describe(start), "the six bytes 93 'NUMPY' that begin every .npy file");
        }

        if (start.Length < PreambleLength)
        {
            throw new ArrayFormatException(file, start.Length, "the end of the file", "the version and the header's length");
        }

        (int textOffset, long textLength) = start[6] switch
        {
            1 => (10, BinaryPrimitives.ReadUInt16LittleEndian(start[8..])),
            2 or 3 => (12, BinaryPrimitives.ReadUInt32LittleEndian(start[8..])),
            _ => throw new ArrayFormatException(file, 6, Invariant($"version {start[6]}.{start[7]}"), "version 1.0, 2.0 or 3.0"),
        };
        return textLength <= LongestHeader
            ? textOffset + (int)textLength
            : throw new ArrayFormatException(file, 8, Invariant($"a header of {textLength} bytes"), Invariant($"at most {LongestHeader}"));
    }

    /// <summary>The header, from at least its own bytes.</summary>
    /// <exception cref="ArrayFormatException">The header is malformed, cut short or of a kind that is not read.</exception>
    public static NpyHeader Parse(string file, ReadOnlySpan<byte> start)
    {
        int length = TotalLength(file, start);
        if (start.Length < length)
        {
            throw new ArrayFormatException(file, start.Length, "the end of the file", Invariant($"a header of {length} bytes"));
        }

        int textOffset = start[6] == 1 ? 10 : 12;
        return new NpyHeaderParser(file, start[textOffset..length], textOffset).ParseDictionary(length);
    }

    private NpyHeader ParseDictionary(int dataOffset)
    {
        (ElementType Type, bool IsBigEndian)? type = null;
        bool? isColumnMajor = null;
        int[]? shape = null;
        Expect('{');
        while (!TryTake('}'))
        {
            int keyAt = _at;
            string key = ParseString();
            Expect(':');
            switch (key)
            {
                case "descr" when type is null:
                    type = ParseElementType();
                    break;
                case "fortran_order" when isColumnMajor is null:
                    isColumnMajor = ParseBoolean();
                    break;
                case "shape" when shape is null:
                    shape = ParseShape();
                    break;
                default:
                    throw Error(keyAt, $"the key '{Excerpt.Of(key)}'", "'descr', 'fortran_order' and 'shape', once each");
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        if (_at != _text.Length)
        {
            throw Error(_at, Found(), "nothing after the dictionary");
        }

        if (type is null || isColumnMajor is null || shape is null)
        {
            throw Error(0, "a dictionary with a key missing", "'descr', 'fortran_order' and 'shape'");
        }

        return new NpyHeader(type.Value.Type, type.Value.IsBigEndian, isColumnMajor.Value, shape, dataOffset);
    }

    private (ElementType Type, bool IsBigEndian) ParseElementType()
    {
        SkipSpace();
        int at = _at;
        if (_at < _text.Length && _text[_at] == '[')
        {
            throw Error(at, "a structured type (several fields an element)", "one number an element");
        }

        string text = ParseString();
        const string Expected = "a type such as '|u1', '<i8', '<f2' or '>f4'";
        if (text.Length < 2)
        {
            throw Error(at, $"type '{Excerpt.Of(text)}'", Expected);
        }

        bool? isBigEndian = text[0] switch
        {
            '<' or '|' => false,
            '>' => true,
            '=' => !BitConverter.IsLittleEndian,
            _ => null,
        };
        ElementType? type = text[1..] switch
        {
            "b1" or "?" => ElementType.Boolean,
            "i1" => ElementType.Int8,
            "i2" => ElementType.Int16,
            "i4" => ElementType.Int32,
            "i8" => ElementType.Int64,
            "u1" => ElementType.UInt8,
            "u2" => ElementType.UInt16,
            "u4" => ElementType.UInt32,
            "u8" => ElementType.UInt64,
            "f2" => ElementType.Float16,
            "f4" => ElementType.Float32,
            "f8" => ElementType.Float64,
            _ => null,
        };
        if (type is null || isBigEndian is null)
        {
            string found = text[1] == 'O' ? "Python objects (type '|O'), which hold code" : $"type '{Excerpt.Of(text)}'";
            throw Error(at, found, Expected, "Save a plain array: numpy.save(path, numpy.asarray(x, dtype=...)).");
        }

        return (type.Value, isBigEndian.Value);
    }

    private int[] ParseShape()
    {
        List<int> shape = [];
        Expect('(');
        while (!TryTake(')'))
        {
            shape.Add(ParseLength());
            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. shape];
    }

    private int ParseLength()
    {
        SkipSpace();
        int start = _at;
        long value = 0;
        while (_at < _text.Length && char.IsAsciiDigit((char)_text[_at]) && value <= int.MaxValue)
        {
            value = (value * 10) + (_text[_at++] - '0');
        }

        // Python has no numbers such as 007.
        if (_at == start || value > int.MaxValue || (_at > start + 1 && _text[start] == '0'))
        {
            _at = start;
            throw Error(start, Found(), Invariant($"a length of 0 to {int.MaxValue}"));
        }

        if (_at < _text.Length && _text[_at] == 'L')
        {
            _at++;   // Python 2 wrote long integers as 3L
        }

        return (int)value;
    }

    private bool ParseBoolean()
    {
        SkipSpace();
        if (_text[_at..].StartsWith("True"u8))
        {
            _at += 4;
            return true;
        }

        if (_text[_at..].StartsWith("False"u8))
        {
            _at += 5;
            return false;
        }

        throw Error(_at, Found(), "True or False");
    }

    private string ParseString()
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] is not ((byte)'\'' or (byte)'"'))
        {
            throw Error(_at, Found(), "a string in quotes");
        }

        int length = _text[(_at + 1)..].IndexOf(_text[_at]);
        if (length < 0)
        {
            throw Error(_at, "a string without an end", "a closing quote");
        }

        string text = Encoding.UTF8.GetString(_text.Slice(_at + 1, length));
        _at += length + 2;
        return text;
    }

    private void Expect(char character)
    {
        if (!TryTake(character))
        {
            throw Error(_at, Found(), $"'{character}'");
        }
    }

    private bool TryTake(char character)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
        {
            _at++;
        }
    }

    private readonly string Found() => _at < _text.Length ? Describe(_text[_at..]) : "the end of the header";

    private readonly ArrayFormatException Error(int at, string found, string expected, string? advice = null) =>
        new(_file, _textOffset + at, found, expected, advice);

    private static string Describe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "an empty file";
        }

        ReadOnlySpan<byte> first = bytes[..Math.Min(bytes.Length, 12)];
        return first.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E)
            ? "bytes " + Convert.ToHexString(first)
            : $"'{Encoding.ASCII.GetString(first)}'";
    }
}
