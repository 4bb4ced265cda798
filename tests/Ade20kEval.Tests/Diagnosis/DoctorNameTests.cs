using Ade20kEval.Diagnosis;

namespace Ade20kEval.Tests.Diagnosis;

/// <summary>Names that do not pair.</summary>
public sealed class DoctorNameTests
{
    [TestCase("pred_{0}", "predictions begin with 'pred_'")]
    [TestCase("{0}.jpg", "predictions end with '.jpg'")]
    [TestCase("out_{0}_mask", "predictions begin with 'out_' and predictions end with '_mask'")]
    public void Names_with_something_before_or_behind(string pattern, string rule)
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(name => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, name));
        Finding finding = DoctorExpectations.Expect(report, FindingCause.Names, pattern[0] == '{' ? "--suffix TEXT" : null, DoctorExpectations.HealthyScore());
        Assert.That(finding.Summary, Does.Contain(rule));
        Assert.That(finding.Evidence, Does.StartWith("There is no prediction of the same name for 6 of 6 ground truths; by this rule there is one for 6 of them"));
    }

    [Test]
    public void Names_of_another_ending_on_both_sides()
    {
        using Submission submission = new();
        submission.Change(image => image with { Name = image.Name + "_labels" });
        DoctorReport report = submission.Examine(name => name.Replace("_labels", "_photo", StringComparison.Ordinal));
        Finding finding = DoctorExpectations.Expect(report, FindingCause.Names, "--suffix TEXT", DoctorExpectations.HealthyScore());
        Assert.That(finding.Summary, Does.Contain("predictions end with '_photo' and ground truths end with '_labels'"));
        Assert.That(finding.Suffixes, Is.EqualTo(new[] { "_labels", "_photo" }));
    }

    [Test]
    public void Names_in_other_letters()
    {
        using Submission submission = new();
        DoctorExpectations.Expect(submission.Examine(name => name.ToLowerInvariant()), FindingCause.Names, null, DoctorExpectations.HealthyScore());
    }

    [Test]
    public void Names_that_are_mere_numbers()
    {
        using Submission submission = new();
        Finding finding = DoctorExpectations.Expect(submission.Examine(name => name.Split('_')[2].TrimStart('0')), FindingCause.Names, null, DoctorExpectations.HealthyScore());
        Assert.That(finding.Remedy, Does.Contain("'1' to 'ADE_val_00000001'"));
    }

    [Test]
    public void A_prediction_that_is_missing()
    {
        using Submission submission = new();
        DoctorReport report = submission.Examine(name => name == "ADE_val_00000002" ? "something else" : name);
        Assert.That(report.Findings.Single().Cause, Is.EqualTo(FindingCause.MissingPredictions));
        Assert.That(report.Findings[0].Evidence, Is.EqualTo("The first: ADE_val_00000002. Predictions that belong to no ground truth: 1."));
        Assert.That((report.GroundTruthCount, report.ExaminedCount), Is.EqualTo((6, 5)));
    }
}
