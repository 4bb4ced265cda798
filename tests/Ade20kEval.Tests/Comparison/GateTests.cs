using Ade20kEval.Comparison;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Files;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Comparison;

/// <summary>Gates: how they are written, and when they let a run through.</summary>
public sealed class GateTests
{
    // Pixel accuracy 80 % before, 79.5 % after: half a point less, the same in every image.
    private static RunComparison HalfAPointWorse => Compare(ComparisonRuns.Even("old", 12, 80, 80), ComparisonRuns.Even("new", 12, 80, 79));

    [TestCase("pixelAccuracy=0.4pp", GateOutcome.Failed)]
    [TestCase("pixelAccuracy=0.5pp", GateOutcome.Passed)]
    [TestCase("aAcc=0.6pp", GateOutcome.Passed)]
    public void A_fall_beyond_the_limit_fails_and_one_of_just_the_limit_does_not(string gate, GateOutcome outcome) =>
        Assert.That(Judge(HalfAPointWorse, GateText.OfFigure(GateKind.MaxDrop, gate)).Outcome, Is.EqualTo(outcome));

    [Test]
    public void The_message_has_both_figures_the_difference_its_interval_and_the_limit()
    {
        GateResult result = Judge(HalfAPointWorse, GateText.OfFigure(GateKind.MaxDrop, "pixelAccuracy=0.2pp"));
        Assert.That(result.Message, Is.EqualTo("pixelAccuracy 80.00 → 79.50 (-0.50 pp, 95 % CI -0.50..-0.50) > 0.20: fell by more than that"));
        Assert.That(result.Gate.Rule, Is.EqualTo("pixelAccuracy may fall by at most 0.2 pp"));
    }

    [Test]
    public void A_rise_is_a_fault_only_where_one_says_so()
    {
        RunComparison better = Compare(ComparisonRuns.Even("old", 12, 80, 79), ComparisonRuns.Even("new", 12, 80, 80));
        Assert.That(Judge(better, GateText.OfFigure(GateKind.MaxDrop, "pixelAccuracy=0pp")).Outcome, Is.EqualTo(GateOutcome.Passed));
        Assert.That(Judge(better, GateText.OfFigure(GateKind.MaxRise, "pixelAccuracy=0.2pp")).Outcome, Is.EqualTo(GateOutcome.Failed));
    }

    [Test]
    public void What_is_worth_a_warning_lets_the_run_through()
    {
        GateResult result = Judge(HalfAPointWorse, GateText.OfFigure(GateKind.WarnDrop, "pixelAccuracy=0.1pp"));
        Assert.That((result.Outcome, result.Passed), Is.EqualTo((GateOutcome.Warned, true)));
    }

    [TestCase("pixelAccuracy=0.795", GateOutcome.Passed)]
    [TestCase("pixelAccuracy=79.5%", GateOutcome.Passed)]
    [TestCase("pixelAccuracy=0.80", GateOutcome.Failed)]
    public void A_floor_is_of_the_figure_itself(string gate, GateOutcome outcome) =>
        Assert.That(Judge(HalfAPointWorse, GateText.OfFigure(GateKind.Floor, gate)).Outcome, Is.EqualTo(outcome));

    [Test]
    public void Confident_gates_warn_of_what_may_be_chance()
    {
        // 20 points worse in one image of twelve, equal in the others: 0.83 points of accuracy, which an interval over images cannot tell from none.
        (int, int)[] even = [.. Enumerable.Repeat((80, 80), 12)];
        RunComparison comparison = Compare(ComparisonRuns.Of("old", even), ComparisonRuns.Of("new", [(60, 60), .. even[1..]]));
        Gate gate = GateText.OfFigure(GateKind.MaxDrop, "pixelAccuracy=0.2pp");

        Assert.That(GateKeeper.Judge(comparison, [gate], GateMode.Point)[0].Outcome, Is.EqualTo(GateOutcome.Failed));
        Assert.That(GateKeeper.Judge(comparison, [gate], GateMode.Confident)[0].Outcome, Is.EqualTo(GateOutcome.Warned));
        Assert.That(GateKeeper.Judge(HalfAPointWorse, [gate], GateMode.Confident)[0].Outcome, Is.EqualTo(GateOutcome.Failed), "the same in every image: no chance");
    }

