using Ade20kEval.Diagnosis;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Masks that are turned, or of other sizes.</summary>
public sealed class DoctorPlaceTests
{
    [Test]
    public void Transposed_masks()
    {
        using Submission submission = new();
        submission.Change(Turn);
        Finding finding = DoctorExpectations.Expect(submission.Examine(predictionSize: (width, height) => (height, width)), FindingCause.Transposed, null, DoctorExpectations.HealthyScore());
        Assert.That(finding.Evidence, Does.StartWith("5 of 6 predictions have another size").And.Contains("prediction 30 x 40, ground truth 40 x 30"));
    }

    [Test]
    public void Transposed_squares()
    {
        using Submission submission = new(square: true);
        double? healthy = submission.Examine().ScoreAsIs?.MeanIou;
        submission.Change(Turn);
        DoctorExpectations.Expect(submission.Examine(), FindingCause.Transposed, null, healthy);
    }

    [Test]
    public void One_fixed_size()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = DoctorExpectations.Resize(image, 64, 64) });
        Finding finding = DoctorExpectations.Expect(submission.Examine(predictionSize: (_, _) => (64, 64)), FindingCause.OneFixedSize, "--resize nearest", null);
        Assert.That(finding.Summary, Does.Contain("64 x 64"));
        Assert.That(finding.ScoreWhenMended?.PixelAccuracy, Is.GreaterThan(0.7));
    }

    [Test]
    public void Half_the_size()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = DoctorExpectations.Resize(image, image.Width / 2, image.Height / 2) });
        Finding finding = DoctorExpectations.Expect(submission.Examine(predictionSize: (width, height) => (width / 2, height / 2)), FindingCause.ScaledSize, "--resize nearest", null);
        Assert.That(finding.Summary, Does.Contain("1/2 times"));
    }

    private static Submission.Image Turn(Submission.Image image) =>
        image with { Guess = [.. Enumerable.Range(0, image.Guess.Length).Select(i => image.Guess[(i % image.Height * image.Width) + (i / image.Height)])] };
}
