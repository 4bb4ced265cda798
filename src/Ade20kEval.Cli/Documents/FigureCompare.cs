using System.CommandLine;
using Ade20kEval.Cli.Commands;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Comparison.Figures;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Files;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Ci;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Documents;

/// <summary><c>compare</c> on saved runs of segments or detections.</summary>
internal static class FigureCompare
{
    private const int Listed = 5;
    private static readonly string[] s_formats = ["md", "tex", "csv", "junit", "json"];

    /// <summary>Compares every run with the baseline.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="options">The options of the command.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="paths">The baseline, and the runs.</param>
    public static int Run(CommandContext context, CompareOptions options, ParseResult parsed, string[] paths)
    {
        RequireMeaning(options, parsed, paths);
        ConsoleTableOptions console = options.Terminal.ReadLayout(parsed, context.Environment);
        FigureDocument[] documents = [.. paths.Select(FigureDocument.Read)];
        string[] names = RunNames.Of([.. documents.Select(static document => document.Name)], [.. paths.Select(static path => SavedRun.DocumentOf(path) ?? path)], parsed.GetValue(options.Name) ?? []);
        (IReadOnlyList<Gate> gates, GateMode mode) = options.Gates.Read(parsed, documents[0].Metrics);
        string[] formats = OptionWords.Names(options.Write.Name, parsed.GetRequiredValue(options.Write), $"format of comparisons of {documents[0].Kind} runs", s_formats);
        FigureDocument baseline = documents[0].Named(names[0]).Under(new AskedRules(parsed.GetValue(options.Protocol)));
        ComparableRun before = baseline.ToComparable();
        FigureComparison[] comparisons =
            [.. documents.Skip(1).Select((document, i) => FigureComparison.Create(before, document.Named(names[i + 1]).Like(baseline).ToComparable(), parsed.GetValue(options.Force)))];
        GateResult[] results = [.. comparisons.SelectMany(comparison => GateKeeper.Judge(comparison, gates, mode))];
        if (parsed.GetValue(options.Out) is string folder)
        {
            (string Path, Action<Stream> Write)[] files = [.. Files(formats, comparisons, results).Select(file => (Path.Combine(folder, file.Name), file.Write))];
            OutputGuard.Of(parsed, force: null).RequireOwn([.. files.Select(static file => file.Path)]);
            IReadOnlyList<string> written = AtomicFileSet.Write(files, context.Cancellation);
            if (!parsed.GetValue(options.Terminal.Quiet))
            {
                OlderFiles.Tell(context, folder, written, OutputNames.OfComparisons);
            }
        }

        Print(context, comparisons, results, console, parsed, options);
        return results.All(static result => result.Passed) ? ExitCode.Done : ExitCode.GateFailed;
    }

    private static void RequireMeaning(CompareOptions options, ParseResult parsed, string[] paths)
    {
        if (Array.Find(paths, static path => !FigureDocument.Is(path)) is string other)
        {
            if (!File.Exists(other) && !Directory.Exists(other))
            {
                throw new InputException($"{other}: no such file.");
            }

            throw new Ade20kEval.Comparison.NotComparableException($"{other}: is no run of segments or detections, and {Array.Find(paths, FigureDocument.Is)} is one. Compare runs of one kind.");
        }

        OptionUse.Require(parsed, false, "runs of label maps", options.GroundTruth, options.Dataset, options.PredictionLabels, options.Metric, options.Draws, options.Slices, options.Scenes, options.Identical, options.Images);
        OptionUse.Require(parsed, parsed.GetValue(options.Out) is not null, $"{options.Out.Name} DIR", options.Write);
        OptionUse.Require(parsed, !parsed.GetValue(options.Json), $"the summary, which {options.Json.Name} replaces", options.Classes);
    }

    private static IEnumerable<(string Name, Action<Stream> Write)> Files(string[] formats, FigureComparison[] comparisons, GateResult[] gates)
    {
        foreach ((int i, FigureComparison comparison) in comparisons.Index())
        {
            string of = comparisons.Length > 1 ? Invariant($"{i + 1}-") : "";
            foreach (Table table in formats.Contains("csv") ? Tables(comparison) : [])
            {
                yield return ($"{of}{table.Id}.csv", TextContent.Of(text => CsvTableWriter.Write(text, table)));
            }
        }

        if (formats.Contains("md"))
        {
            yield return ("comparison.md", TextContent.Of(text => WriteAll(text, comparisons, static (writer, table) => MarkdownTableWriter.Write(writer, table))));
        }

        if (formats.Contains("tex"))
        {
            yield return ("comparison.tex", TextContent.Of(text => WriteAll(text, comparisons, LatexTableWriter.Write)));
        }

        if (formats.Contains("junit"))
        {
            yield return ("junit.xml", stream => JUnitWriter.Write(gates, stream, DateTimeOffset.UtcNow));
        }

        yield return ("comparison.json", stream => FigureComparisonJsonWriter.Write(comparisons, gates, stream));
    }

    private static void WriteAll(TextWriter text, FigureComparison[] comparisons, Action<TextWriter, Table> write)
    {
        foreach ((int i, Table table) in comparisons.SelectMany(static comparison => Tables(comparison)).Index())
        {
            text.Write(i == 0 ? "" : "\n");
            write(text, table);
        }
    }

    private static Table[] Tables(FigureComparison comparison, int? ends = null) =>
        [FigureComparisonTables.Figures(comparison), FigureComparisonTables.Categories(comparison, ends), FigureComparisonTables.Images(comparison, ends)];

    private static void Print(CommandContext context, FigureComparison[] comparisons, GateResult[] gates, ConsoleTableOptions console, ParseResult parsed, CompareOptions options)
    {
        foreach (string warning in parsed.GetValue(options.Terminal.Quiet) ? [] : comparisons.SelectMany(static comparison => comparison.Warnings).Distinct())
        {
            context.Say($"warning: {warning}");
        }

        if (parsed.GetValue(options.Json))
        {
            using Utf8TextStream output = new(context.Output);
            FigureComparisonJsonWriter.Write(comparisons, gates, output);
        }
        else
        {
            foreach (FigureComparison comparison in comparisons)
            {
                context.Output.Write(comparison == comparisons[0] ? "" : "\n");
                foreach (string line in ConsoleTableWriter.Wrap(TerminalText.Clean(FigureComparisonTables.Verdict(comparison)), console.Width))
                {
                    context.Output.Write($"{line}\n");
                }

                context.Output.Write('\n');
                FigureRescoring.Print(context, [FigureComparisonTables.Figures(comparison), FigureComparisonTables.Categories(comparison, parsed.GetValue(options.Classes) ? null : Listed), FigureComparisonTables.Images(comparison, Listed)], console);
            }

            if (gates.Length > 0)
            {
                context.Output.Write('\n');
                ComparisonSummary.Write(context.Output, gates, console);
            }
        }

        if (context.Environment.Variable("GITHUB_ACTIONS") == "true")
        {
            foreach (string annotation in GitHubText.Annotations(gates))
            {
                context.Environment.Error.WriteLine(annotation);
            }
        }
    }
}
