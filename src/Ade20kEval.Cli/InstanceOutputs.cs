using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli;

/// <summary>What <c>instances --out</c> leaves in a folder.</summary>
internal static class InstanceOutputs
{
    private static readonly string[] s_reports = ["html", "md", "tex"];

    /// <summary>What can be written.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["json", "html", "md", "tex", "csv", "svg", "arrays"];

    /// <summary>Opens the files.</summary>
    /// <param name="folder">Where to; made when absent.</param>
    /// <param name="formats">Of <see cref="Formats"/>; the run document is written in any case.</param>
    /// <param name="hasErrors">Whether kinds of error are told apart.</param>
    /// <param name="hasCurves">Whether the arithmetic has curves of precision over recall.</param>
    /// <param name="worst">Makes the worst images of the page.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">A file may not be replaced.</exception>
    public static DocumentOutputs<InstanceRun> Open(string folder, IReadOnlyCollection<string> formats, bool hasErrors, bool hasCurves, Func<InstanceRun, FigureSection?> worst, OutputGuard guard)
    {
        List<(string Path, Action<InstanceRun, Stream> Write)> planned = [];
        if (formats.Contains("csv"))
        {
            planned.Add((Path.Combine(folder, "summary.csv"), (run, stream) => WriteTable(InstanceTables.Summary(run), stream)));
            planned.Add((Path.Combine(folder, "classes.csv"), (run, stream) => WriteTable(InstanceTables.PerClass(run), stream)));
            planned.Add((Path.Combine(folder, "images.csv"), (run, stream) => WriteTable(InstanceTables.PerImage(run), stream)));
            if (hasErrors)
            {
                planned.Add((Path.Combine(folder, "errors.csv"), (run, stream) => WriteTable(InstanceTables.Errors(run, run.Errors!), stream)));
            }
        }

        foreach (string format in s_reports.Where(formats.Contains))
        {
            planned.Add((Path.Combine(folder, $"report.{format}"), (run, stream) => FigureReportFiles.Of([format], InstanceReport.Of(run).With(format == "html" ? worst(run) : null)).Single().Write(stream)));
        }

        foreach (string chart in formats.Contains("svg") ? (string[])["categories", .. hasCurves ? (string[])["precision-recall"] : [], .. hasErrors ? (string[])["errors"] : []] : [])
        {
            planned.Add((Path.Combine(folder, "charts", $"{chart}.svg"), (run, stream) => FigureReportFiles.Of(["svg"], InstanceReport.Of(run)).Single(file => file.RelativePath == $"charts/{chart}.svg").Write(stream)));
        }

        if (formats.Contains("arrays"))
        {
            planned.Add((Path.Combine(folder, "arrays.npz"), InstanceArraysFile.Write));
        }

        planned.Add((Path.Combine(folder, "run.json"), InstanceJsonWriter.Write));
        return new DocumentOutputs<InstanceRun>(folder, planned, guard);
    }

    private static void WriteTable(Table table, Stream stream) => TextContent.Of(text => CsvTableWriter.Write(text, table))(stream);
}
