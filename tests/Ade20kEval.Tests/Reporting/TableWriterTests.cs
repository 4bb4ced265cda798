using System.Xml.Linq;
using Ade20kEval.Reporting.Tables;
using CsvHelper;

namespace Ade20kEval.Tests.Reporting;

public sealed class TableWriterTests
{
    private static Table Hostile { get; } = new("hostile", "Names",
        [new TableColumn("name", "Name", CellKind.Text), new TableColumn("value", "Value", CellKind.Points), new TableColumn("count", "Count", CellKind.Count)],
        [.. HostileNames.All.Select(n => (Cell[])[Cell.Of(n), Cell.Of(-0.25), Cell.Undefined])]);

    [Test]
    public void Every_row_needs_a_cell_for_each_column() =>
        Assert.That(() => new Table("t", "T", [new TableColumn("a", "A", CellKind.Text)], [[Cell.Undefined, Cell.Undefined]]), Throws.ArgumentException.With.Message.Contains("row 0 has 2 cells; expected 1"));

    [Test]
    public void Csv_neutralises_formulas_and_leaves_numbers_alone()
    {
        string csv = Write(Hostile, CsvTableWriter.Write);
        using CsvReader reader = CsvReader.Create(new StringReader(csv), new CsvReaderOptions(), leaveOpen: false);
        Assert.That(reader.Read(), Is.True);
        List<string> names = [];
        do
        {
            names.Add(reader.GetString(0));
            Assert.That(reader.FieldCount, Is.EqualTo(3));
            Assert.That(reader.GetString(1), Is.EqualTo("-0.25"), "a number is no formula");
            Assert.That(reader.GetString(2), Is.Empty, "undefined is an empty field");
        }
        while (reader.Read());

        string[] expected = [.. HostileNames.All.Select(n => n.Length > 0 && "=+-@\t\r".Contains(n[0], StringComparison.Ordinal) ? "'" + n : n.Replace("\ud800", "\uFFFD", StringComparison.Ordinal))];
        Assert.That(names, Is.EqualTo(expected));
    }

