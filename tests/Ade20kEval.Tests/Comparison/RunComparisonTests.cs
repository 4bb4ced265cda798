using Ade20kEval.Comparison;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Comparison;

/// <summary>Runs against each other: what may be compared, and what is found.</summary>
public sealed class RunComparisonTests
{
    [Test]
    public void The_difference_is_that_of_the_figures()
    {
        // Baseline: IoU 80 / (100 + 100 - 80) = 2/3 for both classes. Run: wall is predicted on 90 + 30 pixels, sky on 70 + 10.
        RunComparison comparison = RunComparison.Create(ComparisonRuns.Even("old", 12, 80, 80), ComparisonRuns.Even("new", 12, 90, 70), new ComparisonOptions { Draws = 100 });
        PairedDifference difference = comparison.Of(Metrics.MeanIou)!;

        Assert.That(difference.Baseline, Is.EqualTo(2.0 / 3).Within(1e-15));
        Assert.That(difference.Value, Is.EqualTo(((90.0 / (100 + 120 - 90)) + (70.0 / (100 + 80 - 70))) / 2).Within(1e-15));
        Assert.That((comparison.ClassesBetter, comparison.ClassesWorse), Is.EqualTo((1, 1)));
        Assert.That(comparison.Images, Has.Count.EqualTo(12));
        Assert.That(comparison.Images[0].Difference, Is.EqualTo(difference.Difference).Within(1e-12), "all images are alike");
    }

    [Test]
    public void A_run_against_itself_differs_by_nothing_and_not_beyond_chance()
    {
        RunDocument run = ComparisonRuns.Of("model", [.. Enumerable.Range(0, 15).Select(i => (60 + i, 90 - i))]);
        PairedDifference difference = RunComparison.Create(run, run, new ComparisonOptions { Draws = 200 }).Of(Metrics.MeanIou)!;

        Assert.That(difference.Difference, Is.Zero);
        Assert.That(difference.Interval, Is.EqualTo(new Interval(0, 0, 0.95, IntervalMethod.Jackknife)));
        Assert.That(difference.P, Is.EqualTo(1));
    }

    [Test]
    public void Any_protocol_is_applied_to_the_counts_of_both()
    {
        RunComparison comparison = RunComparison.Create(
            ComparisonRuns.Even("old", 12, 80, 80), ComparisonRuns.Even("new", 12, 90, 70), new ComparisonOptions { Protocol = ProtocolCatalog.Find("voc"), Draws = 0 });

        Assert.That(comparison.Run.PrimaryProtocol, Is.EqualTo("voc"));
        Assert.That(comparison.Of(Metrics.MeanIou)!.P, Is.Null, "nothing was drawn");
    }

    [Test]
    public void Other_ground_truth_is_refused_unless_forced()
    {
        RunDocument baseline = ComparisonRuns.Even("old", 12, 80, 80);
        RunDocument other = ComparisonRuns.Even("new", 12, 90, 70);
        other = other with { Header = other.Header with { GroundTruth = other.GroundTruth with { Digest = new string('c', 64) } } };

        Assert.That(() => RunComparison.Create(baseline, other), Throws.TypeOf<NotComparableException>().With.Message.Contain("same names but other contents"));
        Assert.That(RunComparison.Create(baseline, other, new ComparisonOptions { Force = true, Draws = 0 }).Warnings.Single(), Does.Contain("other ground truth"));
    }

    [Test]
    public void Ground_truth_without_a_digest_is_the_same_where_every_image_has_as_many_pixels_of_each_value()
    {
        static RunDocument WithoutDigest(RunDocument run) => run with { Header = run.Header with { GroundTruth = run.GroundTruth with { Digest = "" } } };
        RunDocument baseline = ComparisonRuns.Even("old", 12, 80, 80);
        RunDocument better = WithoutDigest(ComparisonRuns.Even("new", 12, 90, 85));
        ImageCounts[] swapped = [.. better.Images.Select((image, i) => i != 3 ? image : new ImageCounts(image.Name, image.Width, image.Height, [new PairCount(1, 1, 101), new PairCount(2, 2, 99)]))];
        RunDocument other = better with { Counts = new RunCounts(better.Dataset, better.PredictionLabels, swapped) };

        Assert.That(RunComparison.Create(baseline, better, new ComparisonOptions { Draws = 0 }).Warnings, Has.None.Contain("other ground truth"));
        Assert.That(() => RunComparison.Create(better, other), Throws.TypeOf<NotComparableException>().With.Message.Contain("other pixels of some value, in 1 image (image003)"));
    }

