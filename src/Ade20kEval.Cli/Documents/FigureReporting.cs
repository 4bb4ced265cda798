using Ade20kEval.Comparison.Figures;
using Ade20kEval.Files;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;

namespace Ade20kEval.Cli.Documents;

/// <summary><c>report</c> on saved runs of segments or detections.</summary>
internal static class FigureReporting
{
    /// <summary>Writes the report of one.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="paths">The run, and where there is one the baseline.</param>
    /// <param name="names">What to call them.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="formats">What to write, in the words of the command line.</param>
    /// <param name="protocol">Whose arithmetic; <see langword="null"/> for that of the document.</param>
    /// <param name="theme">Which page SVG charts are for.</param>
    /// <param name="worst">Where the files of the run are, and how many of the worst images to show; <see langword="null"/> for none.</param>
    /// <param name="guard">What may be written onto.</param>
    public static int Run(
        CommandContext context, string[] paths, IReadOnlyList<string> names, string folder, string formats, string? protocol, ChartTheme theme, (string GroundTruth, string Predictions, int Count)? worst, OutputGuard guard)
    {
        FigureDocument[] read = [.. paths.Select(FigureDocument.Read)];
        string[] wanted = OptionWords.Names("--write", formats, $"report format of {read[0].Kind} runs", [.. FigureReportFiles.Formats, "json"]);
        string[] called = RunNames.Of([.. read.Select(static document => document.Name)], paths, names);
        FigureDocument run = read[0].Named(called[0]);
        run = protocol is null ? run : run.Under(new AskedRules(protocol)).WithIntervals(new Statistics.IntervalOptions());
        FigureReport report = run.ToReport();
        if (worst is var (groundTruth, predictions, count) && wanted.Contains("html"))
        {
            report = report.With(run.Worst(groundTruth, predictions, count, context.Cancellation));
        }

        if (read.Length > 1)
        {
            report = report.Against(FigureComparison.Create(read[1].Named(called[1]).Like(run).ToComparable(), run.ToComparable(), force: false));
        }

        foreach (string warning in run.Warnings)
        {
            context.Say($"warning: {AdviceWords.AddTo(warning)}");
        }

        (string Path, Action<Stream> Write)[] files =
        [
            .. FigureReportFiles.Of(wanted, report, theme).Select(file => (Path.Combine(folder, file.RelativePath.Replace('/', Path.DirectorySeparatorChar)), file.Write)),
            .. wanted.Contains("json") ? ((string, Action<Stream>)[])[(Path.Combine(folder, "run.json"), run.Write)] : [],
        ];
        guard.RequireOwn([.. files.Select(static file => file.Path)]);
        IReadOnlyList<string> written = AtomicFileSet.Write(files, context.Cancellation);
        foreach (string path in written)
        {
            context.Output.Write($"{(Path.IsPathRooted(folder) ? path : Path.GetRelativePath(Environment.CurrentDirectory, path))}\n");
        }

        OlderFiles.TellOfReport(context, folder, paths[0], written);

        return ExitCode.Done;
    }
}
