using Ade20kEval.Cli.Terminal;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli;

/// <summary>Shows runs on standard output, and their warnings on standard error.</summary>
/// <param name="Context">Where to.</param>
/// <param name="Console">What the terminal can do.</param>
internal sealed record RunPrinter(CommandContext Context, ConsoleTableOptions Console)
{
    private const int MostWarnings = 100;
    private const int LongestWarning = 4000;

    /// <summary>Whether to print documents instead of summaries.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to print the table of all classes too.</summary>
    public bool Classes { get; init; }

    /// <summary>Whether to keep warnings to oneself.</summary>
    public bool Quiet { get; init; }

    /// <summary>What is odd and harmless about the inputs: told, and kept in no document.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public void Print(IReadOnlyList<RunDocument> runs)
    {
        if (!Quiet)
        {
            foreach (string note in Notes)
            {
                Context.Say($"note: {note}.");
            }

            // A document of somebody else may hold any number of any length.
            string[] warnings = [.. runs.SelectMany(run => run.Warnings).Distinct()];
            foreach (string warning in warnings.Take(MostWarnings))
            {
                Context.Say($"warning: {AdviceWords.AddTo(SafeText.Cut(warning, LongestWarning))}");
            }

            if (warnings.Length > MostWarnings)
            {
                Context.Say(Invariant($"warning: and {warnings.Length - MostWarnings:N0} more in the documents."));
            }
        }

        if (Json)
        {
            PrintJson(runs);
            return;
        }

        for (int i = 0; i < runs.Count; i++)
        {
            Context.Output.Write(i == 0 ? "" : "\n");
            PrintOne(runs[i]);
        }

        if (runs.Count > 1 && runs.All(run => run.Dataset.Name == runs[0].Dataset.Name && run.PrimaryProtocol == runs[0].PrimaryProtocol))
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, RunTables.Joint(runs), Console);
            Context.Output.Write("Which of these differences are beyond chance: `ade20k-eval compare`.\n");
        }
    }

    /// <summary>One document, or an array of several.</summary>
    private void PrintJson(IReadOnlyList<RunDocument> runs)
    {
        using Utf8TextStream output = new(Context.Output);
        for (int i = 0; i < runs.Count; i++)
        {
            Context.Output.Write(runs.Count == 1 ? "" : i == 0 ? "[\n" : ",\n");
            RunJsonWriter.Write(runs[i], output);
        }

        Context.Output.Write(runs.Count == 1 ? "" : "]\n");
    }

    /// <summary>Why the numbers differ, on this data: protocols that do the same with it share a line.</summary>
    private void PrintDifferences(RunDocument run)
    {
        Context.Output.Write("\nwhy they differ on this data\n");
        foreach (IGrouping<string, ProtocolDifference> group in ProtocolDifferences.Explain(run.Counts, run.Scores).GroupBy(difference => difference.Line))
        {
            Context.Output.Write($"  {string.Join(", ", group.Select(difference => difference.Protocol))}\n");
            foreach (string line in ConsoleTableWriter.Wrap(group.Key, Console.Width - 6))
            {
                Context.Output.Write($"      {line}\n");
            }
        }
    }

    private void PrintOne(RunDocument run)
    {
        RunSummary.Write(Context.Output, run, Console);
        if (run.Scores.Count > 1)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, RunTables.Protocols(run).Without("error"), Console);   // the note says why
            PrintDifferences(run);
        }

        if (run.Counts.Sizes is not null)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, SizeTables.Of(new RunView(run)), Console);
        }

        if (run.Counts.Rings is not null)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, RingTables.Of(new RunView(run)), Console);
        }

        if (run.Calibration is not null)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, CalibrationTables.Figures(new RunView(run)), Console);
        }

        foreach (Table slices in SliceTables.Of(new RunView(run), most: 10))
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, slices, Console);
        }

        if (Classes)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, RunTables.PerClass(run), Console);
        }
    }
}
