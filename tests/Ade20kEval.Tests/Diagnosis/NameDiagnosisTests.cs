using Ade20kEval.Diagnosis;

namespace Ade20kEval.Tests.Diagnosis;

public sealed class NameDiagnosisTests
{
    [Test]
    public void Cityscapes_names_pair_by_what_they_share()
    {
        NameRule rule = NameDiagnosis.Find(
            ["aachen_000000_000019_gtFine_labelIds", "aachen_000001_000019_gtFine_labelIds"],
            ["aachen_000000_000019_leftImg8bit", "aachen_000001_000019_leftImg8bit"])!;
        Assert.That(rule.Pairs["aachen_000001_000019_gtFine_labelIds"], Is.EqualTo("aachen_000001_000019_leftImg8bit"));
        Assert.That(rule.Pairs, Has.Count.EqualTo(2));
    }

    [Test]
    public void Two_predictions_for_one_name_are_left_out() =>
        Assert.That(NameDiagnosis.Find(["kitchen"], ["KITCHEN", "kITCHEN"]), Is.Null);

    [Test]
    public void Names_with_nothing_in_common_pair_by_no_rule() =>
        Assert.That(NameDiagnosis.Find(["kitchen", "bedroom"], ["left", "upper"]), Is.Null);

    [Test]
    public void A_rule_for_less_than_half_of_the_names_is_no_rule() =>
        Assert.That(NameDiagnosis.Find(["aaaa", "bbbb", "cccc", "dddd"], ["x_aaaa", "ffff", "gggg", "hhhh"]), Is.Null);

    [Test]
    public void Nothing_pairs_with_nothing()
    {
        Assert.That(NameDiagnosis.Find([], ["a"]), Is.Null);
        Assert.That(NameDiagnosis.Find(["a"], []), Is.Null);
    }

    [Test]
    public void Two_thousand_names_are_paired_at_once()
    {
        string[] truth = [.. Enumerable.Range(1, 2000).Select(i => $"ADE_val_{i:00000000}")];
        NameRule rule = NameDiagnosis.Find(truth, [.. truth.Select(name => name + "_pred")])!;
        Assert.That(rule.Pairs, Has.Count.EqualTo(2000));
    }
}
