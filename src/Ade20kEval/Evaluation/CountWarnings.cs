using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>What a person should know of counts, wherever they come from: large shares, and what looks like a wrong encoding.</summary>
internal static class CountWarnings
{
    /// <summary>The warnings, a sentence or two each.</summary>
    public static IEnumerable<string> Of(RunCounts counts, Protocol primary) => [.. ShareDiagnosis.Warnings(counts, primary), .. Suspicions(counts, primary)];

    // What makes the score look like a wrong encoding rather than a bad model: the cheap part of the doctor.
    private static IEnumerable<string> Suspicions(RunCounts counts, Protocol primary)
    {
        foreach (Finding finding in CountDiagnosis.Examine(counts, primary).Where(finding => finding.IsFault))
        {
            string mended = finding.ScoreWhenMended?.MeanIou is double meanIou
                ? Invariant($" The mean IoU would then be {100 * meanIou:0.00} % ({primary.Name}).")
                : "";
            yield return $"{finding.Summary} {finding.Evidence} {finding.Remedy}{mended} For more, {Advice.Doctor}.";
        }
    }
}
