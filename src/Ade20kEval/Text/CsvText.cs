using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Text;

/// <summary>Reads CSV as RFC 4180 has it: commas, quotes doubled inside quotes, line breaks inside quotes.</summary>
internal static class CsvText
{
    private const int MostFields = 1000;
    private const int MostRecords = 1_000_000;

    /// <summary>The records that are not empty, each as long as the first; the header first.</summary>
    /// <param name="file">What errors call the text.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="most">The most records that there may be.</param>
    /// <exception cref="InputException">As of <see cref="Records"/>, or a record is longer or shorter than the header.</exception>
    public static IReadOnlyList<string[]> Read(string file, ReadOnlySpan<byte> utf8, int most = MostRecords)
    {
        List<string[]> records = [];
        foreach ((int line, string[] fields) in Records(file, utf8, most))
        {
            if (records.Count > 0 && fields.Length != records[0].Length)
            {
                throw new InputException(Invariant($"{file}: line {line} has {fields.Length} fields; expected {records[0].Length}."));
            }

            records.Add(fields);
        }

        return records;
    }

    /// <summary>The records that are not empty, each with the line on which it ends, from 1.</summary>
    /// <param name="file">What errors call the text.</param>
    /// <param name="utf8">The text, with or without a byte order mark.</param>
    /// <param name="most">The most records that there may be.</param>
    /// <exception cref="InputException">A quote is never closed, something follows a closing one, there are more records or fields than anybody needs, or it is not UTF-8.</exception>
    public static IReadOnlyList<(int Line, string[] Fields)> Records(string file, ReadOnlySpan<byte> utf8, int most = MostRecords)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            throw new InputException($"{file}: is not UTF-8 text. Save it as UTF-8.");
        }

        string text = Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF');
        List<(int, string[])> records = [];
        List<string> record = [];
        StringBuilder field = new();
        int line = 1;
        bool quoted = false, closed = false;
        int opened = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            line += c == '\n' ? 1 : 0;
            if (quoted && i < text.Length)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    (quoted, closed) = (false, true);
                }
            }
            else if (quoted)
            {
                throw new InputException(Invariant($"{file}: line {opened}: a quote is not closed; it is opened there and never closed."));
            }
            else if (c is ',' or '\n')
            {
                if (record.Count == MostFields)
                {
                    throw new InputException(Invariant($"{file}: line {line} has more than {MostFields:N0} fields."));
                }

                record.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                closed = false;
                if (c == '\n')
                {
                    if (record.Count > 1 || !string.IsNullOrWhiteSpace(record[0]))
                    {
                        if (records.Count == most)
                        {
                            throw new InputException(Invariant($"{file}: line {line - 1} is beyond the {most:N0} that may hold something."));
                        }

                        records.Add((line - 1, [.. record]));
                    }

                    record.Clear();
                }
            }
            else if (closed)
            {
                // Blanks, and the first half of a line break.
                if (!char.IsWhiteSpace(c))
                {
                    throw new InputException(Invariant($"{file}: line {line}: something follows a closing quote; expected a comma."));
                }
            }
            else if (c == '"' && IsBlank(field))
            {
                field.Clear();
                quoted = true;
                opened = line;
            }
            else
            {
                field.Append(c);
            }
        }

        return records;
    }

    private static bool IsBlank(StringBuilder field)
    {
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] is not (' ' or '\t'))
            {
                return false;
            }
        }

        return true;
    }
}
