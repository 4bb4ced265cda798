using Ade20kEval.Comparison;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting;

/// <summary>Which files a report is made of, by format.</summary>
/// <remarks>
/// The files are known from formats and dataset alone, so that a command can open all of them before it reads the first mask.
/// All text is UTF-8 without byte order mark, lines end in <c>\n</c>, numbers are written the same in every country.
/// </remarks>
public static class ReportFiles
{
    /// <summary>The formats, in the order in which their files are written; the run document comes last, so that its presence says that all is there.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["html", "md", "tex", "csv", "svg", "json"];

    /// <summary>The files of some formats.</summary>
    /// <param name="formats">Any of <see cref="Formats"/>, in any order.</param>
    /// <param name="dataset">The dataset of the run.</param>
    /// <param name="page">What the page shows beside the run; a baseline adds two charts.</param>
    /// <param name="theme">Which page SVG charts are for.</param>
    /// <exception cref="InputException">There is no such format; the message gives the nearest names.</exception>
    internal static IReadOnlyList<ReportFile> Of(IReadOnlyCollection<string> formats, Dataset dataset, PageOptions? page = null, ChartTheme theme = ChartTheme.Light)
    {
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(dataset);
        foreach (string format in formats)
        {
            if (!Formats.Contains(format))
            {
                throw new InputException(NearestNames.NotFound("report format", format, Formats));
            }
        }

        page ??= new PageOptions();
        RunComparison? made = page.Comparison;
        RunComparison? Compared(RunView view) => made ??= page.Baseline is RunDocument baseline ? BaselineSection.Compare(baseline, view.Run) : null;
        return [.. Formats.Where(formats.Contains).SelectMany(format => OfFormat(format, dataset, page, theme, Compared))];
    }

