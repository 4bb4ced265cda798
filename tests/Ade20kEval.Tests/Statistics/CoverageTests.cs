using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Statistics;

/// <summary>Intervals hold what they promise on simulated runs whose truth is known; the command <c>coverage</c> of the benchmarks does it at full size.</summary>
public sealed class CoverageTests
{
    private const int Samples = 200;   // a share of 0.95 then has a standard deviation of 0.015

    private static readonly Dataset s_dataset = DatasetCatalog.Find("ade20k-150");
    private static readonly Protocol s_protocol = ProtocolCatalog.Find("detectron2");

    [Test]
    public void Nineteen_in_twenty_intervals_hold_the_truth_over_classes_in_ten_images_or_more()
    {
        CoverageRate[] rates = CoverageSimulation.Measure(new SimulatedPopulation(5000, advantage: 0.1, seed: 2), s_dataset, s_protocol, images: 200, Samples);

        Assert.That(rates[1].Share, Is.InRange(0.90, 0.99), "score");
        Assert.That(rates[3].Share, Is.InRange(0.90, 0.99), "difference");
    }

    [Test]
    public void Two_equal_models_are_told_apart_once_in_twenty_times()
    {
        CoverageRate rate = CoverageSimulation.Rejections(new SimulatedPopulation(3000, advantage: 0, seed: 3), s_dataset, s_protocol, images: 100, Samples, draws: 200);

        Assert.That(rate.Share, Is.InRange(0.01, 0.10));
    }
}
