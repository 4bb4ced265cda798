using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Slices;

/// <summary>The lines of comma-separated text as RFC 4180 has it: cells in double quotes may hold commas and doubled quotes. Blanks around cells and empty lines are passed over.</summary>
internal static class CsvLines
{
    /// <summary>Each line that is not empty, with its number from 1.</summary>
    /// <param name="file">What errors call the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InputException">A quote is not closed on its line, or something follows it.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(string file, string text)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string trimmed = line.Trim();
            if (trimmed.Length > 0)
            {
                yield return (number, Cells(file, number, trimmed));
            }
        }
    }

    private static string[] Cells(string file, int number, string line)
    {
        List<string> cells = [];
        int at = 0;
        while (true)
        {
            while (at < line.Length && line[at] is ' ' or '\t')
            {
                at++;
            }

            if (at < line.Length && line[at] == '"')
            {
                cells.Add(Quoted(file, number, line, ref at));
            }
            else
            {
                int comma = line.IndexOf(',', at);
                int end = comma < 0 ? line.Length : comma;
                cells.Add(line[at..end].Trim());
                at = end;
            }

            if (at >= line.Length)
            {
                return [.. cells];
            }

            at++;   // the comma
        }
    }

    private static string Quoted(string file, int number, string line, ref int at)
    {
        StringBuilder cell = new();
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                cell.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                while (at < line.Length && line[at] is ' ' or '\t')
                {
                    at++;
                }

                return at == line.Length || line[at] == ','
                    ? cell.ToString().Trim()
                    : throw new InputException(Invariant($"{file}: line {number}: something follows a closing quote; expected a comma."));
            }
        }

        throw new InputException(Invariant($"{file}: line {number}: a quote is not closed; expected cells on one line."));
    }
}
