using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Bootstrap intervals against the definition with the same draws: every drawn run is put together image by image and scored by the protocol.</summary>
public sealed class BootstrapIntervalsTests
{
    private const int Draws = 203;   // no multiple of the eight that are summed at once
    private const ulong Seed = 5;

    private static IEnumerable<string> Names => ProtocolCatalog.Names;

    [TestCaseSource(nameof(Names))]
    public void Percentile_and_bca_limits_are_those_of_the_definition(string name)
    {
        RunCounts run = StatisticsRuns.Clean(name, images: 11, new Random(81));
        Protocol protocol = ProtocolCatalog.Find(name);
        double[][] drawn = [.. Enumerable.Range(0, Draws).Select(draw => Row(protocol, Drawn(run, draw)))];
        double[] whole = Row(protocol, run);
        double[][] leftOut = [.. Enumerable.Range(0, 11).Select(i => Row(protocol, StatisticsRuns.Without(run, i)))];
        ScoreIntervals percentile = BootstrapIntervals.Of(run, protocol, Draws, IntervalMethod.Percentile, seed: Seed);
        ScoreIntervals bca = BootstrapIntervals.Of(run, protocol, Draws, IntervalMethod.Bca, seed: Seed);

        for (int f = 0; f < HeadlineFigures.Count; f++)
        {
            string key = HeadlineFigures.Keys[f];
            double[] sorted = [.. drawn.Select(row => row[f]).Order()];
            Assert.That(percentile.Figures[key].Low, Is.EqualTo(SlowQuantile(sorted, 0.025)).Within(1e-12), key);
            Assert.That(percentile.Figures[key].High, Is.EqualTo(SlowQuantile(sorted, 0.975)).Within(1e-12), key);
            (double low, double high) = SlowBca(sorted, whole[f], [.. leftOut.Select(row => row[f])]);
            Assert.That(bca.Figures[key].Low, Is.EqualTo(low).Within(1e-10), key);
            Assert.That(bca.Figures[key].High, Is.EqualTo(high).Within(1e-10), key);
            Assert.That(bca.Figures[key].Draws, Is.EqualTo(Draws));
        }
    }

    [Test]
    public void The_same_seed_draws_the_same_and_another_one_does_not()
    {
        RunCounts run = StatisticsRuns.Clean("mmseg", images: 20, new Random(82));
        Protocol protocol = ProtocolCatalog.Find("mmseg");
        Interval first = BootstrapIntervals.Of(run, protocol, 100).Figures["meanIou"];

        Assert.That(BootstrapIntervals.Of(run, protocol, 100).Figures["meanIou"], Is.EqualTo(first));
        Assert.That(BootstrapIntervals.Of(run, protocol, 100, seed: 6).Figures["meanIou"], Is.Not.EqualTo(first));
    }

    [Test]
    public void Numbers_of_a_draw_are_spread_evenly()
    {
        // 100,000 numbers below 10: each about 10,000 times, standard deviation 95.
        DrawNumbers numbers = new(1);
        int[] times = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            times[numbers.Below(i / 100, i % 100, 10)]++;
        }

        Assert.That(times, Is.All.InRange(9_600, 10_400));
    }

    private static RunCounts Drawn(RunCounts run, int draw)
    {
        DrawNumbers numbers = new(Seed);
        return new(run.Dataset, run.Labels, [.. Enumerable.Range(0, run.Images.Count).Select(j => run.Images[numbers.Below(draw, j, run.Images.Count)])]);
    }

    private static double[] Row(Protocol protocol, RunCounts run) => [.. StatisticsRuns.Expected(protocol.Score(run)).Select(value => value!.Value)];

    // NumPy's default: linear between the two nearest of the sorted values.
    private static double SlowQuantile(double[] sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        return below + 1 == sorted.Length ? sorted[below] : (sorted[below] * (below + 1 - place)) + (sorted[below + 1] * (place - below));
    }

    private static (double Low, double High) SlowBca(double[] drawn, double estimate, double[] leftOut)
    {
        double share = drawn.Average(value => value < estimate ? 1 : value == estimate ? 0.5 : 0);
        double z0 = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, share);
        double mean = leftOut.Average();
        double a = leftOut.Sum(value => Math.Pow(mean - value, 3)) / (6 * Math.Pow(leftOut.Sum(value => Math.Pow(mean - value, 2)), 1.5));
        return (Limit(0.025), Limit(0.975));

        double Limit(double probability)
        {
            double z = z0 + MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, probability);
            return SlowQuantile(drawn, MathNet.Numerics.Distributions.Normal.CDF(0, 1, z0 + (z / (1 - (a * z)))));
        }
    }
}
