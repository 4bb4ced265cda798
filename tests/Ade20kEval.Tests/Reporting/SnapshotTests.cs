using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Tests.Reporting;

/// <summary>What every writer writes, looked at and approved, the same under every culture.</summary>
public sealed class SnapshotTests
{
    private static IReadOnlyList<string> Cultures => HostileCulture.Names;

    [Test]
    public void The_console_tables_are_as_approved([ValueSource(nameof(Cultures))] string culture)
    {
        using HostileCulture _ = HostileCulture.Use(culture);
        Snapshot.Matches("tables.txt", Tables((writer, table) => ConsoleTableWriter.Write(writer, table)));
        Snapshot.Matches("tables-ascii.txt", Tables((writer, table) => ConsoleTableWriter.Write(writer, table, new ConsoleTableOptions(60, Ascii: true))));
    }

    [Test]
    public void The_markdown_is_as_approved([ValueSource(nameof(Cultures))] string culture) => Compare(culture, "md", "report.md");

    [Test]
    public void The_latex_is_as_approved([ValueSource(nameof(Cultures))] string culture) => Compare(culture, "tex", "report.tex");

    [Test]
    public void The_csv_files_are_as_approved([ValueSource(nameof(Cultures))] string culture) => Compare(culture, "csv", "classes.csv", "images.csv", "protocols.csv", "confusions.csv", "per-image.csv", "groups.csv");

    [Test]
    public void The_charts_are_as_approved([ValueSource(nameof(Cultures))] string culture) =>
        Compare(culture, "svg", "charts/classes.svg", "charts/confusion.svg", "charts/gains.svg", "charts/images.svg", "charts/frequency.svg", "charts/ratios.svg", "charts/protocols.svg");

    [Test]
    public void The_charts_of_two_runs_are_as_approved([ValueSource(nameof(Cultures))] string culture)
    {
        using HostileCulture _ = HostileCulture.Use(culture);
        RunDocument baseline = SampleRuns.Small("baseline"), run = SampleRuns.Large(baseline.Dataset, 4);
        PageOptions page = new() { Baseline = baseline };
        foreach (ReportFile file in ReportFiles.Of(["svg"], run.Dataset, page).Take(2))
        {
            Snapshot.Matches(file.RelativePath["charts/".Length..], Content(file, new RunView(run)));
        }
    }

    [Test]
    public void A_line_chart_of_time_is_as_approved([ValueSource(nameof(Cultures))] string culture)
    {
        using HostileCulture _ = HostileCulture.Use(culture);
        LineChart chart = new("time", "Best mean IoU over time", new ValueFormat(CellKind.Text, "date"), new ValueFormat(CellKind.Percent, "mean IoU"),
            [new LineSeries("best so far", [(20_000, 0.40), (20_050.5, 0.43), (20_200, 0.51)]) { IsStep = true }, new LineSeries("median", [(20_000, 0.38), (20_200, 0.505)])])
        { IsTime = true };
        using StringWriter writer = new();
        ChartWriter.WriteFile(writer, chart);
        Snapshot.Matches("time.svg", writer.ToString());
    }

    [Test]
    public void The_page_is_as_approved([ValueSource(nameof(Cultures))] string culture) => Compare(culture, "html", "report.html");

    private static void Compare(string culture, string format, params string[] files)
    {
        using HostileCulture _ = HostileCulture.Use(culture);
        RunView view = new(SampleRuns.Small());
        IReadOnlyList<ReportFile> written = ReportFiles.Of([format], view.Run.Dataset);
        Assert.That(written.Select(f => f.RelativePath), Is.EqualTo(files));
        foreach (ReportFile file in written)
        {
            Snapshot.Matches(file.RelativePath.Split('/')[^1], Content(file, view));
        }
    }

    private static string Content(ReportFile file, RunView view)
    {
        using MemoryStream stream = new();
        file.Render(view)(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Tables(Action<TextWriter, Table> write)
    {
        RunView view = new(SampleRuns.Small());
        using StringWriter writer = new() { NewLine = "\n" };
        foreach (Table table in new[] { RunTables.Headline(view.Run), RunTables.Protocols(view.Run), RunTables.PerClass(view.Run), RunTables.PerImage(view), RunTables.LargestConfusions(view), RunTables.Gains(view) })
        {
            write(writer, table);
            writer.Write('\n');
        }

        return writer.ToString();
    }
}