    [Test]
    public void Csv_keeps_all_digits_of_a_fraction()
    {
        double third = 1.0 / 3;
        Table table = new("t", "T", [new TableColumn("iou", "IoU", CellKind.Percent)], [[Cell.Of(third)]]);
        Assert.That(double.Parse(Write(table, CsvTableWriter.Write).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(third));
    }

    [Test]
    public void Markdown_rows_keep_their_columns_whatever_the_names_hold()
    {
        string[] rows = [.. Write(Hostile, (w, t) => MarkdownTableWriter.Write(w, t)).Split('\n').Where(l => l.StartsWith('|'))];
        Assert.That(rows, Has.Length.EqualTo(2 + HostileNames.All.Count));
        foreach (string row in rows)
        {
            // A border is a pipe after an even number of backslashes.
            int borders = 0, backslashes = 0;
            foreach (char c in row)
            {
                borders += c == '|' && backslashes % 2 == 0 ? 1 : 0;
                backslashes = c == '\\' ? backslashes + 1 : 0;
            }

            Assert.That(borders, Is.EqualTo(4), row.Length > 200 ? "the long one" : row);
        }
    }

    [TestCase("a|b", "a\\|b")]
    [TestCase("`x`", "\\`x\\`")]
    [TestCase("<b>", "\\<b\\>")]
    [TestCase("two\nlines", "two lines")]
    [TestCase("https://example.org", "https\\://example.org")]
    [TestCase("www.example.org", "www\\.example.org")]
    [TestCase("100 %", "100 %")]
    public void Markdown_is_escaped(string name, string expected) => Assert.That(MarkdownTableWriter.Escape(name), Is.EqualTo(expected));

    [Test]
    public void Latex_rows_keep_their_columns_whatever_the_names_hold()
    {
        string tex = Write(Hostile, LatexTableWriter.Write);
        string[] rows = [.. tex.Split('\n').Where(l => l.EndsWith("\\\\", StringComparison.Ordinal) && !l.StartsWith("\\caption", StringComparison.Ordinal))];
        Assert.That(rows, Has.Length.EqualTo(2 + HostileNames.All.Count), "a header for the first page and one for the others");
        foreach (string row in rows)
        {
            Assert.That(row.Replace("\\&", "", StringComparison.Ordinal).Count(c => c == '&'), Is.EqualTo(2), "columns");
            Assert.That(row, Does.Not.StartWith("[").And.Not.StartWith("*"), "would be an argument of the row break before it");
        }
    }

    [TestCase("a_b", "a\\_b")]
    [TestCase("100 %", "100 \\%")]
    [TestCase("a & b", "a \\& b")]
    [TestCase("back\\slash", "back\\textbackslash{}slash")]
    [TestCase("{x}$y#", "\\{x\\}\\$y\\#")]
    [TestCase("~^", "\\textasciitilde{}\\textasciicircum{}")]
    [TestCase("[1]", "{[}1{]}")]
    [TestCase("--", "-{}-")]
    public void Latex_is_escaped(string name, string expected) => Assert.That(LatexTableWriter.Escape(name), Is.EqualTo(expected));

    [Test]
    public void A_note_stands_in_latex_as_a_comment_of_one_line()
    {
        string tex = Write(new Table("t", "T", [new TableColumn("c", "c", CellKind.Number)], [[Cell.Of(0.5)]]) { Note = "picky gives no number:\n\\input{x}." }, LatexTableWriter.Write);

        Assert.That(tex.Split('\n').Single(line => line.Contains("picky", StringComparison.Ordinal) || line.Contains("input", StringComparison.Ordinal)), Does.StartWith("% picky"));
    }

    [TestCase(3, "table", "")]
    [TestCase(7, "table*", "")]
    [TestCase(13, "table*", "\\footnotesize")]
    [TestCase(30, "table*", "\\scriptsize")]
    public void A_latex_table_that_a_column_cannot_hold_goes_across_the_page(int columns, string place, string size)
    {
        // A column of numbers is 6 letters of 5 points and a gap of 12: 42 points; 236 make a column, 495 a page.
        Table table = new("wide", "Wide", [.. Enumerable.Range(0, columns).Select(i => new TableColumn($"c{i}", "c", CellKind.Number))], [[.. Enumerable.Range(0, columns).Select(_ => Cell.Of(0.123))]]);
        string tex = Write(table, LatexTableWriter.Write);

        Assert.That(tex, Does.Contain($"\\begin{{{place}}}\n").And.Contain($"\\end{{{place}}}\n").And.Contain(size));
        Assert.That(size.Length > 0 || !tex.Contains("size", StringComparison.Ordinal));
    }

    [Test]
    public void Html_is_well_formed_and_shows_names_as_text()
    {
        string html = Write(Hostile, HtmlTableWriter.Write);
        XElement table = XElement.Parse(html, LoadOptions.PreserveWhitespace);      // throws unless every element is closed and every name escaped
        string[] names = [.. table.Element("tbody")!.Elements("tr").Select(r => r.Elements("td").First().Value)];
        Assert.That(names, Is.EqualTo(HostileNames.All.Select(n => SafeText.Cut(SafeText.Line(n), 500))));
        Assert.That(table.Descendants().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "svg", "rect" }));
    }

    [Test]
    public void A_column_of_marks_has_a_header_that_can_be_read_out()
    {
        string html = Write(new Table("t", "Title", [new TableColumn("name", "Name", CellKind.Text), new TableColumn("mark", "", CellKind.Text)], [[Cell.Of("a"), Cell.Of("*")]]), HtmlTableWriter.Write);

        Assert.That(html, Does.Contain(">Name</th><th scope=\"col\">*</th></tr></thead>").And.Not.Contain("></th>"));
    }

    [Test]
    public void A_safe_line_holds_no_control_and_no_direction_characters()
    {
        foreach (string name in HostileNames.All)
        {
            string line = SafeText.Line(name);
            Assert.That(line.Where(c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u2069' or '\u2028'), Is.Empty);
            Assert.That(line, Is.EqualTo(new string(line)), "well-formed");
            Assert.That(() => new System.Text.UTF8Encoding(false, true).GetBytes(line), Throws.Nothing, "no lone surrogate");
        }
    }

    private static string Write(Table table, Action<TextWriter, Table> write)
    {
        using StringWriter writer = new();
        write(writer, table);
        return writer.ToString();
    }
}
