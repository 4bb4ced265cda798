using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Fusion;

public sealed class FuserTests
{
    private static IEnumerable<string> KernelNames => FusionKernels.Catalog.All.Select(kernel => kernel.Name);

    private static IEnumerable<FusionRule> Rules =>
        from input in new[] { ScoreInput.Logits, ScoreInput.Probabilities }
        from order in input == ScoreInput.Logits ? new[] { FusionOrder.ResizeThenSoftmax, FusionOrder.SoftmaxThenResize } : [FusionOrder.SoftmaxThenResize]
        from corners in Enum.GetValues<ResampleCorners>()
        from average in Enum.GetValues<AverageKind>()
        select new FusionRule($"{input} {order} {corners} {average}", input, order, corners, average);

    [Test]
    public void Every_rule_gives_the_reference_labels_where_the_two_best_classes_differ_whatever_the_kernel()
    {
        Random random = new(20_211);
        int compared = 0;
        foreach (FusionRule rule in Rules)
        {
            // Odd sizes; enlarged, shrunk, and both; a row longer than a tile; from one class to more than ten vectors.
            foreach ((int classes, int width, int height, (int Columns, int Rows)[] maps) in new[]
            {
                (5, 71, 13, new[] { (9, 2), (13, 3), (18, 4) }),
                (21, 17, 23, [(31, 41), (9, 11), (17, 23)]),
                (171, 67, 3, [(70, 3), (12, 1)]),
                (1, 5, 4, [(3, 2)]),
                (3, 1, 1, [(4, 4), (1, 1)]),
            })
            {
                List<FusionView> views = [];
                List<ReferenceView> reference = [];
                foreach ((int columns, int rows) in maps)
                {
                    double[,,] scores = rule.Input == ScoreInput.Logits
                        ? ScoreMaps.Noise(random, classes, rows, columns, 8)
                        : ScoreMaps.Probabilities(random, classes, rows, columns);
                    bool isFlipped = random.Next(2) == 0;
                    ScoreLayout layout = random.Next(2) == 0 ? ScoreLayout.ClassesFirst : ScoreLayout.ClassesLast;
                    double weight = 1 + random.Next(3);
                    views.Add(new FusionView(ScoreMaps.Stored(scores, layout, isFlipped), layout, isFlipped, weight));
                    reference.Add(new ReferenceView(scores, weight));
                }

                double[,,] expected = ReferenceFuser.Fuse(rule, reference, width, height);
                compared += FusionKernels.Catalog.All.Sum(kernel => AssertLabels(rule, kernel.Name, views, expected, $"{kernel.Name}, {rule.Name}, {classes} classes"));
            }
        }

        Assert.That(compared, Is.GreaterThan(120_000), "pixels compared");
    }

    [Test]
    public void Confidence_is_the_reference_probability([ValueSource(nameof(KernelNames))] string kernel)
    {
        Random random = new(20_212);
        foreach (FusionRule rule in Rules)
        {
            const int Classes = 19, Width = 70, Height = 9;
            double[][,,] maps = [.. new[] { 5, 9 }.Select(columns => rule.Input == ScoreInput.Logits
                ? ScoreMaps.Noise(random, Classes, 2, columns, 3)
                : ScoreMaps.Probabilities(random, Classes, 2, columns))];
            double[,,] expected = ReferenceFuser.Fuse(rule, [.. maps.Select(map => new ReferenceView(map))], Width, Height);
            ConfidenceMap confidence = new();
            LabelMap labels = new();
            new Fuser(rule, kernel: kernel).Fuse([.. maps.Select(map => new FusionView(ScoreMaps.Stored(map)))], Width, Height, labels, confidence);
            for (int y = 0; y < Height; y++)
            {
                for (int x = 0; x < Width; x++)
                {
                    // The largest difference seen is 1.3e-6; votes are exact but where two classes of a view all but tie.
                    int best = ReferenceFuser.ArgMax(expected, y, x);
                    double gap = ReferenceFuser.Gap(expected, y, x);
                    string where = $"{rule.Name} at row {y}, column {x}";
                    Assert.That(confidence.Top[(y * Width) + x], Is.EqualTo(expected[best, y, x]).Within(5e-6), where);
                    Assert.That(confidence.Margin[(y * Width) + x], Is.EqualTo(gap).Within(1e-5), where);
                }
            }
        }
    }

    [Test]
    public void Rounding_stays_bounded_along_a_wide_row_of_many_scales([ValueSource(nameof(KernelNames))] string kernel)
    {
        Random random = new(20_217);
        const int Classes = 4, Width = 1500, Height = 2;
        double[][,,] maps = [.. new[] { 43, 64, 86, 107, 128, 150, 188, 1501, 3100 }.Select(columns => ScoreMaps.Noise(random, Classes, 2, columns, 8))];
        double[,,] expected = ReferenceFuser.Fuse(FusionRules.Semseg, [.. maps.Select(map => new ReferenceView(map))], Width, Height);
        ConfidenceMap confidence = new();
        FusionView[] views = [.. maps.Select(map => new FusionView(ScoreMaps.Stored(map)))];
        new Fuser(FusionRules.Semseg, kernel: kernel).Fuse(views, Width, Height, new LabelMap(), confidence);

        double worst = 0;
        for (int i = 0; i < Width * Height; i++)
        {
            (int y, int x) = (i / Width, i % Width);
            worst = Math.Max(worst, Math.Abs(confidence.Top[i] - expected[ReferenceFuser.ArgMax(expected, y, x), y, x]));
        }

        TestContext.Out.WriteLine($"largest difference {worst:e2}");
        Assert.That(worst, Is.LessThan(2e-6));
    }

    [Test]
    public void Logits_that_disagree_beyond_all_powers_of_two_still_have_a_softmax([ValueSource(nameof(KernelNames))] string kernel)
    {
        // Between two cells the best classes are as low as -400, where e^x is 0 in single precision: at 1/8, 3/8, 5/8 and 7/8 of the way
        // the logits are (0, -800) x 7/8 + (-800, 0) x 1/8 = (-100, -700), then (-300, -500), (-500, -300), (-700, -100).
        FusionView view = new(ScoreMaps.Stored(new double[,,] { { { 0, -800 } }, { { -800, 0 } } }));
        LabelMap labels = new();
        ConfidenceMap confidence = new();
        new Fuser(FusionRules.Mmseg, kernel: kernel).Fuse([view], 8, 2, labels, confidence);

        Assert.That(labels.Narrow[..8].ToArray(), Is.EqualTo(new byte[] { 0, 0, 0, 0, 1, 1, 1, 1 }));
        Assert.That(confidence.Top.ToArray(), Is.All.EqualTo(1f));
    }

    private static int AssertLabels(FusionRule rule, string kernel, List<FusionView> views, double[,,] expected, string because)
    {
        (int height, int width) = (expected.GetLength(1), expected.GetLength(2));
        LabelMap labels = new();
        new Fuser(rule, kernel: kernel).Fuse(views, width, height, labels);
        int compared = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (ReferenceFuser.Gap(expected, y, x) > 1e-5)
                {
                    Assert.That(labels[y, x], Is.EqualTo(ReferenceFuser.ArgMax(expected, y, x)), $"{because}, row {y}, column {x}");
                    compared++;
                }
            }
        }

        return compared;
    }
}