    [Test]
    public void Other_images_are_named_and_left_out_when_forced()
    {
        RunDocument baseline = ComparisonRuns.Even("old", 12, 80, 80);
        RunDocument shorter = ComparisonRuns.Even("new", 10, 90, 70);

        Assert.That(() => RunComparison.Create(baseline, shorter), Throws.TypeOf<NotComparableException>().With.Message.Contain("it lacks 2 images (image010, image011)"));
        RunComparison forced = RunComparison.Create(baseline, shorter, new ComparisonOptions { Force = true, Draws = 0 });
        Assert.That(forced.Images, Has.Count.EqualTo(10));
        Assert.That(forced.Warnings[0], Does.Contain("compared over the 10 images that both have"));
    }

    [Test]
    public void Other_classes_are_refused_even_when_forced() => Assert.That(
        () => RunComparison.Create(ComparisonRuns.Even("old", 2, 80, 80), SampleRuns.Small(), new ComparisonOptions { Force = true }),
        Throws.TypeOf<NotComparableException>().With.Message.Contain("it is of tiny, the other of two"));

    [Test]
    public void Several_runs_stand_in_order_with_letters()
    {
        // Twenty images; a and b differ by chance alone, c is ten points worse on every one.
        Random random = new(3);
        (int, int)[] images = [.. Enumerable.Range(0, 20).Select(_ => (70 + random.Next(20), 70 + random.Next(20)))];
        RunDocument a = ComparisonRuns.Of("a", images);
        RunDocument b = ComparisonRuns.Of("b", [.. images.Select((image, i) => (image.Item1 + (i % 2 == 0 ? 1 : -1), image.Item2))]);
        RunDocument c = ComparisonRuns.Of("c", [.. images.Select(image => (image.Item1 - 10, image.Item2 - 10))]);
        RunStandings standings = RunStandings.Create([c, a, b], Metrics.MeanIou, new ComparisonOptions { Draws = 2000 });

        Assert.That(standings.Runs[2].Predictions.Name, Is.EqualTo("c"));
        Assert.That(standings.Letters, Is.EqualTo(new[] { "a", "a", "b" }));
        Assert.That(standings.Differences[0][2]!.Difference, Is.EqualTo(-standings.Differences[2][0]!.Difference).And.GreaterThan(0.08));
        Assert.That(standings.Differences[1][1], Is.Null);
        Assert.That(standings.PAdjusted[0][2], Is.LessThanOrEqualTo(0.05));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Standings_say_of_every_pair_what_a_comparison_of_the_two_says(bool lacking)
    {
        // Seventy images, so that coins come from two numbers; forced, the third run lacks the last five.
        Random random = new(4);
        (int, int)[] Images() => [.. Enumerable.Range(0, 70).Select(_ => (60 + random.Next(30), 60 + random.Next(30)))];
        (int, int)[] third = Images();
        RunDocument[] runs = [ComparisonRuns.Of("a", Images()), ComparisonRuns.Of("b", Images()), ComparisonRuns.Of("c", lacking ? third[..65] : third)];
        ComparisonOptions options = new() { Draws = 203, Force = lacking };
        RunStandings standings = RunStandings.Create(runs, Metrics.MeanIou, options);

        foreach ((int row, int column) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            (int left, int right) = (Math.Min(standings.Given[row], standings.Given[column]), Math.Max(standings.Given[row], standings.Given[column]));
            PairedDifference expected = RunComparison.Create(runs[right], runs[left], options).Of(Metrics.MeanIou)!;
            PairedDifference shown = standings.Differences[left == standings.Given[row] ? row : column][left == standings.Given[row] ? column : row]!;
            Assert.That(shown, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Of_several_pairs_that_cannot_be_compared_the_first_is_told()
    {
        RunDocument[] runs = [ComparisonRuns.Even("a", 4, 80, 80), ComparisonRuns.Even("b", 3, 80, 80), ComparisonRuns.Even("c", 2, 80, 80)];
        Assert.That(() => RunStandings.Create(runs, Metrics.MeanIou), Throws.TypeOf<NotComparableException>().With.Message.StartWith("a cannot be compared with b: "));
    }
}
