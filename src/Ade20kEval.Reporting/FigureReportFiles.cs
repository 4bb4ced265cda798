using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting;

/// <summary>Which files the report of a run of segments or detections is made of, by format.</summary>
internal static class FigureReportFiles
{
    /// <summary>The formats, in the order in which their files are written.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["html", "md", "tex", "csv", "svg"];

    /// <summary>The files of some formats.</summary>
    /// <param name="formats">Any of <see cref="Formats"/>.</param>
    /// <param name="report">What is shown.</param>
    /// <param name="theme">Which page SVG charts are for.</param>
    public static IEnumerable<(string RelativePath, Action<Stream> Write)> Of(IReadOnlyCollection<string> formats, FigureReport report, ChartTheme theme = ChartTheme.Light) =>
        Formats.Where(formats.Contains).SelectMany(format => OfFormat(format, report, theme));

    private static IEnumerable<(string RelativePath, Action<Stream> Write)> OfFormat(string format, FigureReport report, ChartTheme theme) => format switch
    {
        "html" => [("report.html", TextContent.Of(writer => FigurePage.Write(writer, report)))],
        "md" => [("report.md", TextContent.Of(writer => WriteAll(writer, report, static (text, table) => MarkdownTableWriter.Write(text, table))))],
        "tex" => [("report.tex", TextContent.Of(writer => WriteAll(writer, report, LatexTableWriter.Write)))],
        "csv" => report.Sections.SelectMany(static section => section.Tables).Select(static table => ($"{table.Id}.csv", TextContent.Of(writer => CsvTableWriter.Write(writer, table)))),
        _ => report.Sections.SelectMany(static section => section.Charts).Select(chart => ($"charts/{chart.Id}.svg", TextContent.Of(writer => ChartWriter.WriteFile(writer, chart, theme)))),
    };

    private static void WriteAll(TextWriter writer, FigureReport report, Action<TextWriter, Table> write)
    {
        foreach ((int i, Table table) in report.Sections.SelectMany(static section => section.Tables).Index())
        {
            writer.Write(i == 0 ? "" : "\n");
            write(writer, table);
        }
    }
}
