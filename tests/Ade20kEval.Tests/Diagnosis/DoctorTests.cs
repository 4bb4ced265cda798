using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Whole sets of predictions, sound, poor or broken in several ways: the doctor names each cause, the option that mends it, and the score of the set before it was broken.</summary>
public sealed class DoctorTests
{
    [Test]
    public void Healthy_predictions_have_no_findings()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine();
        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.ExaminedCount, Is.EqualTo(6));
        Assert.That(report.ScoreAsIs?.PixelAccuracy, Is.InRange(0.75, 0.85));
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(report.ScoreAsIs?.MeanIou));
        Assert.That(report.Advice, Is.Empty);
    }

    [Test]
    public void Several_faults_are_mended_one_after_the_other()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = DoctorExpectations.Resize(image, image.Width * 2, image.Height * 2) });
        submission.Renumber(id => id - 1);
        DoctorReport report = submission.Examine(name => name + ".jpg", predictionSize: (width, height) => (width * 2, height * 2));
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.Names, FindingCause.ScaledSize, FindingCause.ClassIndices }));
        Assert.That(AdviceWords.Options(report.Advice, report.Dataset), Is.EqualTo("--suffix TEXT --resize nearest --prediction-labels indices"));
        Assert.That(report.ScoreAsIs, Is.Null);
        Assert.That(report.ScoreWhenMended?.MeanIou, Is.EqualTo(DoctorExpectations.HealthyScore()));   // doubled and halved is what it was
    }

    [Test]
    public void Poor_but_honest_predictions_are_left_alone()
    {
        using Submission submission = new();
        Random random = new(3);
        submission.Renumber(id => random.NextDouble() < 0.8 ? random.Next(1, 151) : id);
        Assert.That(submission.Examine().Findings, Is.Empty);
    }

    [Test]
    public void Predictions_that_are_the_ground_truth()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = image.Truth });
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.EqualsGroundTruth));
        Assert.That(finding.IsFault, Is.False);
    }

    [Test]
    public void Few_of_many_pairs_are_read_when_so_asked()
    {
        using Submission submission = new();
        submission.Examine();
        using MaskSource truth = MaskSource.Open(Path.Combine(submission.Predictions, "..", "truth"));
        using MaskSource predictions = MaskSource.Open(submission.Predictions);
        DoctorReport report = Doctor.Examine(truth, predictions, new DoctorOptions { Dataset = submission.Dataset, Protocol = ProtocolCatalog.Find("sceneparse"), MostPairs = 2 });
        Assert.That((report.GroundTruthCount, report.ExaminedCount), Is.EqualTo((6, 2)));
    }

    [Test]
    public void The_benchmarks_own_sample_predictions_are_its_ground_truth()
    {
        using MaskSource truth = MaskSource.Open(TestFolders.SharedOrSkip("real", "sceneparsing", "sampleData", "annotations"));
        using MaskSource predictions = MaskSource.Open(TestFolders.SharedOrSkip("real", "sceneparsing", "sampleData", "predictions"));
        DoctorReport report = Doctor.Examine(truth, predictions, new DoctorOptions { Dataset = Ade20k150.Dataset, Protocol = ProtocolCatalog.Find("sceneparse") });
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.EqualsGroundTruth }));
        Assert.That(report.ScoreAsIs?.MeanIou, Is.EqualTo(0.1).Within(1e-4));
    }

    [Test]
    public void The_same_folder_twice_is_refused()
    {
        using Submission submission = new();
        submission.Examine();
        using MaskSource once = MaskSource.Open(submission.Predictions);
        using MaskSource twice = MaskSource.Open(submission.Predictions);
        DoctorOptions options = new() { Dataset = submission.Dataset, Protocol = ProtocolCatalog.Find("sceneparse") };
        Assert.That(() => Doctor.Examine(once, twice, options), Throws.InstanceOf<InputException>());
    }
}
