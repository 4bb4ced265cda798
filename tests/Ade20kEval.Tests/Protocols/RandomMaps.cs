using Ade20kEval.Datasets;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Protocols;

/// <summary>Some random images over one dataset: the same pixels for the product and for a slow scorer.</summary>
internal sealed record RandomMaps(int ClassCount, int LabelBase, string Kind, IReadOnlyList<SlowImage> Images)
{
    private static readonly int[] s_classCounts = [1, 2, 3, 5, 9, 40, 150];
    private static readonly string[] s_kinds = ["clean", "void", "predicted void", "just beyond", "far beyond", "ground truth beyond", "all"];

    public RunCounts Run => SmallRun.Of(
        LabelBase == 1 ? SmallRun.FromOne(ClassCount) : SmallRun.FromZero(ClassCount),
        [.. Images.Select(image => (image.GroundTruth, image.Prediction))]);

    public static RandomMaps Draw(Random random)
    {
        int n = s_classCounts[random.Next(s_classCounts.Length)];
        int labelBase = random.Next(2);
        string kind = s_kinds[random.Next(s_kinds.Length)];
        int classesInUse = random.Next(1, n + 1);
        List<SlowImage> images = [];
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int pixels = random.Next(1, 40);
            int[] truth = new int[pixels];
            int[] guess = new int[pixels];
            for (int p = 0; p < pixels; p++)
            {
                truth[p] = labelBase + random.Next(classesInUse);
                guess[p] = random.Next(3) > 0 && truth[p] < n + labelBase ? truth[p] : labelBase + random.Next(n);
                if (kind != "clean" && random.Next(6) == 0)
                {
                    truth[p] = labelBase == 1 ? 0 : 255;
                }

                // One pixel in sixty: the pixel may then lie beyond the table, where spilling scorers raise, or within.
                if (random.Next(60) == 0)
                {
                    guess[p] = kind switch
                    {
                        "predicted void" => labelBase == 1 ? 0 : 255,
                        "just beyond" => n + labelBase + random.Next(2),
                        "far beyond" or "all" => 256 - random.Next(1, 5),
                        _ => guess[p],
                    };
                    truth[p] = kind is "ground truth beyond" or "all" && n < 200 ? 256 - random.Next(1, 256 - n - labelBase) : truth[p];
                }
            }

            images.Add(new SlowImage(truth, guess));
        }

        return new RandomMaps(n, labelBase, kind, images);
    }

    public override string ToString() =>
        $"{ClassCount} classes from {LabelBase}, {Kind}: " +
        string.Join(" | ", Images.Select(image => $"[{string.Join(' ', image.GroundTruth)}] [{string.Join(' ', image.Prediction)}]"));
}
