using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Samples;
using Ade20kEval.Statistics;

namespace Ade20kEval.Benchmarks;

/// <summary>How often intervals hold the truth, and how often the test of two equal models says that they differ: on simulated runs whose truth is known.</summary>
internal static class CoverageCommand
{
    private const string Usage = "Usage: coverage [--samples 1000] [--seed 1] [--population 20000] [--most-images 2000]";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse([".", .. args], Usage, "--samples", "--seed", "--population", "--most-images") is not { } arguments)
        {
            return 2;
        }

        int samples = arguments.Number("--samples", 1000);
        ulong seed = (ulong)arguments.Number("--seed", 1);
        int population = arguments.Number("--population", 20_000);
        int most = arguments.Number("--most-images", 2000);
        Dataset dataset = DatasetCatalog.Find("ade20k-150");
        Protocol protocol = ProtocolCatalog.Find("detectron2");   // whose mean is over the classes that the ground truth of the sample has
        SimulatedPopulation simulated = new(population, advantage: 0.1, seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Coverage of 95 % jackknife intervals of the mean IoU; {samples} samples each of {population} images, seed {seed}\n"));
        Console.WriteLine("| images | score, all classes | score, classes in 10 images or more | difference, all classes | difference, classes in 10 images or more |");
        Console.WriteLine("|---:|---:|---:|---:|---:|");
        foreach (int images in new[] { 50, 200, 500, 2000 }.Where(images => images <= most))
        {
            CoverageRate[] rates = CoverageSimulation.Measure(simulated, dataset, protocol, images, samples);
            Console.WriteLine("| " + images + " | " + string.Join(" | ", rates.Select(rate => rate.ToString())) + " |");
        }

        SimulatedPopulation equal = new(population, advantage: 0, seed + 1);
        Console.WriteLine("\nTwo equally good models: share of samples in which randomisation (400 draws) gives p <= 0.05\n");
        Console.WriteLine("| images | rejected |");
        Console.WriteLine("|---:|---:|");
        foreach (int images in new[] { 50, 200, 500, 2000 }.Where(images => images <= most))
        {
            Console.WriteLine($"| {images} | {CoverageSimulation.Rejections(equal, dataset, protocol, images, samples, draws: 400)} |");
        }

        return 0;
    }
}
