using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Samples;

/// <summary>Very many images with two models' results, of which samples are drawn: here the true scores are known, so that intervals can be judged.</summary>
/// <remarks>
/// Class k of 150 occurs in a share <c>min(0.9, 1.2 / k^0.85)</c> of the images, so that some are everywhere and most are rare; areas are
/// log-normal; a class's quality is drawn from Beta(3, 2) and moved, on the logit scale, by what both models find hard in an image and by
/// what each of them alone does. Missed pixels become other classes, nearly always some of the image. Counts only: no mask is made.
/// </remarks>
internal sealed class SimulatedPopulation
{
    private const int ClassCount = 150;

    // Every class as often as a thousand images hold it.
    private static readonly int[] s_byPresence = [.. Enumerable.Range(0, ClassCount).SelectMany(k => Enumerable.Repeat(k, (int)(1000 * Presence(k))))];

    private readonly ImageCounts[] _first;
    private readonly ImageCounts[] _second;

    /// <summary>Draws a population.</summary>
    /// <param name="images">How many images.</param>
    /// <param name="advantage">How much better the second model is on the logit scale; 0 for two models that are equally good.</param>
    /// <param name="seed">Which population.</param>
    public SimulatedPopulation(int images, double advantage, ulong seed)
    {
        _first = new ImageCounts[images];
        _second = new ImageCounts[images];
        SplitMix64 ofClasses = new(SplitMix64.Key(seed, 0));
        double[] area = new double[ClassCount];
        double[] quality = new double[ClassCount];
        for (int k = 0; k < ClassCount; k++)
        {
            area[k] = Math.Exp(9.5 + Normal(ref ofClasses));
            double[] four = [ofClasses.Unit(), ofClasses.Unit(), ofClasses.Unit(), ofClasses.Unit()];
            Array.Sort(four);
            quality[k] = Math.Log(four[2] / (1 - four[2]));   // the third of four uniform numbers is Beta(3, 2)
        }

        for (int i = 0; i < images; i++)
        {
            SplitMix64 random = new(SplitMix64.Key(seed, (ulong)i + 1));
            List<int> present = [.. Enumerable.Range(0, ClassCount).Where(k => random.Chance(Presence(k)))];
            if (present.Count == 0)
            {
                present.Add(0);
            }

            double hard = 0.5 * Normal(ref random);
            SortedDictionary<(int, int), long> first = [];
            SortedDictionary<(int, int), long> second = [];
            foreach (int k in present)
            {
                long pixels = 1 + (long)(area[k] * Math.Exp(Normal(ref random)));
                double common = quality[k] + hard + (0.6 * Normal(ref random));
                AddClass(first, k, pixels, common + (0.5 * Normal(ref random)), present, ref random);
                AddClass(second, k, pixels, common + advantage + (0.5 * Normal(ref random)), present, ref random);
            }

            string name = $"simulated {i:d6}";
            _first[i] = Image(name, first);
            _second[i] = Image(name, second);
        }
    }

    /// <summary>All images, by the first and by the second model.</summary>
    public (RunCounts First, RunCounts Second) All(Dataset dataset) => (Run(dataset, _first), Run(dataset, _second));

    /// <summary>A sample of images, drawn with replacement.</summary>
    /// <param name="dataset">The dataset that reads the counts: class k has the id k + 1.</param>
    /// <param name="images">How many.</param>
    /// <param name="seed">Which sample.</param>
    /// <param name="tossed">
    /// Whether a coin decides for every image which model is the first: then neither is better, not even by the chance that made this population,
    /// which a sample of a tenth of it would begin to see.
    /// </param>
    public (RunCounts First, RunCounts Second) Sample(Dataset dataset, int images, ulong seed, bool tossed = false)
    {
        SplitMix64 random = new(SplitMix64.Key(seed, 77));
        ImageCounts[] first = new ImageCounts[images];
        ImageCounts[] second = new ImageCounts[images];
        for (int i = 0; i < images; i++)
        {
            int place = random.Below(_first.Length);
            (first[i], second[i]) = tossed && random.Below(2) == 1 ? (_second[place], _first[place]) : (_first[place], _second[place]);
        }

        return (Run(dataset, first), Run(dataset, second));
    }

    private static RunCounts Run(Dataset dataset, ImageCounts[] images) => new(dataset, PredictionLabels.Ids, images);

    private static double Presence(int k) => Math.Min(0.9, 1.2 / Math.Pow(k + 1, 0.85));

    private static void AddClass(SortedDictionary<(int, int), long> cells, int k, long pixels, double logit, List<int> present, ref SplitMix64 random)
    {
        long hits = (long)(pixels / (1 + Math.Exp(-logit)));
        Add(cells, k, k, hits);

        // Nearly all misses become other classes of the image, in equal parts; one in forty becomes any class, rather a common one.
        long misses = pixels - hits;
        long elsewhere = present.Count == 1 ? misses : misses / 40;
        long near = misses - elsewhere;
        foreach (int other in present.Where(other => other != k))
        {
            Add(cells, k, other, near / (present.Count - 1));
        }

        Add(cells, k, s_byPresence[random.Below(s_byPresence.Length)], elsewhere);
        Add(cells, k, present[0], present.Count == 1 ? 0 : near % (present.Count - 1));
    }

    private static void Add(SortedDictionary<(int, int), long> cells, int groundTruth, int prediction, long pixels)
    {
        if (pixels > 0)
        {
            cells[(groundTruth, prediction)] = cells.GetValueOrDefault((groundTruth, prediction)) + pixels;
        }
    }

    private static ImageCounts Image(string name, SortedDictionary<(int GroundTruth, int Prediction), long> cells) => new(
        name,
        (int)cells.Values.Sum(),
        1,
        [.. cells.Select(cell => new PairCount((ushort)(cell.Key.GroundTruth + 1), (ushort)(cell.Key.Prediction + 1), cell.Value))]);

    // Box and Muller.
    private static double Normal(ref SplitMix64 random) => Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
}
