using Ade20kEval.Cli;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Diagnosis;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Numbers that mean something else: shifted, stretched, renumbered, unknown.</summary>
public sealed class DoctorNumberTests
{
    [Test]
    public void Class_indices_for_label_ids()
    {
        using Submission submission = new();
        double healthy = DoctorExpectations.HealthyScore();
        submission.Renumber(id => id - 1);
        DoctorReport report = submission.Examine();
        DoctorExpectations.Expect(report, FindingCause.ClassIndices, "--prediction-labels indices", healthy);
        Assert.That(report.ScoreAsIs?.MeanIou, Is.LessThan(healthy / 4));
    }

    [Test]
    public void Label_ids_for_class_indices()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(labels: PredictionLabels.Indices);
        DoctorExpectations.Expect(report, FindingCause.LabelIds, "--prediction-labels ids", DoctorExpectations.HealthyScore());
    }

    [Test]
    public void Values_one_too_high()
    {
        using Submission submission = new();
        submission.Renumber(id => id + 1);
        DoctorReport report = submission.Examine();
        Finding finding = DoctorExpectations.Expect(report, FindingCause.LabelOffset, "--remap FILE", DoctorExpectations.HealthyScore());
        Assert.That(finding.Remap[151], Is.EqualTo(150));
        Assert.That(finding.Remap[2], Is.EqualTo(1));
        Assert.That(finding.Summary, Is.EqualTo("Predictions hold every value plus 1."));
    }

    [Test]
    public void Values_two_too_low_wrap_round_in_bytes()
    {
        using Submission submission = new();
        submission.Renumber(id => (id + 254) % 256);
        Finding finding = DoctorExpectations.Expect(submission.Examine(), FindingCause.LabelOffset, "--remap FILE", DoctorExpectations.HealthyScore());
        Assert.That(finding.Remap[255], Is.EqualTo(1));
    }

    [Test]
    public void Train_ids_for_label_ids_of_cityscapes()
    {
        using Submission submission = new("cityscapes-19");
        double healthy = DoctorExpectations.HealthyScore("cityscapes-19");
        submission.Renumber(id => Index(Cityscapes19.Dataset, id));
        DoctorExpectations.Expect(submission.Examine(), FindingCause.ClassIndices, "--prediction-labels indices", healthy);
    }

    [Test]
    public void Eight_bits_stretched_to_sixteen()
    {
        using Submission submission = new();
        submission.Renumber(id => id * 257);
        Finding finding = DoctorExpectations.Expect(submission.Examine(), FindingCause.ScaledValues, "--remap FILE", DoctorExpectations.HealthyScore());
        Assert.That(finding.Remap[257 * 7], Is.EqualTo(7));
    }

    [Test]
    public void Category_numbers_of_coco()
    {
        using Submission submission = new("coco-21");
        double healthy = DoctorExpectations.HealthyScore("coco-21");
        submission.Renumber(id => Coco21.Dataset.OtherNumberings.Single().Ids.Single(pair => pair.Value == id).Key);
        DoctorExpectations.Expect(submission.Examine(), FindingCause.OtherNumbering, "--remap FILE", healthy);
    }

    [TestCase(149, true)]
    [TestCase(149, false)]
    public void Class_indices_stretched_to_the_whole_range_of_bytes(int last, bool isRounded)
    {
        using Submission submission = new();
        double healthy = DoctorExpectations.HealthyScore();
        submission.Renumber(id => isRounded ? (int)Math.Round((id - 1) * 255.0 / last, MidpointRounding.AwayFromZero) : (id - 1) * 255 / last);
        Finding finding = DoctorExpectations.Expect(submission.Examine(), FindingCause.ScaledValues, "--remap FILE", healthy);
        Assert.That(finding.Summary, Is.EqualTo($"Predictions hold every class index stretched by 255/149, {(isRounded ? "rounded" : "rounded down")}."));
    }

    [Test]
    public void One_value_everywhere()
    {
        using Submission submission = new();
        submission.Renumber(_ => 1);
        DoctorReport report = submission.Examine();
        Assert.That(report.Findings.Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.ConstantPrediction }));
        Assert.That(report.Findings[0].Summary, Does.Contain("the value 1."));
    }

    [Test]
    public void Some_predictions_of_one_value()
    {
        using Submission submission = new();
        submission.Images[2] = submission.Images[2] with { Guess = [.. submission.Images[2].Guess.Select(_ => (ushort)9)] };
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.ConstantPrediction));
        Assert.That(finding.Evidence, Is.EqualTo("The first: ADE_val_00000003."));
    }

    [Test]
    public void Values_beyond_the_classes()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = [.. image.Guess.Select((id, i) => i % 10 == 0 ? (ushort)200 : id)] });
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.ValuesBeyondClasses));
        Assert.That(finding.Summary, Does.EndWith(": 200."));
        Assert.That(finding.Evidence, Does.Contain("expected 1..150"));
    }

    [Test]
    public void The_ignored_value_predicted()
    {
        using Submission submission = new();
        submission.Change(image => image with { Guess = [.. image.Guess.Select((id, i) => i % 10 == 0 ? (ushort)0 : id)] });
        Finding finding = submission.Examine().Findings.Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.IgnoredValuePredicted));
        Assert.That(finding.Summary, Does.Contain("(0)"));
    }

    [Test]
    public void Ground_truth_that_holds_train_ids()
    {
        using Submission submission = new("ade20k-150-trainids");
        DoctorReport report = submission.Examine(dataset: "ade20k-150");
        Finding finding = report.Findings[0];
        Assert.That((finding.Cause, AdviceWords.Options(finding.Advice, finding.Dataset)), Is.EqualTo((FindingCause.GroundTruthValues, "--dataset ade20k-150-trainids")));
        Assert.That(report.ScoreWhenMended?.PixelAccuracy, Is.InRange(0.75, 0.85));
    }

    [Test]
    public void Ground_truth_of_no_dataset_that_we_know()
    {
        using Submission submission = new();
        submission.Change(image => image with { Truth = [.. image.Truth.Select(id => (ushort)(id == 0 ? 0 : 40_000 + id))] });
        Finding finding = submission.Examine().Findings[0];
        Assert.That((finding.Cause, finding.Advice.Count), Is.EqualTo((FindingCause.GroundTruthValues, 0)));
    }

    private static int Index(Dataset dataset, int id) => dataset.ClassifyGroundTruth(id).ClassIndex!.Value;
}
