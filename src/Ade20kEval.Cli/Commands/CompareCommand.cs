using System.CommandLine;
using Ade20kEval.Cli.Documents;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Masks;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Ci;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>compare BASELINE RUN...</c>: whether a run is better, how sure that is, and whether gates let it through.</summary>
internal static class CompareCommand
{
    private const string Examples = """
          ade20k-eval compare baseline/run.json run.json
              differences with intervals and p-values, classes and images that changed most
          ade20k-eval compare old/predictions new/predictions --ground-truth ground-truth/
              from masks: both are scored in one pass
          ade20k-eval compare a/run.json b/run.json c/run.json --name A --name B --name C
              several: their order, and which of them cannot be told apart
          ade20k-eval compare baseline/run.json run.json --max-drop meanIou=0.2pp --max-drop-class 3pp
              exit code 1 when a gate says no
          ade20k-eval compare old/predictions new/predictions --require-identical
              after refactoring or export: every pixel the same, or exit code 1 and the masks that differ
          ade20k-eval compare baseline/run.json run.json --gates ade20k-eval.gate.json --out comparison --write html,junit
              gates from the repository, a page, and JUnit XML for the CI system
          ade20k-eval compare panoptic/baseline panoptic/run --max-drop pq=0.5pp
              saved runs of `panoptic`: figures, categories and images with paired intervals, and gates
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        CompareOptions options = new();
        return new CommandDefinition([options.Baseline, options.Runs], options.All, Examples, parsed => Run(context, options, parsed));
    }

    private static int Run(CommandContext context, CompareOptions options, ParseResult parsed)
    {
        if (parsed.GetValue(options.Template))
        {
            context.Output.Write(GateFile.Template);
            return ExitCode.Done;
        }

        (string baseline, string[] paths) = options.ReadPaths(parsed);
        if (!IsMissing(baseline) && paths.Prepend(baseline).Any(FigureDocument.Is))
        {
            return FigureCompare.Run(context, options, parsed, [baseline, .. paths]);
        }

        options.RequireMeaning(parsed);
        if (IsMissing(baseline))
        {
            context.Say($"{baseline}: there is no baseline.{(parsed.GetValue(options.AllowMissing) ? " Nothing to compare with: let through." : " Make one by `ade20k-eval score PREDICTIONS GROUND_TRUTH --out FOLDER`; or --allow-missing-baseline lets the first run through.")}");
            return parsed.GetValue(options.AllowMissing) ? ExitCode.Done : ExitCode.BaselineMissing;
        }

        bool identical = !parsed.GetValue(options.Identical) || AreIdentical(context, baseline, paths, parsed.GetValue(options.Json));
        if (parsed.GetValue(options.Identical) && parsed.GetValue(options.GroundTruth) is null)
        {
            return identical ? ExitCode.Done : ExitCode.GateFailed;
        }

        ConsoleTableOptions console = options.Terminal.ReadLayout(parsed, context.Environment);
        (IReadOnlyList<Gate> gates, GateMode mode) = options.Gates.Read(parsed);
        ReportChoice formats = options.ReadFormats(parsed, context.Environment);
        ComparisonOptions how = options.ReadComparison(parsed);
        Metric metric = options.ReadMetric(parsed);
        RunDocument[] runs = options.ReadRuns(parsed, context, [baseline, .. paths]);
        ComparisonSet set = ComparisonSet.Create(runs, metric, how);
        set = set with { Gates = [.. set.Comparisons.SelectMany(comparison => GateKeeper.Judge(comparison, gates, mode))] };
        IReadOnlyList<string> written = parsed.GetValue(options.Out) is string folder ? CompareOutputs.Write(folder, set, formats, i => options.ReadGallery(parsed, baseline, paths[i]), OutputGuard.Of(parsed, force: null), context.Cancellation) : [];
        Print(context, set, console, parsed, options);
        foreach (string path in written)
        {
            context.Say($"written: {path}");
        }

        if (written.Count > 0 && !parsed.GetValue(options.Terminal.Quiet))
        {
            OlderFiles.Tell(context, parsed.GetValue(options.Out)!, written, OutputNames.OfComparisons);
        }

        TellGitHub(context, set);
        return set.Passed && identical ? ExitCode.Done : ExitCode.GateFailed;
    }

    // A cache of CI that had nothing to restore may leave the folder, without a file in it.
    private static bool IsMissing(string baseline) => !Path.Exists(baseline) || (Directory.Exists(baseline) && !Directory.EnumerateFileSystemEntries(baseline).Any());

    // Where standard output holds the comparison's document, the sentence goes to the error stream.
    private static bool AreIdentical(CommandContext context, string baseline, string[] paths, bool isDocument)
    {
        const int Named = 10;
        bool identical = true;
        RequireMasks(baseline);
        using MaskSource before = MaskSource.Open(baseline, MaskInputOptions.Default);
        foreach (string path in paths)
        {
            RequireMasks(path);
            if (Path.GetFullPath(path) == Path.GetFullPath(baseline))
            {
                throw new UsageException($"compare {path}: is the baseline itself, which is identical in any case. Give the other set of predictions.");
            }

            using MaskSource after = MaskSource.Open(path, MaskInputOptions.Default);
            IReadOnlyList<(string Name, double Share)> different = MaskDifferences.Find(before, after, out int count, context.Cancellation);
            identical &= different.Count == 0;
            string shown = TerminalText.Clean(path);
            string verdict = different.Count == 0 ? Invariant($"passed  {shown}: all {count:N0} predictions are identical")
                : Invariant($"FAILED  {shown}: {different.Count:N0} of {count:N0} predictions differ: ")
                    + string.Join(", ", different.Take(Named).Select(mask => Invariant($"{TerminalText.Clean(mask.Name)} ({mask.Share * 100:0.##} % of its pixels)"))) + (different.Count > Named ? ", ..." : "");
            if (isDocument)
            {
                context.Say(verdict);
            }
            else
            {
                context.Output.Write($"{verdict}\n");
            }
        }

        return identical;
    }

    // A document of counts does not know single pixels.
    private static void RequireMasks(string path)
    {
        if (SavedRun.DocumentOf(path) is string document)
        {
            throw new UsageException($"compare {path}: --require-identical compares the pixels of masks, and {document} holds counts. Give the folders or archives of the predictions.");
        }
    }

    private static void Print(CommandContext context, ComparisonSet set, ConsoleTableOptions console, ParseResult parsed, CompareOptions options)
    {
        if (!parsed.GetValue(options.Terminal.Quiet))
        {
            foreach (string warning in set.Warnings)
            {
                context.Say($"warning: {warning}");
            }
        }

        if (parsed.GetValue(options.Json))
        {
            using Utf8TextStream output = new(context.Output);
            ComparisonJsonWriter.Write(set, output);
            return;
        }

        if (set.Standings is RunStandings standings)
        {
            ComparisonSummary.Write(context.Output, standings, console);
        }
        else
        {
            ComparisonSummary.Write(context.Output, set.Comparisons[0], console, parsed.GetValue(options.Classes));
        }

        if (set.Gates.Count > 0)
        {
            context.Output.Write('\n');
            ComparisonSummary.Write(context.Output, set.Gates, console);
        }
    }

    // On the error stream, since standard output may hold the document; GitHub reads both.
    private static void TellGitHub(CommandContext context, ComparisonSet set)
    {
        if (context.Environment.Variable("GITHUB_ACTIONS") != "true")
        {
            return;
        }

        foreach (string annotation in GitHubText.Annotations(set.Gates))
        {
            context.Environment.Error.WriteLine(annotation);
        }

        if (context.Environment.Variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } file)
        {
            AppendSummary(context, file, GitHubText.Summary(set));
        }
    }

    // A summary that cannot be shown is no reason to fail a comparison that was made.
    private static void AppendSummary(CommandContext context, string file, string summary)
    {
        try
        {
            FileInfo present = new(file);
            if ((present.Exists ? present.Length : 0) + System.Text.Encoding.UTF8.GetByteCount(summary) <= GitHubText.MostSummaryBytes)
            {
                System.IO.File.AppendAllText(file, summary);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            context.Say($"warning: the step's summary could not be written: {failure.Message}");
        }
    }
}
