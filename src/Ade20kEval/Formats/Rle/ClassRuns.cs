using System.Buffers.Text;

namespace Ade20kEval.Formats.Rle;

/// <summary>Reads a list of <c>class count</c> pairs: the run-length form of class competitions, along the rows.</summary>
/// <remarks>Example: <c>3 10 0 6</c> is ten pixels of value 3, then six of value 0. Numbers are separated by single blanks.</remarks>
internal ref struct ClassRuns(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Which pair was read last, from 1.</summary>
    public int Pair { get; private set; }

    /// <summary>Reads the next pair.</summary>
    /// <param name="value">0..65535.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="problem">What is wrong, as the end of a message; null when all is well.</param>
    /// <returns>False at the end and when something is wrong.</returns>
    public bool TryRead(out ushort value, out int count, out string? problem)
    {
        value = 0;
        count = 0;
        problem = null;
        if (_at == _text.Length)
        {
            return false;
        }

        Pair++;
        if (!TryNumber(out int number) || number > ushort.MaxValue)
        {
            problem = Invariant($"the class of pair {Pair:N0} is '{Shown()}'; expected a number of 0 to 65535");
            return false;
        }

        if (!TryBlank())
        {
            problem = Invariant($"pair {Pair:N0} has a class and no count; expected 'class count class count …' with single blanks");
            return false;
        }

        if (!TryNumber(out count) || count == 0)
        {
            problem = Invariant($"the count of pair {Pair:N0} is '{Shown()}'; expected a number of pixels, at least 1");
            return false;
        }

        if (_at < _text.Length && (!TryBlank() || _at == _text.Length))
        {
            problem = Invariant($"after pair {Pair:N0} comes '{Shown()}'; expected a blank and the next pair, or the end");
            return false;
        }

        value = (ushort)number;
        return true;
    }

    private bool TryBlank()
    {
        if (_at == _text.Length || _text[_at] != (byte)' ')
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TryNumber(out int number)
    {
        number = 0;
        if (_at == _text.Length || !char.IsAsciiDigit((char)_text[_at])
            || !Utf8Parser.TryParse(_text[_at..], out number, out int used))
        {
            return false;
        }

        _at += used;
        return true;
    }

    private readonly string Shown()
    {
        ReadOnlySpan<byte> rest = _text[_at..];
        int end = rest.IndexOf((byte)' ');
        rest = rest[..Math.Min(end < 0 ? rest.Length : end, 20)];
        return Text.Excerpt.Of(System.Text.Encoding.Latin1.GetString(rest));
    }
}
