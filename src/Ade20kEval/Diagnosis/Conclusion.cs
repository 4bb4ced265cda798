using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Diagnosis;

/// <summary>Holds what was found to the rule, and says what it gives: no mend is stated whose score is at chance or not clearly above the score before.</summary>
/// <param name="options">How the doctor looks.</param>
/// <param name="asScored">The run as scoring counts it; <see langword="null"/> where it cannot be scored.</param>
/// <param name="before">Its agreement.</param>
/// <param name="mended">The run with all mends applied.</param>
/// <param name="tried">What was tried, in words.</param>
internal sealed class Conclusion(DoctorOptions options, RunCounts? asScored, AgreeingPixels before, RunCounts mended, string tried)
{
    /// <summary>The report, without the number of images.</summary>
    public DoctorReport Report(List<Finding> findings)
    {
        Scores? scoreBefore = asScored is null ? null : options.Protocol.Score(asScored);
        Scores? scoreAfter = mended.Images.Count == 0 ? null : ScoreOf(mended);
        AgreeingPixels after = AgreeingPixels.Of(mended);
        bool changes = findings.Exists(finding => finding.IsMended && finding.Files.Count == 0);
        bool holds = asScored is null ? after.IsAboveChance : after.IsClearlyBetterThan(before) && !(scoreAfter?.MeanIou < scoreBefore?.MeanIou);
        if (changes && !holds)
        {
            // Facts stay (sizes differ, names do not pair); what was only a guess at a better reading goes.
            // That half of two classes is not scored at all is such a fact, though a score of the other half alone is the higher one.
            findings.RemoveAll(finding => asScored is not null && finding.IsMended && finding.Files.Count == 0 && !(finding.Cause == FindingCause.IgnoredValueIsClass && after.IsClearlyBetterThan(before)));
            findings = [.. findings.Where(finding => finding.Reading is null || finding.Files.Count > 0 || finding.Cause == FindingCause.IgnoredValueIsClass).Select(WithoutMend)];
            scoreAfter = scoreBefore;
        }
        else
        {
            findings = [.. findings.Select(finding => finding.IsMended ? finding with { ScoreWhenMended = scoreAfter } : finding with { ScoreWhenMended = null })];
        }

        AgreeingPixels end = holds || asScored is null ? after : before;
        if (end.IsAtChance && !findings.Exists(finding => finding.Cause is FindingCause.ConstantPrediction or FindingCause.NoLabelledPixels))
        {
            findings.Add(AtChance(end));
        }

        return new DoctorReport
        {
            GroundTruthCount = 0,
            ExaminedCount = 0,
            Findings = findings,
            ScoreAsIs = scoreBefore,
            ScoreWhenMended = scoreAfter,
        };
    }

    private Scores ScoreOf(RunCounts run) => (options.Protocol.Fits(run.Dataset) ? options.Protocol : ProtocolCatalog.ForDataset(run.Dataset)[0]).Score(run);

    private static Finding WithoutMend(Finding finding) => finding with { Advice = [], NeedsOtherFiles = false, Folder = null, ScoreWhenMended = null };

    private Finding AtChance(AgreeingPixels agreement) => new(
        FindingCause.AtChance,
        "Predictions agree with the ground truth no more than by chance: look at pairing and orientation.",
        $"{agreement} of the labelled pixels have their ground-truth class ({FindingNumbers.Count(agreement.Pixels)} of {FindingNumbers.Count(agreement.LabelledPixels)}); strewn at random the same values would give {agreement.ChanceShare}."
            + (tried.Length > 0 ? $" Tried, and none of it clearly better: {tried}." : ""),
        "Are these predictions of these images? Look at one beside its ground truth; the network may also not have learnt anything.");
}
