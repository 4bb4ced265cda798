using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Tests.Reporting;

/// <summary>What is said of a column is said where the column is.</summary>
public sealed class ColumnNoteTests
{
    private static readonly Table s_table = new("t", "A table",
        [
            new TableColumn("name", "Name", CellKind.Text),
            new TableColumn("interval", "95 % interval", CellKind.Text) { Rank = 4, Note = "* Lies outside." },
        ],
        [[Cell.Of("a name that is long"), Cell.Of("-11.22 to -33.44 *")]])
    { Note = "Means." };

    [TestCase(80, "Means. * Lies outside.")]
    [TestCase(30, "Means.")]
    public void A_narrow_terminal_that_leaves_a_column_out_leaves_its_note_out(int width, string expected)
    {
        using StringWriter text = new() { NewLine = "\n" };
        ConsoleTableWriter.Write(text, s_table, new ConsoleTableOptions(width));

        Assert.That(text.ToString().TrimEnd().Split('\n')[^1], Is.EqualTo(expected));
    }

    [Test]
    public void Writers_of_all_columns_write_all_notes()
    {
        foreach (Action<TextWriter, Table> write in new Action<TextWriter, Table>[] { static (text, table) => MarkdownTableWriter.Write(text, table), HtmlTableWriter.Write, LatexTableWriter.Write })
        {
            using StringWriter text = new() { NewLine = "\n" };
            write(text, s_table);

            Assert.That(text.ToString(), Does.Match(@"Means\. \\?\* Lies outside\."));
        }
    }

    [Test]
    public void A_table_without_the_column_is_without_its_note() => Assert.That(s_table.Without("interval").WholeNote, Is.EqualTo("Means."));
}
