using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Comparison of two runs: intervals and p-values against the definition.</summary>
public sealed class PairedTestTests
{
    private static IEnumerable<string> Names => ProtocolCatalog.Names;

    [TestCaseSource(nameof(Names))]
    public void Intervals_of_differences_leave_the_same_image_out_of_both(string name)
    {
        (RunCounts a, RunCounts b) = Two(name, 12);
        Protocol protocol = ProtocolCatalog.Find(name);
        double whole = protocol.Score(b).MeanIou!.Value - protocol.Score(a).MeanIou!.Value;
        double[] leftOut = [.. Enumerable.Range(0, 12).Select(i =>
            protocol.Score(StatisticsRuns.Without(b, i)).MeanIou!.Value - protocol.Score(StatisticsRuns.Without(a, i)).MeanIou!.Value)];
        double mean = leftOut.Average();
        double half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, 11, 0.975) * Math.Sqrt(11 / 12.0 * leftOut.Sum(value => (value - mean) * (value - mean)));
        PairedDifference difference = PairedTest.Compare(a, b, protocol, draws: 0).Figures["meanIou"];

        Assert.That(difference.Difference, Is.EqualTo(whole).Within(1e-12));
        Assert.That(difference.Interval!.Low, Is.EqualTo((12 * whole) - (11 * mean) - half).Within(1e-12));
        Assert.That(difference.Interval.High, Is.EqualTo((12 * whole) - (11 * mean) + half).Within(1e-12));
        Assert.That(difference.P, Is.Null, "nothing was drawn");
    }

    [TestCaseSource(nameof(Names))]
    public void P_values_count_swapped_runs_whose_difference_is_as_large(string name)
    {
        (RunCounts a, RunCounts b) = Two(name, 9);
        Protocol protocol = ProtocolCatalog.Find(name);
        double observed = Math.Abs(protocol.Score(b).MeanIou!.Value - protocol.Score(a).MeanIou!.Value);
        DrawNumbers coins = new(3);
        int reached = 0;
        for (int draw = 0; draw < 101; draw++)
        {
            ulong bits = coins.Bits(draw, 0);
            RunCounts left = new(a.Dataset, a.Labels, [.. a.Images.Select((image, i) => (bits >> i & 1) == 0 ? image : b.Images[i])]);
            RunCounts right = new(a.Dataset, a.Labels, [.. b.Images.Select((image, i) => (bits >> i & 1) == 0 ? image : a.Images[i])]);
            reached += Math.Abs(protocol.Score(right).MeanIou!.Value - protocol.Score(left).MeanIou!.Value) >= observed - 1e-12 ? 1 : 0;
        }

        Assert.That(PairedTest.Compare(a, b, protocol, draws: 101, seed: 3).Figures["meanIou"].P, Is.EqualTo((1 + reached) / 102.0).Within(1e-15));
    }

    [Test]
    public void Beyond_64_images_coins_come_from_the_next_number()
    {
        // Three of seven are exchanged at the outset, so that the second run is a little better, not throughout.
        (RunCounts first, RunCounts second) = Two("mmseg", 130);
        RunCounts a = new(first.Dataset, first.Labels, [.. first.Images.Select((image, i) => i / 3 % 7 > 2 ? image : second.Images[i])]);
        RunCounts b = new(first.Dataset, first.Labels, [.. second.Images.Select((image, i) => i / 3 % 7 > 2 ? image : first.Images[i])]);
        Protocol protocol = ProtocolCatalog.Find("mmseg");
        double observed = Math.Abs(protocol.Score(b).MeanIou!.Value - protocol.Score(a).MeanIou!.Value);
        DrawNumbers coins = new(3);
        int reached = 0;
        for (int draw = 0; draw < 21; draw++)
        {
            bool Swapped(int i) => ((coins.Bits(draw, i / 64) >> (i % 64)) & 1) == 1;
            RunCounts left = new(a.Dataset, a.Labels, [.. a.Images.Select((image, i) => Swapped(i) ? b.Images[i] : image)]);
            RunCounts right = new(a.Dataset, a.Labels, [.. b.Images.Select((image, i) => Swapped(i) ? a.Images[i] : image)]);
            reached += Math.Abs(protocol.Score(right).MeanIou!.Value - protocol.Score(left).MeanIou!.Value) >= observed - 1e-12 ? 1 : 0;
        }

        Assert.That(reached, Is.InRange(1, 20), "neither all nor none, or this tests nothing");
        Assert.That(PairedTest.Compare(a, b, protocol, draws: 21, seed: 3).Figures["meanIou"].P, Is.EqualTo((1 + reached) / 22.0).Within(1e-15));
    }

    [Test]
    public void A_run_against_itself_differs_by_nothing_and_surely()
    {
        (RunCounts a, _) = Two("mmseg", 12);
        PairedStatistics same = PairedTest.Compare(a, a, ProtocolCatalog.Find("mmseg"), draws: 50);

        Assert.That(same.Figures.Values.Select(difference => difference.Difference), Is.All.Zero);
        Assert.That(same.Figures.Values.Select(difference => difference.P), Is.All.EqualTo(1.0));
        Assert.That(same.ClassPAdjusted.OfType<double>(), Is.All.EqualTo(1.0));
    }

    [Test]
    public void A_run_that_is_better_in_every_image_is_found()
    {
        Dataset dataset = SmallRun.FromZero(2);
        RunCounts worse = SmallRun.Of(dataset, [.. Enumerable.Range(0, 20).Select(i => (new[] { 0, 0, 0, 1, 1, 1 + (i % 2 * 0) }, new[] { 0, 1, 0, 1, i % 3 == 0 ? 0 : 1, 1 }))]);
        RunCounts better = SmallRun.Of(dataset, [.. Enumerable.Range(0, 20).Select(i => (new[] { 0, 0, 0, 1, 1, 1 }, new[] { 0, 0, 0, 1, 1, 1 }))]);
        PairedStatistics statistics = PairedTest.Compare(worse, better, ProtocolCatalog.Find("mmseg"), draws: 999);

        Assert.That(statistics.Figures["meanIou"].P, Is.EqualTo(1 / 1000.0).Within(1e-12));
        Assert.That(statistics.Figures["meanIou"].Interval!.Low, Is.Positive);
        Assert.That(statistics.ClassPAdjusted[0], Is.EqualTo(2 / 1000.0).Within(1e-12), "two classes: twice the smallest p");
    }

    [Test]
    public void Runs_over_other_images_are_refused()
    {
        (RunCounts a, _) = Two("mmseg", 3);
        Assert.That(() => PairedTest.Compare(a, StatisticsRuns.Without(a, 1), ProtocolCatalog.Find("mmseg"), 0), Throws.ArgumentException);
    }

    [Test]
    public void Holm_multiplies_the_smallest_most()
    {
        // 0.01 x 3, then 0.03 x 2, then 0.04 x 1, which may not fall below 0.06; what was not tested does not count.
        Assert.That(HolmCorrection.Adjust([0.04, null, 0.01, 0.03]), Is.EqualTo(new double?[] { 0.06, null, 0.03, 0.06 }).Within(1e-15));
        Assert.That(HolmCorrection.Adjust([0.9, 0.8]), Is.EqualTo(new double?[] { 1, 1 }));
    }

    private static (RunCounts A, RunCounts B) Two(string name, int images)
    {
        RunCounts a = StatisticsRuns.Clean(name, images, new Random(91));
        RunCounts other = StatisticsRuns.Clean(name, images, new Random(91));
        Random random = new(92);

        // The same ground truth; every third image is predicted anew.
        RunCounts b = new(a.Dataset, a.Labels, [.. other.Images.Select((image, i) => i % 3 > 0 ? image : Mixed(image, a.Dataset, random))]);
        return (a, b);
    }

    private static Ade20kEval.Counting.ImageCounts Mixed(Ade20kEval.Counting.ImageCounts image, Dataset dataset, Random random)
    {
        List<int> truth = [];
        List<int> guess = [];
        foreach (Ade20kEval.Counting.PairCount cell in image.Cells)
        {
            for (long p = 0; p < cell.Pixels; p++)
            {
                truth.Add(cell.GroundTruth);
                guess.Add(random.Next(2) == 0 ? cell.GroundTruth : dataset.Classes[random.Next(dataset.ClassCount)].Id);
            }
        }

        return SmallRun.Image(image.Name, [.. truth], [.. guess]);
    }
}
