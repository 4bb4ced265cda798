using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>What a check of a submission found, as `validate` prints it at home and a board's host sees it: the same words.</summary>
internal static class ValidationText
{
    /// <summary>Notes, then every kind of fault with its first cases, then the judgement.</summary>
    public static string Of(SubmissionValidation found)
    {
        StringBuilder text = new();
        foreach (string note in found.Notes)
        {
            text.Append("note: ").Append(SafeText.Line(note)).Append('\n');
        }

        foreach (SubmissionFinding finding in found.Findings)
        {
            text.Append(Invariant($"{SafeText.Line(finding.Summary)}{(finding.Cases.Count > 0 ? Invariant($": {finding.Count:N0}") : "")}\n"));
            foreach (string name in finding.Cases)
            {
                text.Append("  ").Append(SafeText.Line(name)).Append('\n');
            }

            if (finding.Count > finding.Cases.Count && finding.Cases.Count > 0)
            {
                text.Append(Invariant($"  and {finding.Count - finding.Cases.Count:N0} more\n"));
            }
        }

        return text.Append(found.IsValid ? $"valid: {Plural.Of(found.Masks, "mask")}\n" : $"not valid: {Plural.Of(found.Masks, "mask")}, {Plural.Of(found.Findings.Count, "kind")} of fault\n").ToString();
    }
}