    /// <summary>Writes the files of some formats into a folder. Either all of them appear, each in one piece, or an error is thrown; what was there before stays until then.</summary>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="run">The run.</param>
    /// <param name="formats">Any of <see cref="Formats"/>.</param>
    /// <param name="page">What the page shows beside the run.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="InputException">An unknown format, or something that the page should show is wrong.</exception>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public static IReadOnlyList<string> Write(string folder, RunDocument run, IReadOnlyCollection<string> formats, PageOptions? page = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Write(folder, run, Of(formats, run.Dataset, (page ?? new PageOptions()) with { Parts = RunParts.Of(run) }));
    }

    /// <summary>Writes files into a folder. Either all of them appear, each in one piece, or an error is thrown; what was there before stays until then.</summary>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="run">The run.</param>
    /// <param name="files">The files, in the order in which they appear.</param>
    /// <param name="cancellation">Stops between two files; what was there before stays.</param>
    /// <returns>Their paths.</returns>
    /// <exception cref="InputException">Something that the page should show is wrong.</exception>
    /// <exception cref="OutputException">A file could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static IReadOnlyList<string> Write(string folder, RunDocument run, IReadOnlyList<ReportFile> files, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(files);
        RunView view = new(run);
        return AtomicFileSet.Write(files.Select(file => (Path.Combine(folder, file.RelativePath.Replace('/', Path.DirectorySeparatorChar)), file.Render(view))), cancellation);
    }

    private static IEnumerable<ReportFile> OfFormat(string format, Dataset dataset, PageOptions page, ChartTheme theme, Func<RunView, RunComparison?> compared) => format switch
    {
        "html" => [new("report.html", view => TextContent.Of(writer => PageWriter.Write(writer, view, page with { Comparison = compared(view) })))],
        "md" => [new("report.md", view => TextContent.Of(writer => WriteAll(writer, view, compared(view), (w, table) => MarkdownTableWriter.Write(w, table), RunTables.Differences(view))))],
        "tex" => [new("report.tex", view => TextContent.Of(writer => WriteAll(writer, view, compared(view), LatexTableWriter.Write)))],
        "csv" =>
        [
            new("classes.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, RunTables.PerClass(view.Run)))),
            new("images.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, RunTables.PerImage(view)))),
            new("protocols.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, RunTables.Protocols(view.Run)))),
            new("confusions.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, RunTables.AllConfusions(view)))),
            new("per-image.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, PerImageTables.Means(view)))),
            .. page.Parts.ErrorKinds ? (ReportFile[])
            [
                new("errors.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, ErrorTables.Means(view)))),
                new("error-classes.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, ErrorTables.Classes(view)))),
            ]
            : [],
            .. page.Parts.Sizes ? (ReportFile[])[new("sizes.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, SizeTables.Of(view))))] : [],
            .. page.Parts.Rings ? (ReportFile[])[new("rings.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, RingTables.Of(view))))] : [],
            .. page.Parts.Boundary ? (ReportFile[])[new("boundary.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, NearBoundaryTables.Boundary(view.Run, view.Run.Boundary!))))] : [],
            .. page.Parts.Trimap ? (ReportFile[])[new("trimap.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, NearBoundaryTables.Trimap(view.Run, view.Run.Trimap!))))] : [],
            .. page.Parts.Calibration ? (ReportFile[])
            [
                new("calibration.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, CalibrationTables.Figures(view)))),
                new("calibration-bins.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, CalibrationTables.Bins(view)))),
                new("calibration-classes.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, CalibrationTables.Classes(view)))),
            ]
            : [],
            .. page.Parts.Slices ? (ReportFile[])[new("slices.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, SliceTables.All(view))))] : [],
            .. ClassGrouping.Of(dataset).Count > 0 ? (ReportFile[])[new("groups.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, GroupTables.Of(view))))] : [],
            .. page.Baseline is null ? (ReportFile[])[] :
            [
                new("changed-figures.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, ComparisonTables.Figures(compared(view)!)))),
                new("changed-classes.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, ComparisonTables.Classes(compared(view)!)))),
                new("changed-images.csv", view => TextContent.Of(writer => CsvTableWriter.Write(writer, ComparisonTables.Images(compared(view)!)))),
            ],
        ],
        "svg" => RunCharts.Of(dataset, page.Baseline, page.Parts).Select(chart => new ReportFile($"charts/{chart.Key}.svg", view => TextContent.Of(writer => ChartWriter.WriteFile(writer, chart.Value(view), theme)))),
        _ => [new("run.json", view => stream => RunJsonWriter.Write(view.Run, stream))],
    };

    // Sentences are for reading, not for the table of a paper.
    private static void WriteAll(TextWriter writer, RunView view, RunComparison? comparison, Action<TextWriter, Table> write, params ReadOnlySpan<Table> sentences)
    {
        Table[] against = comparison is null ? [] : [RunTables.Joint([comparison.Baseline, comparison.Run]), ComparisonTables.Figures(comparison), ComparisonTables.Classes(comparison)];
        Table[] tables =
        [
            .. against, RunTables.Headline(view.Run).Without("definition"), RunTables.Protocols(view.EveryProtocol).Without("error"), .. sentences, PerImageTables.Means(view),
            .. view.Errors is null ? (Table[])[] : [ErrorTables.Means(view), ErrorTables.Classes(view)],
            .. view.Sizes is null ? (Table[])[] : [SizeTables.Of(view)],
            .. view.Rings.Count == 0 ? (Table[])[] : [RingTables.Of(view)],
            .. NearBoundaryTables.Of(view.Run),
            .. SliceTables.Of(view),
            .. view.Calibration is null ? (Table[])[] : [CalibrationTables.Figures(view), CalibrationTables.Bins(view)],
            .. view.Groups.Count == 0 ? (Table[])[] : [GroupTables.Of(view)],
            RunTables.Gains(view), RunTables.LargestConfusions(view), RunTables.PerClass(view.Run),
        ];
        for (int i = 0; i < tables.Length; i++)
        {
            writer.Write(i == 0 ? "" : "\n");
            write(writer, tables[i]);
        }
    }
}
