using Ade20kEval.Files;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli;

/// <summary>What <c>panoptic --out</c> leaves in a folder.</summary>
internal static class PanopticOutputs
{
    private static readonly (string Name, Func<PanopticRun, Table> Make)[] s_tables =
        [("summary", PanopticTables.Summary), ("categories", PanopticTables.PerCategory), ("images", PanopticTables.PerImage)];

    private static readonly (string Format, Action<TextWriter, Table> Write)[] s_writers =
        [("csv", CsvTableWriter.Write), ("md", static (text, table) => MarkdownTableWriter.Write(text, table)), ("tex", LatexTableWriter.Write)];

    /// <summary>What can be written.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["json", "html", .. s_writers.Select(static writer => writer.Format), "svg"];

    /// <summary>Opens the files.</summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="formats">Of <see cref="Formats"/>; the run document is written in any case.</param>
    /// <param name="worst">Makes the worst images of the page.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">A file may not be replaced.</exception>
    public static DocumentOutputs<PanopticRun> Open(string folder, IReadOnlyCollection<string> formats, Func<PanopticRun, FigureSection?> worst, OutputGuard guard)
    {
        List<(string Path, Action<PanopticRun, Stream> Write)> planned = [];
        foreach ((string format, Action<TextWriter, Table> write) in s_writers.Where(writer => formats.Contains(writer.Format)))
        {
            foreach ((string name, Func<PanopticRun, Table> make) in s_tables)
            {
                planned.Add((Path.Combine(folder, $"{name}.{format}"), (run, stream) => TextContent.Of(text => write(text, make(run)))(stream)));
            }
        }

        if (formats.Contains("html"))
        {
            planned.Add((Path.Combine(folder, "report.html"), (run, stream) => TextContent.Of(text => FigurePage.Write(text, PanopticReport.Of(run).With(worst(run))))(stream)));
        }

        if (formats.Contains("svg"))
        {
            planned.Add((Path.Combine(folder, "charts", "categories.svg"), (run, stream) => TextContent.Of(text => ChartWriter.WriteFile(text, PanopticReport.Categories(run), ChartTheme.Light))(stream)));
        }

        planned.Add((Path.Combine(folder, "run.json"), PanopticJsonWriter.Write));
        return new DocumentOutputs<PanopticRun>(folder, planned, guard);
    }
}
