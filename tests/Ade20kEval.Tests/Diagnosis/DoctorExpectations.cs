using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>What tests of the doctor expect again and again.</summary>
internal static class DoctorExpectations
{
    /// <summary>The score of the set as it is made, nothing broken.</summary>
    public static double HealthyScore(string dataset = "ade20k-150")
    {
        using Submission submission = new(dataset);
        return submission.Examine().ScoreAsIs!.MeanIou!.Value;
    }

    /// <summary>Exactly this finding, this option, and the score of the set before it was broken.</summary>
    public static Finding Expect(DoctorReport report, FindingCause cause, string? options, double? meanIou)
    {
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { cause }));
        Finding finding = report.Findings[0];
        Assert.That(AdviceWords.Options(finding.Advice, finding.Dataset), Is.EqualTo(options ?? ""));
        Assert.That(finding.IsFault, Is.True);
        if (meanIou is not null)
        {
            Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(meanIou));
            Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(meanIou));
        }

        return finding;
    }

    /// <summary>A prediction of another size, nearest neighbour by the centre rule.</summary>
    public static ushort[] Resize(Submission.Image image, int width, int height) =>
        [.. Enumerable.Range(0, width * height).Select(i => image.Guess[((((2 * (i / width)) + 1) * image.Height / (2 * height)) * image.Width) + (((2 * (i % width)) + 1) * image.Width / (2 * width))])];
}
