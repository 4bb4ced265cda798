using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Formats;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Colours and shades where numbers are meant.</summary>
public sealed class DoctorColorTests
{
    [Test]
    public void Masks_drawn_in_the_colours_of_the_palette()
    {
        using Submission submission = new();
        double healthy = DoctorExpectations.HealthyScore();
        DoctorReport report = submission.Examine(write: Draw);
        Assert.That(report.Findings.Select(found => (found.Cause, found.IsFault)), Is.EqualTo(new[] { (FindingCause.ColoredMasks, true), (FindingCause.SharedColor, false) }));
        Finding finding = DoctorExpectations.Expect(report with { Findings = [report.Findings[0]] }, FindingCause.ColoredMasks, "--encoding palette", null);
        Assert.That(finding.Evidence, Does.Contain("6 of 6 predictions").And.Contain("100.00 % of their pixels"));

        // Skyscrapers have the colour of roads, and are read as these.
        submission.Renumber(id => id == 49 ? 7 : id);
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(submission.Examine().ScoreAsIs?.MeanIou));
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.EqualTo(healthy).Within(0.02));
    }

    [Test]
    public void Masks_drawn_over_a_photograph()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(write: (stream, image, width, height) =>
            Submission.WriteColors(stream, [.. Enumerable.Range(0, image.Guess.Length).Select(i => (ushort)i)], width, height, i => new Rgb((byte)i, (byte)(i * 7), (byte)(i * 13))));
        Assert.That(report.Findings[0].Cause, Is.EqualTo(FindingCause.ColoredMasks));
        Assert.That(report.Findings[0].Advice, Is.Empty);
        Assert.That(report.Findings[0].Summary, Does.Contain("no palette that we know"));
        Assert.That(report.Findings[0].Evidence, Does.Contain("pixels have other colours: #"));
    }

    [Test]
    public void Gray_masks_with_three_channels()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(write: (stream, image, width, height) =>
            Submission.WriteColors(stream, image.Guess, width, height, id => new Rgb((byte)id, (byte)id, (byte)id)));
        DoctorExpectations.Expect(report, FindingCause.GrayAsRgb, "--encoding gray", DoctorExpectations.HealthyScore());
        Assert.That(report.ScoreAsIs, Is.Null, "score refuses these files");
    }

    [Test]
    public void Gray_values_of_drawn_masks()
    {
        using Submission submission = new("voc2012-21");
        double healthy = DoctorExpectations.HealthyScore("voc2012-21");
        submission.Renumber(id =>
        {
            Rgb color = Voc21.Dataset.Classes[id].Color;
            return (int)Math.Round((0.299 * color.R) + (0.587 * color.G) + (0.114 * color.B));
        });
        DoctorReport report = submission.Examine();
        Finding finding = DoctorExpectations.Expect(report, FindingCause.GrayOfColors, null, null);
        Assert.That(finding.Remap, Is.Empty);

        // Aeroplane (128, 0, 0) and potted plant (0, 64, 0) are both gray 38: a little is lost.
        Assert.That(finding.ScoreWhenMended?.MeanIou, Is.InRange(0.8 * healthy, healthy));
    }

    [Test]
    public void Files_that_are_no_masks()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(write: (stream, _, _, _) => stream.Write("\u00ff\u00d8\u00ff\u00e0 JFIF"u8));
        Assert.That(report.Findings.Single().Cause, Is.EqualTo(FindingCause.Unreadable));
        Assert.That(report.ExaminedCount, Is.Zero);
        Assert.That(report.ScoreWhenMended, Is.Null);
    }

    private static void Draw(Stream stream, Submission.Image image, int width, int height) =>
        Submission.WriteColors(stream, image.Guess, width, height, id => Ade20k150.Dataset.Classes[id - 1].Color);
}
