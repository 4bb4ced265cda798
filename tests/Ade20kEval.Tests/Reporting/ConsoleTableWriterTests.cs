using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Tests.Reporting;

public sealed class ConsoleTableWriterTests
{
    private static IEnumerable<Table> Tables()
    {
        RunView view = new(SampleRuns.Small());
        return [RunTables.Headline(view.Run), RunTables.Protocols(view.Run), RunTables.PerClass(view.Run), RunTables.PerImage(view), RunTables.LargestConfusions(view), RunTables.Gains(view)];
    }

    [Test]
    public void No_line_is_longer_than_the_terminal()
    {
        foreach (Table table in Tables())
        {
            for (int width = 40; width <= 140; width++)
            {
                foreach (bool ascii in new[] { true, false })
                {
                    foreach (string line in Lines(table, new ConsoleTableOptions(width, ascii)))
                    {
                        Assert.That(TextWidth.Of(line), Is.LessThanOrEqualTo(width), $"{table.Id}: '{line}'");
                    }
                }
            }
        }
    }

    [Test]
    public void A_terminal_that_is_too_narrow_for_anything_gets_longer_lines_and_no_failure()
    {
        for (int width = 1; width < 40; width++)
        {
            foreach (Table table in Tables())
            {
                Assert.That(Lines(table, new ConsoleTableOptions(width)), Is.Not.Empty, $"{table.Id}, {width}");
            }
        }
    }

    [Test]
    public void Columns_stay_aligned_whatever_the_names_hold()
    {
        Table table = Named(HostileNames.All);
        string[] lines = Lines(table, new ConsoleTableOptions(60));

        // Title, header, rule, rows: every count ends in the column where the header of the counts ends.
        int end = TextWidth.Of(lines[1]);
        Assert.That(lines.Skip(3).Select(TextWidth.Of), Has.All.EqualTo(end));
        Assert.That(lines, Has.Length.EqualTo(3 + HostileNames.All.Count), "a name broke a line");
    }

    [Test]
    public void Ascii_mode_writes_nothing_but_ascii()
    {
        foreach (Table table in Tables().Append(Named(HostileNames.All)))
        {
            Assert.That(Text(table, new ConsoleTableOptions(80, Ascii: true)), Does.Match("^[ -~\n]*$"));
        }
    }

    [Test]
    public void Signs_of_our_own_words_have_ascii_names() =>
        Assert.That(SafeText.AsciiLine("PQ† ≤ 3 × 4 – a → b … ü"), Is.EqualTo("PQ+ <= 3 x 4 - a -> b ... ?"));

    [Test]
    public void Sentences_go_on_in_the_next_line_and_lose_no_word()
    {
        string[] sentences = ["unions are made of areas that the ground truth claims, which are not those of its pixels", "short"];
        Table table = new("t", "T", [new TableColumn("n", "Number", CellKind.Count), new TableColumn("says", "What it does", CellKind.Text) { Wraps = true }], [.. sentences.Select(text => (Cell[])[Cell.Of(7L), Cell.Of(text)])]);
        string[] lines = Lines(table, new ConsoleTableOptions(40));

        Assert.That(lines.Select(line => line.Length), Is.All.LessThanOrEqualTo(40));
        string[] words = [.. lines.Skip(3).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => word != "7")];
        Assert.That(words, Is.EqualTo(sentences.SelectMany(text => text.Split(' '))));
        Assert.That(lines.Skip(3).Count(line => line.Contains('7', StringComparison.Ordinal)), Is.EqualTo(2), "a number stands in the first line of its row alone");
    }

    [Test]
    public void A_number_and_its_percent_sign_stay_on_one_line()
    {
        const string Text = "at the border 80.55 % are right, in the centre 61.05 %: 100 % of them";
        for (int width = 12; width < 80; width++)
        {
            string[] lines = [.. ConsoleTableWriter.Wrap(Text, width)];
            Assert.That(string.Join(' ', lines), Is.EqualTo(Text));
            Assert.That(lines.Where(line => line.StartsWith('%') || line.Length > width), Is.Empty, $"{width} columns");
        }
    }

    [Test]
    public void Terminal_commands_in_names_are_replaced()
    {
        string text = Text(Named(HostileNames.All), new ConsoleTableOptions(100));
        Assert.That(text.Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
        Assert.That(text, Does.Not.Contain("\u202E"));
        Assert.That(text, Does.Contain("\uFFFD[31mred\uFFFD[0m"));
    }

    [Test]
    public void Escape_codes_are_written_only_where_colour_is_wanted()
    {
        foreach (Table table in Tables())
        {
            string plain = Text(table, new ConsoleTableOptions(80));
            string colored = Text(table, new ConsoleTableOptions(80, Color: true));
            Assert.That(plain, Does.Not.Contain('\u001b'));
            Assert.That(colored, Does.Contain('\u001b'));
            Assert.That(System.Text.RegularExpressions.Regex.Replace(colored, "\u001b\\[[0-9]+m", "").Replace(" \n", "\n", StringComparison.Ordinal).Split('\n').Select(l => l.TrimEnd()),
                Is.EqualTo(plain.Split('\n').Select(l => l.TrimEnd())));
        }
    }

    [TestCase(0.0, "        ")]
    [TestCase(0.5, "████    ")]
    [TestCase(1.0, "████████")]
    [TestCase(0.25 + (1.0 / 64), "██▏     ")]   // 2 blocks and one eighth
    [TestCase(2.0, "████████")]
    [TestCase(-1.0, "        ")]
    public void A_bar_has_eighths_of_a_block(double fraction, string bar) => Assert.That(ConsoleBar.Of(fraction, 8, ascii: false), Is.EqualTo(bar));

    [Test]
    public void A_bar_in_ascii_is_number_signs() => Assert.That(ConsoleBar.Of(0.5, 8, ascii: true), Is.EqualTo("####    "));

    private static Table Named(IEnumerable<string> names) =>
        new("hostile", "Names", [new TableColumn("name", "Name", CellKind.Text), new TableColumn("count", "Count", CellKind.Count)], [.. names.Select(n => (Cell[])[Cell.Of(n), Cell.Of(12_345L)])]);

    private static string Text(Table table, ConsoleTableOptions options)
    {
        using StringWriter writer = new();
        ConsoleTableWriter.Write(writer, table, options);
        return writer.ToString();
    }

    private static string[] Lines(Table table, ConsoleTableOptions options) => Text(table, options).TrimEnd('\n').Split('\n');
}
