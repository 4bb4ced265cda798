using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>Reads CSV as RFC 4180 has it: commas, quotes doubled inside quotes, line breaks inside quotes.</summary>
internal static class CsvText
{
    private const int MostFields = 1000;

    /// <summary>The records that are not empty, each as long as the first; the header first.</summary>
    /// <exception cref="InputException">A quote is never closed, a record is longer or shorter than the header, or it is not UTF-8.</exception>
    public static IReadOnlyList<string[]> Read(string file, ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            throw new InputException($"{file}: is not UTF-8 text. Save it as UTF-8.");
        }

        string text = Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF');
        List<string[]> records = [];
        List<string> record = [];
        StringBuilder field = new();
        int line = 1;
        bool quoted = false;
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
                    quoted = false;
                }
            }
            else if (quoted)
            {
                throw new InputException(Invariant($"{file}: line {opened}: a quote is opened and never closed."));
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
                opened = line;
            }
            else if (c is ',' or '\n')
            {
                record.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    Take(line - 1);
                }
            }
            else
            {
                field.Append(c);
            }
        }

        return records;

        void Take(int at)
        {
            if (record is not [{ Length: 0 }])
            {
                if (record.Count > MostFields || (records.Count > 0 && record.Count != records[0].Length))
                {
                    throw new InputException(Invariant($"{file}: line {at} has {record.Count} fields; expected {(records.Count > 0 ? records[0].Length : MostFields)}."));
                }

                records.Add([.. record]);
            }

            record.Clear();
        }
    }
}
