using CsvHelper;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Writes a table as CSV (RFC 4180, lines ended by <c>\n</c>) for spreadsheets and scripts.</summary>
/// <remarks>
/// Headers are the columns' keys, fractions stay fractions with all their digits, undefined is an empty field. Words that a spreadsheet would
/// run as a formula get an apostrophe in front (OWASP, "CSV Injection"); numbers stay numbers.
/// </remarks>
public static class CsvTableWriter
{
    private static readonly CsvWriterOptions s_options = new() { Injection = CsvInjection.Escape, NewLine = "\n" };

    /// <summary>Writes the header and the rows.</summary>
    /// <param name="writer">Where to; stays open.</param>
    /// <param name="table">What.</param>
    public static void Write(TextWriter writer, Table table)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        using CsvWriter csv = CsvWriter.Create(writer, s_options, leaveOpen: true);
        foreach (TableColumn column in table.Columns)
        {
            csv.WriteField(column.Key);
        }

        csv.EndRecord();
        foreach (Cell[] row in table.Rows)
        {
            foreach (Cell cell in row)
            {
                if (cell.Count is long count)
                {
                    csv.WriteField(count, default);
                }
                else if (cell.Number is double number)
                {
                    csv.WriteField(number, default);
                }
                else
                {
                    csv.WriteField(cell.Text ?? "");
                }
            }

            csv.EndRecord();
        }

        csv.Flush();
    }
}
