using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Ci;

/// <summary>A comparison as Markdown: what a pull request or a step's summary shows.</summary>
internal static class ComparisonMarkdown
{
    private const int Few = 10;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="set">The comparison.</param>
    /// <param name="fewClasses">Whether the classes and images that changed most are enough.</param>
    public static void Write(TextWriter output, ComparisonSet set, bool fewClasses)
    {
        foreach (RunComparison comparison in set.Comparisons)
        {
            output.Write($"**{MarkdownTableWriter.Escape(ComparisonVerdict.Of(comparison))}**\n\n");
        }

        if (set.Gates.Count > 0)
        {
            MarkdownTableWriter.Write(output, Gates(set.Gates));
            output.Write('\n');
        }

        if (set.Standings is RunStandings standings)
        {
            MarkdownTableWriter.Write(output, ComparisonTables.Standings(standings));
            output.Write('\n');
        }

        foreach (RunComparison comparison in set.Comparisons)
        {
            MarkdownTableWriter.Write(output, ComparisonTables.Figures(comparison));
            output.Write('\n');
            MarkdownTableWriter.Write(output, ComparisonTables.Classes(comparison, fewClasses ? Few : null));
            output.Write('\n');
            MarkdownTableWriter.Write(output, ComparisonTables.Images(comparison, Few));
            if (ErrorTables.Changes(comparison) is Table errors)
            {
                output.Write('\n');
                MarkdownTableWriter.Write(output, errors);
            }

            foreach (Table slices in SliceTables.Changes(comparison))
            {
                output.Write('\n');
                MarkdownTableWriter.Write(output, slices);
            }
        }
    }

    private static Table Gates(IReadOnlyList<GateResult> gates) => new(
        "gates",
        "gates",
        [new("outcome", "", CellKind.Text), new("run", "Run", CellKind.Text), new("rule", "Gate", CellKind.Text), new("message", "Found", CellKind.Text)],
        [.. gates.Select(gate => (Cell[])
        [
            Cell.Of(gate.Outcome switch { GateOutcome.Passed => "passed", GateOutcome.Warned => "warned", _ => "FAILED" }), Cell.Of(gate.Run), Cell.Of(gate.Gate.Rule), Cell.Of(gate.Message),
        ])]);
}
