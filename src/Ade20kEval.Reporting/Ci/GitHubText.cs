using System.Text;
using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Ci;

/// <summary>What GitHub Actions shows of gates: annotations, and a summary of the step.</summary>
/// <remarks>Source: "Workflow commands for GitHub Actions". Ten annotations of a kind are shown a step; a summary above 1 MiB is dropped as a whole.</remarks>
internal static class GitHubText
{
    /// <summary>The longest summary, in bytes, that is not dropped.</summary>
    public const int MostSummaryBytes = 1 << 20;

    private const int MostAnnotations = 10;

    /// <summary>A line for each gate that failed or warned, the first ten of a kind.</summary>
    public static IEnumerable<string> Annotations(IReadOnlyList<GateResult> gates) =>
        gates.Where(gate => gate.Outcome == GateOutcome.Failed).Take(MostAnnotations).Select(gate => Annotation("error", gate))
            .Concat(gates.Where(gate => gate.Outcome == GateOutcome.Warned).Take(MostAnnotations).Select(gate => Annotation("warning", gate)));

    /// <summary>The summary as Markdown: the verdict, the gates, the figures, and the classes that changed most.</summary>
    public static string Summary(ComparisonSet set)
    {
        using StringWriter text = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        ComparisonMarkdown.Write(text, set, fewClasses: true);
        string summary = text.ToString();
        return Encoding.UTF8.GetByteCount(summary) <= MostSummaryBytes ? summary : $"{ComparisonVerdict.Of(set.Comparisons[0])}\n";
    }

    // A name out of a submission must not be able to end the line or to begin a command of its own.
    private static string Annotation(string kind, GateResult gate) => $"::{kind} title={Property($"ade20k-eval: {gate.Gate.Rule}")}::{Message($"{gate.Run}: {gate.Message}")}";

    private static string Message(string text) => SafeText.Line(text).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
