namespace Ade20kEval.Tests.References;

/// <summary>The Cityscapes pixel-level score from its definition: a table of 34 x 34 label ids, and one loop over the pixels per instance.</summary>
internal static class SlowCityscapes
{
    private const int LabelCount = 34;

    private static readonly (string Category, bool Ignored, double? AverageSize)[] s_labels = MakeLabels();

    public sealed record Result(
        double ClassIou, double InstanceIou, double CategoryIou, double CategoryInstanceIou,
        IReadOnlyDictionary<int, double> Iou, IReadOnlyDictionary<int, double> Iiou, IReadOnlyDictionary<string, double> OfCategory, IReadOnlyDictionary<string, double> IiouOfCategory);

    /// <summary>Scores images whose ground truth holds instance ids (label ids where there is no instance).</summary>
    /// <param name="images">The images.</param>
    /// <param name="compiled">Count as the compiled helper does: one long row of cells, no check of either side.</param>
    public static Result Score(IReadOnlyList<SlowImage> images, bool compiled = false)
    {
        long[,] table = new long[LabelCount, LabelCount];
        foreach (SlowImage image in images)
        {
            for (int p = 0; p < image.GroundTruth.Length; p++)
            {
                int raw = image.GroundTruth[p];
                int label = raw >= 1000 ? raw / 1000 : raw;
                int guess = image.Prediction[p];
                int cell = (LabelCount * label) + guess;
                if (compiled ? cell >= LabelCount * LabelCount : label >= LabelCount || guess >= LabelCount)
                {
                    throw new OriginalRaises("IndexError");
                }

                table[cell / LabelCount, cell % LabelCount]++;
            }
        }

        int[] all = [.. Enumerable.Range(0, LabelCount)];
        int[] scored = [.. all.Where(l => !s_labels[l].Ignored)];
        long Sum(IEnumerable<int> rows, IEnumerable<int> columns) => rows.Sum(r => columns.Sum(c => table[r, c]));

        Dictionary<int, double> iou = scored.ToDictionary(l => l, l =>
        {
            double tp = table[l, l];
            double fn = Sum([l], all) - tp;
            double fp = Sum(scored.Where(r => r != l), [l]);
            return tp / (tp + fp + fn);
        });
        Dictionary<int, double> iiou = scored.Where(l => s_labels[l].AverageSize is not null).ToDictionary(l => l, l =>
        {
            (double tp, double fn) = Weighted(images, label => label == l, (_, guess) => guess == l);
            return tp / (tp + Sum(scored.Where(r => r != l), [l]) + fn);
        });

        string[] categories = ["flat", "construction", "object", "nature", "sky", "human", "vehicle"];
        Dictionary<string, double> ofCategory = categories.ToDictionary(c => c, c =>
        {
            int[] own = [.. scored.Where(l => s_labels[l].Category == c)];
            double tp = Sum(own, own);
            double fn = Sum(own, all) - tp;
            double fp = Sum(scored.Except(own), own);
            return tp / (tp + fp + fn);
        });
        Dictionary<string, double> iiouOfCategory = new[] { "human", "vehicle" }.ToDictionary(c => c, c =>
        {
            int[] own = [.. all.Where(l => s_labels[l].Category == c)];   // caravan and trailer included
            (double tp, double fn) = Weighted(images, label => s_labels[label].Category == c, (_, guess) => own.Contains(guess));
            double fp = Sum(scored.Where(r => s_labels[r].Category != c), own);
            return tp / (tp + fp + fn);
        });

        return new Result(
            Mean(iou.Values), Mean(iiou.Values), Mean(ofCategory.Values), Mean(iiouOfCategory.Values), iou, iiou, ofCategory, iiouOfCategory);
    }

    private static (double Hits, double Misses) Weighted(IReadOnlyList<SlowImage> images, Func<int, bool> wanted, Func<int, int, bool> hit)
    {
        double hits = 0;
        double misses = 0;
        foreach (SlowImage image in images)
        {
            foreach (int instance in image.GroundTruth.Where(raw => raw > 1000).Distinct())
            {
                int label = instance / 1000;
                if (s_labels[label].Ignored || !wanted(label))
                {
                    continue;
                }

                int[] pixels = [.. Enumerable.Range(0, image.GroundTruth.Length).Where(p => image.GroundTruth[p] == instance)];
                double tp = pixels.Count(p => hit(label, image.Prediction[p]));
                double weight = s_labels[label].AverageSize!.Value / pixels.Length;
                hits += tp * weight;
                misses += (pixels.Length - tp) * weight;
            }
        }

        return (hits, misses);
    }

    private static double Mean(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();

    private static (string, bool, double?)[] MakeLabels()
    {
        (string Category, int First, int Last)[] categories =
        [
            ("void", 0, 6), ("flat", 7, 10), ("construction", 11, 16), ("object", 17, 20), ("nature", 21, 22), ("sky", 23, 23), ("human", 24, 25), ("vehicle", 26, 33),
        ];
        int[] ignored = [0, 1, 2, 3, 4, 5, 6, 9, 10, 14, 15, 16, 18, 29, 30];
        Dictionary<int, double> sizes = new()
        {
            [24] = 3462.4756337644,
            [25] = 3930.4788056518,
            [26] = 12794.0202738185,
            [27] = 27855.1264367816,
            [28] = 35732.1511111111,
            [29] = 36771.8241758242,
            [30] = 16926.9763313609,
            [31] = 67583.7075812274,
            [32] = 6298.7200839748,
            [33] = 4672.3249222261,
        };
        return [.. Enumerable.Range(0, LabelCount).Select(l => (
            categories.Single(c => l >= c.First && l <= c.Last).Category,
            ignored.Contains(l),
            sizes.TryGetValue(l, out double size) ? size : (double?)null))];
    }
}
