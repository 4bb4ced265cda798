using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting;

/// <summary>A comparison on one screen: the verdict, the figures, what changed most, and what gates say.</summary>
internal static class ComparisonSummary
{
    private const int Listed = 5;

    /// <summary>Writes a comparison of two runs.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="options">What the terminal can do.</param>
    /// <param name="allClasses">Whether to list every class.</param>
    public static void Write(TextWriter output, RunComparison comparison, ConsoleTableOptions options, bool allClasses)
    {
        foreach (string line in ConsoleTableWriter.Wrap(Clean(ComparisonVerdict.Of(comparison), options), options.Width))
        {
            output.Write(line + "\n");
        }

        output.Write($"{Plural.Of(comparison.Images.Count, "image")}, {comparison.Run.Dataset.Title}\n\n");
        ConsoleTableWriter.Write(output, ComparisonTables.Figures(comparison), options);
        output.Write('\n');
        ConsoleTableWriter.Write(output, ComparisonTables.Classes(comparison, allClasses ? null : Listed), options);
        output.Write('\n');
        ConsoleTableWriter.Write(output, ComparisonTables.Images(comparison, Listed), options);
        if (ErrorTables.Changes(comparison) is Table errors)
        {
            output.Write('\n');
            ConsoleTableWriter.Write(output, errors, options);
        }

        foreach (Table slices in SliceTables.Changes(comparison))
        {
            output.Write('\n');
            ConsoleTableWriter.Write(output, slices, options);
        }
    }

    /// <summary>Writes several runs in their order.</summary>
    public static void Write(TextWriter output, RunStandings standings, ConsoleTableOptions options)
    {
        ConsoleTableWriter.Write(output, ComparisonTables.Standings(standings), options);
        output.Write('\n');
        ConsoleTableWriter.Write(output, ComparisonTables.Matrix(standings), options);
    }

    /// <summary>Writes what gates say, a line each, failures last so that they stand where one looks.</summary>
    public static void Write(TextWriter output, IReadOnlyList<GateResult> gates, ConsoleTableOptions options)
    {
        bool several = gates.Select(gate => gate.Run).Distinct().Count() > 1;
        foreach (GateResult gate in gates.OrderBy(gate => gate.Outcome))
        {
            (string mark, string color) = gate.Outcome switch
            {
                GateOutcome.Passed => ("passed", "32"),
                GateOutcome.Warned => ("WARNED", "33"),
                _ => ("FAILED", "31"),
            };
            string shown = options.Color ? $"\u001b[{color}m{mark}\u001b[0m" : mark;
            string run = several ? $"{gate.Run}: " : "";
            output.Write($"{shown}  {Clean($"{run}{gate.Gate.Rule}: {gate.Message}", options)}\n");
        }
    }

    private static string Clean(string text, ConsoleTableOptions options) => options.Ascii ? SafeText.AsciiLine(text.Replace("→", "to", StringComparison.Ordinal)) : SafeText.Line(text);
}
