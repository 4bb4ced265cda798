using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Runs for tests of statistics, and the rows of figures that are expected of them.</summary>
internal static class StatisticsRuns
{
    /// <summary>A random run that a protocol takes, with void and odd values where it does.</summary>
    public static RunCounts Draw(string protocol, Random random) =>
        protocol.StartsWith("cityscapes", StringComparison.Ordinal) ? Clean(protocol, 4, random) : RandomMaps.Draw(random).Run;

    /// <summary>A run of classes only, in which every class occurs in nearly every image.</summary>
    public static RunCounts Clean(string protocol, int images, Random random)
    {
        Dataset dataset = protocol.StartsWith("cityscapes", StringComparison.Ordinal) ? DatasetCatalog.Find("cityscapes-19") : SmallRun.FromZero(5);
        return SmallRun.Of(dataset, [.. Enumerable.Range(0, images).Select(_ =>
        {
            int[] classes = [.. Enumerable.Range(0, 40 + random.Next(60)).Select(_ => random.Next(dataset.ClassCount))];
            return (classes.Select(k => dataset.Classes[k].Id).ToArray(),
                classes.Select(k => dataset.Classes[random.Next(3) > 0 ? k : random.Next(dataset.ClassCount)].Id).ToArray());
        })]);
    }

    /// <summary>The run without one of its images.</summary>
    public static RunCounts Without(RunCounts run, int image) => new(run.Dataset, run.Labels, [.. run.Images.Where((_, i) => i != image)]);

    /// <summary>The headline figures by way of sums.</summary>
    public static double[] Figures(RunCounts run, Protocol protocol)
    {
        AdditiveScore score = protocol.Additive(run.Dataset);
        double[] figures = new double[HeadlineFigures.Count];
        JackknifeIntervals.Sum(new UnitReader(run, score), new UnitSums(score.ClassCount), score).Figures(null, null, figures);
        return figures;
    }

    /// <summary>The headline figures as the protocol itself gives them.</summary>
    public static double?[] Expected(Scores s) =>
        [s.PixelAccuracy, s.MeanIou, s.ChallengeScore, s.MeanAccuracy, s.FrequencyWeightedIou, s.MeanDice, s.Kappa, s.Matthews];
}