    [Test]
    public void Classes_count_where_enough_images_have_them()
    {
        // sky: 80 / 120 = 66.67 % before; 79 / (100 + 99 - 79) = 65.83 % after.
        Gate strict = new() { Kind = GateKind.MaxDropClass, Limit = 0.005, Images = 12 };
        GateResult fallen = Judge(HalfAPointWorse, strict);
        Assert.That(fallen.Outcome, Is.EqualTo(GateOutcome.Failed));
        Assert.That(fallen.Message, Does.Contain("sky 66.67 → 65.83 (-0.83 pp)"));
        Assert.That(Judge(HalfAPointWorse, strict with { Images = 13 }).Message, Does.StartWith("no class is in 13 images or more"));
    }

    [Test]
    public void A_few_images_may_fall_and_no_more()
    {
        (int, int)[] even = [.. Enumerable.Repeat((80, 80), 12)];
        RunComparison two = Compare(ComparisonRuns.Of("old", even), ComparisonRuns.Of("new", [(20, 20), (20, 20), .. even[2..]]));
        Gate gate = new() { Kind = GateKind.MaxDropImage, Limit = 0.3, Images = 2 };

        Assert.That(Judge(two, gate).Outcome, Is.EqualTo(GateOutcome.Passed));
        Assert.That(Judge(two, gate with { Images = 1 }).Message, Does.StartWith("2 of 12 images fell by more than 30.00; 1 may: image000"));
    }

    [TestCase("meanIou", "expected a figure and an amount")]
    [TestCase("=0.2pp", "expected a figure and an amount")]
    [TestCase("meanIuo=0.2pp", "meanIou")]
    [TestCase("meanIou=0.2", "such as 0.2pp")]
    [TestCase("meanIou=1%", "such as 0.2pp")]
    [TestCase("meanIou=-1pp", "such as 0.2pp")]
    [TestCase("meanIou=NaNpp", "such as 0.2pp")]
    [TestCase("kappa=0.2pp", "such as 0.01")]
    [TestCase("meanFScore=1pp", "without interval")]
    public void An_amount_that_could_be_misread_is_refused(string gate, string said) =>
        Assert.That(() => GateText.OfFigure(GateKind.MaxDrop, gate), Throws.TypeOf<InputException>().With.Message.Contain(said));

    [Test]
    public void The_template_is_a_file_of_gates()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["gates.json"], GateFile.Template);
        GateFile file = GateFile.Read(folder["gates.json"]);

        Assert.That(file.Mode, Is.EqualTo(GateMode.Point));
        Assert.That(file.Gates.Select(gate => gate.Kind), Is.EqualTo(new[]
        {
            GateKind.MaxDrop, GateKind.MaxDrop, GateKind.WarnDrop, GateKind.MaxRise, GateKind.Floor, GateKind.MaxDropClass, GateKind.MaxDropImage,
        }));
        Assert.That(file.Gates[0], Is.EqualTo(new Gate { Kind = GateKind.MaxDrop, Metric = Metrics.MeanIou, Limit = 0.002 }));
    }

    [TestCase("{\"schema\":\"ade20k-eval/gate/1\"}", "has no gate")]
    [TestCase("{\"schema\":\"ade20k-eval/gate/2\",\"floor\":{}}", "$.schema")]
    [TestCase("{\"floor\":{\"meanIou\":\"0.5\"}}", "\"schema\"")]
    [TestCase("{\"schema\":\"ade20k-eval/gate/1\",\"maxDorp\":{\"meanIou\":\"1pp\"}}", "maxDrop")]
    [TestCase("{\"schema\":\"ade20k-eval/gate/1\",\"maxDrop\":{\"meanIou\":0.2}}", "$.maxDrop.meanIou")]
    [TestCase("{\"schema\":\"ade20k-eval/gate/1\",\"maxDrop\":{\"meanIou\":\"0.2\"}}", "$.maxDrop.meanIou")]
    [TestCase("{\"schema\":\"ade20k-eval/gate/1\",\"maxDropClass\":{\"limit\":\"3pp\",\"images\":2}}", "minImages")]
    [TestCase("{\"schema\":\"ade20k-eval/gate/1\",\"mode\":\"sure\",\"floor\":{\"meanIou\":\"0.5\"}}", "point")]
    public void A_file_that_says_something_else_is_refused_with_its_place(string json, string said)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["gates.json"], json);
        Assert.That(() => GateFile.Read(folder["gates.json"]), Throws.TypeOf<InputException>().With.Message.Contain(said));
    }

    private static RunComparison Compare(Ade20kEval.Runs.RunDocument baseline, Ade20kEval.Runs.RunDocument run) => RunComparison.Create(baseline, run, new ComparisonOptions { Draws = 50 });

    private static GateResult Judge(RunComparison comparison, Gate gate) => GateKeeper.Judge(comparison, [gate])[0];
}
