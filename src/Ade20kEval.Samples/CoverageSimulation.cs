using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Samples;

/// <summary>Draws samples of a simulated population and looks whether the product's intervals hold the population's own score.</summary>
/// <remarks>The truth for a sample is the population's IoU, averaged over the classes that the sample's mean is over.</remarks>
internal static class CoverageSimulation
{
    /// <summary>Coverage of the mean IoU: of a score and of a difference, over all classes and over those in ten images or more.</summary>
    /// <param name="population">Where samples come from.</param>
    /// <param name="dataset">The dataset that reads the counts.</param>
    /// <param name="protocol">The protocol; its mean must be over the classes that the ground truth has.</param>
    /// <param name="images">Images in a sample.</param>
    /// <param name="samples">How many samples.</param>
    /// <returns>Score all, score frequent, difference all, difference frequent.</returns>
    public static CoverageRate[] Measure(SimulatedPopulation population, Dataset dataset, Protocol protocol, int images, int samples)
    {
        (RunCounts allFirst, RunCounts allSecond) = population.All(dataset);
        double[] truthFirst = Iou(protocol.Score(allFirst));
        double[] truthSecond = Iou(protocol.Score(allSecond));
        CoverageRate[] rates = new CoverageRate[4];
        for (int s = 0; s < samples; s++)
        {
            (RunCounts first, RunCounts second) = population.Sample(dataset, images, (ulong)s);
            ScoreIntervals score = JackknifeIntervals.Of(first, protocol);
            PairedStatistics pair = PairedTest.Compare(first, second, protocol, draws: 0);
            double Mean(double[] values, int least) => Enumerable.Range(0, values.Length).Where(k => first.ImagesPerClass[k] >= least).Average(k => values[k]);
            const int enough = JackknifeIntervals.LeastImages;
            const string figure = "meanIou";
            rates[0] = rates[0].With(score.Figures[figure].Holds(Mean(truthFirst, 1)));
            rates[1] = rates[1].With((score.RareClasses == 0 ? score.Figures[figure] : score.WithoutRareClasses[figure].Interval).Holds(Mean(truthFirst, enough)));
            rates[2] = rates[2].With(pair.Figures[figure].Interval!.Holds(Mean(truthSecond, 1) - Mean(truthFirst, 1)));
            rates[3] = rates[3].With((pair.RareClasses == 0 ? pair.Figures : pair.WithoutRareClasses)[figure].Interval!.Holds(Mean(truthSecond, enough) - Mean(truthFirst, enough)));
        }

        return rates;
    }

    /// <summary>How often two equally good models are told apart at 0.05, which one sample in twenty should.</summary>
    public static CoverageRate Rejections(SimulatedPopulation population, Dataset dataset, Protocol protocol, int images, int samples, int draws)
    {
        CoverageRate rate = default;
        for (int s = 0; s < samples; s++)
        {
            (RunCounts first, RunCounts second) = population.Sample(dataset, images, (ulong)s, tossed: true);
            rate = rate.With(PairedTest.Compare(first, second, protocol, draws).Figures["meanIou"].P <= 0.05);
        }

        return rate;
    }

    private static double[] Iou(Scores scores) => [.. scores.Classes.Select(c => c.Iou ?? double.NaN)];
}
