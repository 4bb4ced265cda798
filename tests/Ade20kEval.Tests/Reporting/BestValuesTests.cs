using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Tests.Reporting;

/// <summary>Tables as papers print them: the best value in bold, the second underlined.</summary>
public sealed class BestValuesTests
{
    private static readonly Table s_table = new(
        "methods", "methods", [new("name", "Method", CellKind.Text), new("meanIou", "mIoU", CellKind.Percent) { MarksBest = true }, new("pixels", "Pixels", CellKind.Count)],
        [[Cell.Of("A"), Cell.Of(0.4168), Cell.Of(3)], [Cell.Of("B"), Cell.Of(0.3723), Cell.Of(9)], [Cell.Of("C"), Cell.Undefined, Cell.Of(1)], [Cell.Of("D"), Cell.Of(0.41681), Cell.Of(2)], [Cell.Of("E"), Cell.Of(0.3), Cell.Of(2)]]);

    [Test]
    public void Latex_has_the_best_in_bold_and_the_second_underlined()
    {
        string[] rows = Lines(LatexTableWriter.Write);
        Assert.That(rows, Has.Some.EqualTo("A & \\textbf{41.68} & 3 \\\\"));
        Assert.That(rows, Has.Some.EqualTo("B & \\underline{37.23} & 9 \\\\"), "the column of pixels says nothing of best");
        Assert.That(rows, Has.Some.EqualTo("C & -- & 1 \\\\"));
        Assert.That(rows, Has.Some.EqualTo("D & \\textbf{41.68} & 2 \\\\"), "printed alike, marked alike");
        Assert.That(rows, Has.Some.EqualTo("E & 30.00 & 2 \\\\"));
    }

    [Test]
    public void Markdown_has_them_too()
    {
        string[] rows = Lines((writer, table) => MarkdownTableWriter.Write(writer, table));
        Assert.That(rows, Has.Some.EqualTo("| A | **41.68** | 3 |").And.Some.EqualTo("| B | <u>37.23</u> | 9 |"));
    }

    private static string[] Lines(Action<TextWriter, Table> write)
    {
        using StringWriter text = new() { NewLine = "\n" };
        write(text, s_table);
        return text.ToString().Split('\n');
    }
}
