using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Jackknife intervals against the definition, written out slowly: the protocol scores every run that has one image less.</summary>
public sealed class JackknifeIntervalsTests
{
    private static IEnumerable<string> Names => ProtocolCatalog.Names;

    [TestCaseSource(nameof(Names))]
    public void Limits_are_those_of_the_definition(string name)
    {
        RunCounts run = StatisticsRuns.Clean(name, images: 12, new Random(71));
        Protocol protocol = ProtocolCatalog.Find(name);
        double?[] whole = StatisticsRuns.Expected(protocol.Score(run));
        double?[][] leftOut = [.. Enumerable.Range(0, 12).Select(i => StatisticsRuns.Expected(protocol.Score(StatisticsRuns.Without(run, i))))];
        ScoreIntervals intervals = JackknifeIntervals.Of(run, protocol);

        for (int f = 0; f < HeadlineFigures.Count; f++)
        {
            (double low, double high) = Slow(whole[f]!.Value, [.. leftOut.Select(row => row[f]!.Value)]);
            Assert.That(intervals.Figures[HeadlineFigures.Keys[f]].Low, Is.EqualTo(low).Within(1e-12), HeadlineFigures.Keys[f]);
            Assert.That(intervals.Figures[HeadlineFigures.Keys[f]].High, Is.EqualTo(high).Within(1e-12), HeadlineFigures.Keys[f]);
        }
    }

    [Test]
    public void A_class_is_judged_by_the_images_that_hold_it()
    {
        // Class 0 in twelve images, right in 10 + i of 20 pixels; two more images know nothing of it.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), [.. Enumerable.Range(0, 12).Select(i => Pixels(0, right: 10 - (i % 4), wrong: 2 + i)), Pixels(1, 5, 0), Pixels(1, 7, 0)]);
        Protocol protocol = ProtocolCatalog.Find("mmseg");
        double[] leftOut = [.. Enumerable.Range(0, 12).Select(i => protocol.Score(StatisticsRuns.Without(run, i)).Classes[0].Iou!.Value)];
        (double low, double high) = Slow(protocol.Score(run).Classes[0].Iou!.Value, leftOut);
        Interval interval = JackknifeIntervals.Of(run, protocol).ClassIou[0]!;

        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-12));
    }

    [Test]
    public void A_class_in_nine_images_has_no_interval_and_is_told_as_rare()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), [.. Enumerable.Range(0, 9).Select(i => Pixels(0, 10 + i, 2)), .. Enumerable.Range(0, 12).Select(i => Pixels(1, 5 + i, 1))]);
        ScoreIntervals intervals = JackknifeIntervals.Of(run, ProtocolCatalog.Find("mmseg"));

        Assert.That(intervals.RareClasses, Is.EqualTo(1));
        Assert.That(intervals.ClassIou[0], Is.Null);
        Assert.That(intervals.ClassIou[1], Is.Not.Null);
        Assert.That(intervals.WithoutRareClasses["meanIou"].Value, Is.EqualTo(ProtocolCatalog.Find("mmseg").Score(run).Classes[1].Iou!.Value).Within(1e-12));
        Assert.That(intervals.WithoutRareClasses.ContainsKey("pixelAccuracy"), Is.False, "no mean over classes");
    }

    [Test]
    public void A_class_whose_ground_truth_leaves_keeps_its_value_also_where_it_is_invented_elsewhere()
    {
        // Class 1 stands in the first image alone, and half of it is found: IoU 1/2. In the second image one pixel of class 0 is taken for it, so that it is 1/3 in all;
        // without the first image it stays 1/3 and does not become 0. Class 0 has 5 of its 6 other pixels: (5/6 + 1/3) / 2.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), ([0, 1, 1], [0, 1, 0]), ([0, 0, 0, 0], [0, 0, 0, 1]), ([0, 0], [0, 0]));
        Protocol protocol = ProtocolCatalog.Find("sceneparse");
        AdditiveScore score = protocol.Additive(run.Dataset);
        UnitReader reader = new(run, score);
        UnitSums unit = new(score.ClassCount);
        RunSums whole = JackknifeIntervals.Sum(reader, unit, score);
        RunSums rest = JackknifeIntervals.Sum(reader, unit, score);
        reader.Read(0, unit);
        rest.Add(unit, -1);
        double[] figures = new double[HeadlineFigures.Count];
        rest.Figures(null, whole, figures);

        Assert.That(figures[HeadlineFigures.MeanIou], Is.EqualTo(((5 / 6.0) + (1 / 3.0)) / 2).Within(1e-12));
    }

    [Test]
    public void Images_that_are_all_alike_leave_nothing_uncertain()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), [.. Enumerable.Range(0, 15).Select(_ => (new[] { 0, 0, 0, 1 }, new[] { 0, 0, 1, 1 }))]);
        Interval interval = JackknifeIntervals.Of(run, ProtocolCatalog.Find("mmseg")).Figures["meanIou"];

        // IoU 2/3 and 1/2, mean 7/12, whichever image is left out.
        Assert.That(interval.Low, Is.EqualTo(7 / 12.0).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(7 / 12.0).Within(1e-12));
    }

    [Test]
    public void One_image_has_no_interval() =>
        Assert.That(JackknifeIntervals.Of(SmallRun.Of(SmallRun.FromZero(2), ([0, 1], [0, 1])), ProtocolCatalog.Find("mmseg")).Figures, Is.Empty);

    [Test]
    public void Scenes_are_left_out_whole()
    {
        RunCounts run = StatisticsRuns.Clean("mmseg", images: 12, new Random(72));
        Protocol protocol = ProtocolCatalog.Find("mmseg");
        int[][] scenes = [[0, 3, 6, 9], [1, 4, 7, 10], [2, 5, 8, 11]];
        double[] leftOut = [.. scenes.Select(scene => protocol.Score(new RunCounts(run.Dataset, run.Labels, [.. run.Images.Where((_, i) => !scene.Contains(i))])).MeanIou!.Value)];
        (double low, double high) = Slow(protocol.Score(run).MeanIou!.Value, leftOut);
        Interval interval = JackknifeIntervals.Of(run, protocol, scenes: scenes).Figures["meanIou"];

        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-12));
    }

    // n e - (n - 1) mean, plus and minus t sqrt((n - 1)/n sum of squares): two passes, nothing clever.
    private static (double Low, double High) Slow(double estimate, double[] leftOut)
    {
        int n = leftOut.Length;
        double mean = leftOut.Sum() / n;
        double error = Math.Sqrt((n - 1.0) / n * leftOut.Sum(value => (value - mean) * (value - mean)));
        double centre = (n * estimate) - ((n - 1) * mean);
        double t = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, n - 1, 0.975);
        return (centre - (t * error), centre + (t * error));
    }

    private static (int[] GroundTruth, int[] Prediction) Pixels(int k, int right, int wrong) =>
        ([.. Enumerable.Repeat(k, right + wrong)], [.. Enumerable.Repeat(k, right), .. Enumerable.Repeat(1 - k, wrong)]);
}
