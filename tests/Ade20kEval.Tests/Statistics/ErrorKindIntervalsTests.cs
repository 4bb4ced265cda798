using Ade20kEval.Comparison;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Intervals of kinds of error, and of their differences, against summing anew without a unit or with drawn ones.</summary>
public sealed class ErrorKindIntervalsTests
{
    private const int Images = 8;
    private const int Classes = 3;

    [Test]
    public void The_jackknife_is_what_summing_anew_without_each_scene_gives()
    {
        ClassErrors[][] counts = Draw(17_100);
        int[][] scenes = [[0, 3], [1], [2, 4, 5], [6, 7]];
        ErrorKindIntervals found = ErrorKindIntervals.Of(Run(counts), new IntervalOptions(), scenes)!;

        double[] leftOut = [.. scenes.Select(scene => Mean(counts.Where((_, i) => !scene.Contains(i)), c => c.Extent))];
        AssertJackknife(found.Extent, Mean(counts, c => c.Extent), leftOut);
    }

    [TestCase(IntervalMethod.Percentile)]
    [TestCase(IntervalMethod.Bca)]
    public void The_bootstrap_is_what_summing_drawn_images_gives(IntervalMethod method)
    {
        ClassErrors[][] counts = Draw(17_101);
        IntervalOptions options = new() { Method = method, Draws = 200, Level = 0.9 };
        ErrorKindIntervals found = ErrorKindIntervals.Of(Run(counts), options, scenes: null)!;

        DrawNumbers numbers = new(BootstrapIntervals.DefaultSeed);
        double[] drawn = [.. Enumerable.Range(0, 200).Select(draw => Mean(Enumerable.Range(0, Images).Select(j => counts[numbers.Below(draw, j, Images)]), c => c.Segment)).Order()];
        double[] leftOut = [.. Enumerable.Range(0, Images).Select(i => Mean(counts.Where((_, j) => j != i), c => c.Segment))];
        Interval expected = method == IntervalMethod.Percentile ? Bootstrap.Percentile(drawn, 0.9)! : Bootstrap.Bca(drawn, Mean(counts, c => c.Segment), leftOut, 0.9)!;
        Assert.That(found.Segment.Method, Is.EqualTo(method));
        Assert.That(found.Segment.Draws, Is.EqualTo(200));
        Assert.That(found.Segment.Low, Is.EqualTo(expected.Low).Within(1e-12));
        Assert.That(found.Segment.High, Is.EqualTo(expected.High).Within(1e-12));
    }

    [Test]
    public void Two_runs_differ_by_the_paired_jackknife_and_a_run_from_itself_by_nothing()
    {
        ClassErrors[][] before = Draw(17_102), after = Draw(17_103);
        ErrorKindChange change = ErrorKindChange.Of(Run(before), Run(after), 0.95, scenes: null)!;

        double[] leftOut = [.. Enumerable.Range(0, Images).Select(i => Mean(after.Where((_, j) => j != i), c => c.Boundary) - Mean(before.Where((_, j) => j != i), c => c.Boundary))];
        Assert.That(change.Boundary.Difference, Is.EqualTo(Mean(after, c => c.Boundary) - Mean(before, c => c.Boundary)).Within(1e-12));
        AssertJackknife(change.Boundary.Interval!, change.Boundary.Difference, leftOut);
        Assert.That(change.Parts.Sum(part => part.Change.Difference), Is.EqualTo(0).Within(1e-12), "shares add up to 1 on both sides");
        Assert.That(ErrorKindChange.Of(Run(before), Run(before), 0.95, scenes: null)!.Segment.Interval, Is.EqualTo(new Interval(0, 0, 0.95, IntervalMethod.Jackknife)));
    }

    [Test]
    public void Other_widths_and_runs_without_kinds_of_error_are_not_compared()
    {
        ClassErrors[][] counts = Draw(17_104);

        Assert.That(ErrorKindChange.Of(Run(counts), Run(counts, width: 3), 0.95, scenes: null), Is.Null);
        Assert.That(ErrorKindChange.Of(new RunCounts(SmallRun.FromZero(Classes), PredictionLabels.Ids, []), new RunCounts(SmallRun.FromZero(Classes), PredictionLabels.Ids, []), 0.95, scenes: null), Is.Null);
    }

    private static void AssertJackknife(Interval found, double estimate, double[] leftOut)
    {
        int n = leftOut.Length;
        double mean = leftOut.Average(), error = Math.Sqrt((n - 1.0) / n * leftOut.Sum(value => (value - mean) * (value - mean)));
        double centre = (n * estimate) - ((n - 1) * mean), half = StudentT.TwoSided(0.95, n - 1) * error;
        Assert.That(found.Low, Is.EqualTo(centre - half).Within(1e-12));
        Assert.That(found.High, Is.EqualTo(centre + half).Within(1e-12));
    }

    private static double Mean(IEnumerable<ClassErrors[]> images, Func<ClassErrors, long> part) =>
        images.SelectMany(image => image).GroupBy(c => c.ClassIndex).Average(c => (double)c.Sum(part) / c.Sum(cell => cell.Union));

    // Every class in every image, so that leaving one out never loses a class.
    private static ClassErrors[][] Draw(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Images).Select(_ => Enumerable.Range(0, Classes).Select(k =>
            new ClassErrors(k, random.Next(1, 40), random.Next(9), random.Next(9), random.Next(9), random.Next(9), random.Next(9), random.Next(9))).ToArray())];
    }

    private static RunCounts Run(ClassErrors[][] counts, double width = 0.01) =>
        new(SmallRun.FromZero(Classes), PredictionLabels.Ids, [.. counts.Select((_, i) => new ImageCounts($"i{i}", 1, 1, [new PairCount(0, 0, 1)]))]) { ErrorKinds = new ErrorKindCounts(width, counts) };
}
