using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Tables;

/// <summary>A CSV file held in memory, row by row: columns between commas, each perhaps in double quotes that hold no quotes and no line break.</summary>
internal sealed class CsvTable
{
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _end;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It cannot be read, or is longer than allowed.</exception>
    public CsvTable(string path, long maxBytes)
    {
        Path = path;
        ReadBuffer file = new();
        InputFile.ReadAll(path, file, minimumBytes: 2, maxBytes);
        _bytes = file.Array;
        _end = file.Length;
        _start = file.Length - ByteOrderMark.Skip(file.Span).Length;
    }

    /// <summary>The file, as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The bytes of a part of the file.</summary>
    public ReadOnlyMemory<byte> Bytes((int Start, int Length) place) => _bytes.AsMemory(place.Start, place.Length);

    /// <summary>A field as text.</summary>
    /// <exception cref="InputException">It is no UTF-8.</exception>
    public string Text((int Start, int Length) place, int line)
    {
        try
        {
            return s_strictUtf8.GetString(_bytes, place.Start, place.Length);
        }
        catch (DecoderFallbackException failure)
        {
            throw new InputException(Invariant($"{Path}: line {line}: a column is no UTF-8."), failure);
        }
    }

    /// <summary>The rows that are not empty: their lines, from 1, and where the insides of their columns are.</summary>
    /// <exception cref="InputException">While enumerating: quotes stand where they may not.</exception>
    public IEnumerable<(int Line, List<(int Start, int Length)> Fields)> Rows()
    {
        int at = _start;
        for (int line = 1; at < _end; line++)
        {
            int length = _bytes.AsSpan(at, _end - at).IndexOf((byte)'\n');
            int next = length < 0 ? _end : at + length + 1;
            int rowLength = _bytes.AsSpan(at, next - at).TrimEnd("\r\n"u8).Length;
            if (rowLength > 0)
            {
                yield return (line, Fields(at, at + rowLength, line));
            }

            at = next;
        }
    }

    private List<(int Start, int Length)> Fields(int at, int end, int line)
    {
        List<(int Start, int Length)> fields = [];
        while (true)
        {
            bool isQuoted = at < end && _bytes[at] == (byte)'"';
            int start = isQuoted ? at + 1 : at;
            int stop = _bytes.AsSpan(start, end - start).IndexOf(isQuoted ? (byte)'"' : (byte)',');
            int length = stop >= 0 ? stop : isQuoted ? throw Malformed(line, "has quotes that are not closed") : end - start;
            at = start + length + (isQuoted ? 1 : 0);
            if ((at < end && _bytes[at] != (byte)',') || (!isQuoted && _bytes.AsSpan(start, length).Contains((byte)'"')))
            {
                throw Malformed(line, "has quotes inside a column");
            }

            fields.Add((start, length));
            if (at == end)
            {
                return fields;
            }

            at++;
        }
    }

    /// <summary>The error for a row of another form.</summary>
    public InputException Malformed(int line, string found) => new(
        Invariant($"{Path}: line {line}: {found}; expected two columns, the image's name and its runs along the rows: name,class count class count …; or an image's name, a class and its runs down the columns, counted from 1: ImageId,ClassId,EncodedPixels with start length start length …; where no header names these columns, ")
        + $"{Advice.CsvClass}.");
}
