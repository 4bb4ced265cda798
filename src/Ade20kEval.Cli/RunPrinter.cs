using System.Text;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli;

/// <summary>Shows runs on standard output, and their warnings on standard error.</summary>
/// <param name="Context">Where to.</param>
/// <param name="Console">What the terminal can do.</param>
internal sealed record RunPrinter(CommandContext Context, ConsoleTableOptions Console)
{
    /// <summary>Whether to print documents instead of summaries.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to print the table of all classes too.</summary>
    public bool Classes { get; init; }

    /// <summary>Whether to keep warnings to oneself.</summary>
    public bool Quiet { get; init; }

    public void Print(IReadOnlyList<RunDocument> runs)
    {
        if (!Quiet)
        {
            foreach (string warning in runs.SelectMany(run => run.Warnings).Distinct())
            {
                Context.Say($"warning: {warning}");
            }
        }

        if (Json)
        {
            string[] documents = [.. runs.Select(run => Encoding.UTF8.GetString(RunJsonWriter.Write(run)))];
            Context.Output.Write(documents.Length == 1 ? documents[0] : $"[\n{string.Join(",\n", documents)}]\n");
            return;
        }

        for (int i = 0; i < runs.Count; i++)
        {
            Context.Output.Write(i == 0 ? "" : "\n");
            PrintOne(runs[i]);
        }
    }

    private void PrintOne(RunDocument run)
    {
        RunSummary.Write(Context.Output, run, Console);
        if (run.Scores.Count > 1)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, RunTables.Protocols(run), Console);
        }

        if (Classes)
        {
            Context.Output.Write('\n');
            ConsoleTableWriter.Write(Context.Output, RunTables.PerClass(run), Console);
        }
    }
}
