using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>Goes over JSON in UTF-8 from value to value, with a short way for what COCO files are made of: short keys and decimals.</summary>
/// <remarks>
/// The platform's reader classifies and stores every token, of which a polygon has a hundred; here they are numbers at once. Values that are not
/// looked at are left to the platform's reader, which checks their grammar.
/// </remarks>
/// <param name="json">A file, or a stretch of one.</param>
/// <param name="at">Where to begin: a place in the file, as all places are.</param>
/// <param name="origin">Where in the file the stretch begins.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, int at, int origin = 0)
{
    // What a double holds exactly: integers of 15 digits, and powers of ten up to the 22nd. Their quotient is rounded once, so it is right to the last bit.
    private const int ExactDigits = 15;

    private const int LongestShown = 40;

    private static readonly double[] s_powers = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly ReadOnlySpan<byte> _json = json;


    private readonly int _origin = origin;

    private int _at = at - origin;

    /// <summary>The byte that comes next.</summary>
    public readonly int At => _origin + _at;

    /// <summary>Where the stretch ends.</summary>
    public readonly int End => _origin + _json.Length;

    /// <summary>The next byte that is not white space; 0 at the end. It is not taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek() => _at < _json.Length && _json[_at] > (byte)' ' ? _json[_at] : PeekBehindSpace();

    private byte PeekBehindSpace()
    {
        int i = _at;
        while (i < _json.Length && _json[i] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            i++;
        }

        _at = i;
        return i < _json.Length ? _json[i] : (byte)0;
    }

    /// <summary>Takes the mark that some programs put before UTF-8.</summary>
    public bool TryTakeMark()
    {
        bool isThere = _json[_at..].StartsWith("\uFEFF"u8);
        _at += isThere ? 3 : 0;
        return isThere;
    }

    /// <summary>Takes a byte if it comes next.</summary>
    public bool TryTake(byte wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes a byte that must come next.</summary>
    /// <param name="wanted">The byte.</param>
    /// <param name="expected">What it stands for, such as "a list".</param>
    /// <exception cref="CocoJsonException">Something else comes.</exception>
    public void Take(byte wanted, string expected)
    {
        if (!TryTake(wanted))
        {
            throw Unexpected(expected);
        }
    }

    /// <summary>Takes a key and its colon.</summary>
    /// <returns>The bytes between the quotes, escapes as they stand: no key that is looked for has any.</returns>
    /// <exception cref="CocoJsonException">No key comes.</exception>
    public ReadOnlySpan<byte> TakeKey()
    {
        ReadOnlySpan<byte> key = TakeRawText("a key in quotes");
        Take((byte)':', "a colon after the key");
        return key;
    }

    /// <summary>Takes a comma, or the end of an object or list.</summary>
    /// <param name="end">The closing bracket.</param>
    /// <returns>Whether there is more.</returns>
    /// <exception cref="CocoJsonException">Neither comes.</exception>
    public bool TakeMore(byte end)
    {
        if (TryTake(end))
        {
            return false;
        }

        Take((byte)',', end == (byte)']' ? "a comma or the end of the list" : "a comma or the end of the object");
        return true;
    }

    /// <summary>Takes a number.</summary>
    /// <exception cref="CocoJsonException">No finite number comes; NaN and Infinity, which Python writes, are none.</exception>
    public double TakeNumber(string expected = "a finite number")
    {
        Peek();
        int i = _at;
        bool isNegative = i < _json.Length && _json[i] == (byte)'-';
        i += isNegative ? 1 : 0;
        int firstDigit = i;
        long digits = 0;
        while (i < _json.Length && (uint)(_json[i] - '0') <= 9 && i - firstDigit <= ExactDigits)
        {
            digits = (10 * digits) + (_json[i++] - '0');
        }

        int wholeDigits = i - firstDigit;
        int decimals = 0;
        if (wholeDigits > 0 && i < _json.Length && _json[i] == (byte)'.')
        {
            int firstDecimal = ++i;
            while (i < _json.Length && (uint)(_json[i] - '0') <= 9 && i - firstDecimal <= ExactDigits)
            {
                digits = (10 * digits) + (_json[i++] - '0');
            }

            decimals = i - firstDecimal;
            wholeDigits = decimals == 0 ? 0 : wholeDigits;
        }

        bool isPlain = wholeDigits > 0 && wholeDigits + decimals <= ExactDigits && (wholeDigits == 1 || _json[firstDigit] != (byte)'0') && !ContinuesNumber(i);
        if (!isPlain)
        {
            return TakeLongNumber(expected);
        }

        _at = i;
        double value = digits / s_powers[decimals];
        return isNegative ? -value : value;
    }

    /// <summary>Takes numbers and commas for as long as they are decimals of the common kind: digits, perhaps a point and digits, perhaps a minus before.</summary>
    /// <param name="into">Takes the numbers.</param>
    /// <returns>How many were taken: what comes next is another kind of number, the end of a list, or an error, and all numbers but the last were followed by a comma.</returns>
    public int TakePlainNumbers(Span<double> into)
    {
        ReadOnlySpan<byte> json = _json;
        int at = _at;
        int count = 0;
        while (count < into.Length)
        {
            int i = at;
            bool isNegative = i < json.Length && json[i] == (byte)'-';
            i += isNegative ? 1 : 0;
            int start = i;
            long digits = 0;
            uint digit;
            while (i < json.Length && (digit = (uint)(json[i] - '0')) <= 9)
            {
                digits = (10 * digits) + digit;
                i++;
            }

            int whole = i - start;
            int decimals = 0;
            if (i < json.Length && json[i] == (byte)'.')
            {
                int point = i++;
                while (i < json.Length && (digit = (uint)(json[i] - '0')) <= 9)
                {
                    digits = (10 * digits) + digit;
                    i++;
                }

                decimals = i - point - 1;
                whole = decimals == 0 ? 0 : whole;
            }

            // What is too long has overflowed by now, and is read again elsewhere; so is all that JSON forbids.
            if (whole == 0 || whole + decimals > ExactDigits || (whole > 1 && json[start] == (byte)'0') || i == json.Length || json[i] != (byte)',')
            {
                break;
            }

            double value = digits / s_powers[decimals];
            into[count++] = isNegative ? -value : value;
            at = i + 1;
            if (at < json.Length && json[at] == (byte)' ')
            {
                at++;
            }
        }

        _at = at;
        return count;
    }

    /// <summary>Takes a whole number.</summary>
    /// <exception cref="CocoJsonException">Something else comes; a text that looks like a number is none.</exception>
    public long TakeInteger()
    {
        const string Expected = "a whole number, not in quotes";
        int start = _at;
        double value = TakeNumber(Expected);
        if (value != Math.Floor(value) || Math.Abs(value) > 1L << 53)
        {
            _at = start;
            throw Unexpected(Expected);
        }

        return (long)value;
    }

    /// <summary>Takes true or false, or a number that is 1 or 0.</summary>
    /// <exception cref="CocoJsonException">Something else comes.</exception>
    public bool TakeFlag()
    {
        Peek();
        ReadOnlySpan<byte> rest = _json[_at..];
        bool isTrue = rest.StartsWith("true"u8);
        if (isTrue || rest.StartsWith("false"u8))
        {
            _at += isTrue ? 4 : 5;
            return isTrue;
        }

        int start = _at;
        double value = TakeNumber("0 or 1");
        if (value is not (0 or 1))
        {
            _at = start;
            throw Unexpected("0 or 1");
        }

        return value == 1;
    }

    /// <summary>Takes a text, escapes undone.</summary>
    /// <exception cref="CocoJsonException">No text comes, or one that is not Unicode.</exception>
    public string TakeText(string expected)
    {
        Peek();
        int start = _at;
        TakeRawText(expected);
        try
        {
            Utf8JsonReader reader = new(_json[start.._at]);
            reader.Read();
            return reader.GetString() ?? "";
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            _at = start;
            throw Unexpected(expected);
        }
    }

    /// <summary>Takes a text and gives the bytes between its quotes, escapes as they stand.</summary>
    /// <exception cref="CocoJsonException">No text comes, or it does not end.</exception>
    public ReadOnlySpan<byte> TakeRawText(string expected)
    {
        Take((byte)'"', expected);
        int start = _at;
        int i = start;
        while (true)
        {
            int next = _json[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                throw new CocoJsonException(_origin + start - 1, "a text begins here and does not end");
            }

            i += next;
            if (_json[i] == (byte)'"')
            {
                _at = i + 1;
                return _json[start..i];
            }

            i = Math.Min(i + 2, _json.Length);
        }
    }

    /// <summary>Passes over a list or an object, only minding brackets and texts: for masks, which are read later or never.</summary>
    /// <returns>How long it was.</returns>
    /// <exception cref="CocoJsonException">It does not end, or is neither.</exception>
    public int PassMask()
    {
        byte open = Peek();
        if (open is not ((byte)'[' or (byte)'{'))
        {
            throw Unexpected("polygons or run lengths: a list or an object");
        }

        byte close = (byte)(open + 2);   // in ASCII, closing brackets follow the opening ones at a distance of two
        int start = _at;
        int depth = 0;
        do
        {
            int next = _json[_at..].IndexOfAny(open, close, (byte)'"');
            if (next < 0)
            {
                throw new CocoJsonException(_origin + start, "a mask begins here and does not end");
            }

            _at += next;
            byte found = _json[_at];
            if (found == (byte)'"')
            {
                TakeRawText("a text");
                continue;
            }

            _at++;
            depth += found == open ? 1 : -1;
        }
        while (depth > 0);
        return _at - start;
    }

    /// <summary>Passes over a value of any kind and checks its grammar.</summary>
    /// <exception cref="CocoJsonException">It is not JSON.</exception>
    public void PassValue()
    {
        Peek();
        try
        {
            Utf8JsonReader reader = new(_json[_at..], new JsonReaderOptions { AllowMultipleValues = true });
            if (!reader.Read())
            {
                throw Unexpected("a value");
            }

            reader.Skip();
            _at += (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            throw Unexpected("a JSON value");
        }
    }

    /// <summary>The complaint about what comes next.</summary>
    public CocoJsonException Unexpected(string expected, string place = "")
    {
        Peek();
        ReadOnlySpan<byte> rest = _json[_at..Math.Min(_json.Length, _at + LongestShown)];
        if (rest.IsEmpty)
        {
            return new CocoJsonException(At, $"the file ends; expected {expected}", place);
        }

        int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        string found = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        return new CocoJsonException(At, Invariant($"found {Text.Excerpt.Of(found)}; expected {expected}"), place);
    }

    private readonly bool ContinuesNumber(int i) => i < _json.Length && _json[i] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-';

    private double TakeLongNumber(string expected)
    {
        int end = _at;
        while (ContinuesNumber(end))
        {
            end++;
        }

        Utf8JsonReader reader = new(_json[_at..end]);
        try
        {
            if (end > _at && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == end - _at
                && Utf8Parser.TryParse(_json[_at..end], out double value, out int used) && used == end - _at && double.IsFinite(value))
            {
                _at = end;
                return value;
            }
        }
        catch (JsonException)
        {
            // No number by JSON's grammar: the complaint below says what is there.
        }

        throw Unexpected(expected);
    }
}
