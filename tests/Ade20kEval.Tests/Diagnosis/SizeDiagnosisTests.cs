using Ade20kEval.Diagnosis;

namespace Ade20kEval.Tests.Diagnosis;

public sealed class SizeDiagnosisTests
{
    [Test]
    public void Equal_sizes_are_fine() =>
        Assert.That(SizeDiagnosis.Examine([new SizePair("a", 4, 3, 4, 3), new SizePair("b", 5, 5, 5, 5)]), Is.Null);

    [Test]
    public void No_pairs_are_fine() =>
        Assert.That(SizeDiagnosis.Examine([]), Is.Null);

    [TestCase(171, 128, "1/4")]     // 683 / 4 = 170.75, rounded up
    [TestCase(170, 128, "1/4")]     // or down
    [TestCase(1366, 1024, "2")]
    public void A_common_factor_is_found_however_it_was_rounded(int width, int height, string factor)
    {
        Finding finding = SizeDiagnosis.Examine([new SizePair("a", 683, 512, width, height)])!;
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.ScaledSize));
        Assert.That(finding.Summary, Does.Contain($" {factor} times"));
    }

    [Test]
    public void The_same_size_of_all_ground_truths_is_no_fixed_size_of_the_network() =>
        Assert.That(
            SizeDiagnosis.Examine([new SizePair("a", 64, 64, 32, 32), new SizePair("b", 64, 64, 32, 32)])?.Cause,
            Is.EqualTo(FindingCause.ScaledSize));

    [Test]
    public void Sizes_without_rule_are_merely_other() =>
        Assert.That(
            SizeDiagnosis.Examine([new SizePair("a", 64, 48, 32, 30), new SizePair("b", 64, 64, 64, 64)]),
            Has.Property("Cause").EqualTo(FindingCause.OtherSizes).And.Property("Evidence").EqualTo("a: prediction 32 x 30, ground truth 64 x 48 (width x height)."));
}
