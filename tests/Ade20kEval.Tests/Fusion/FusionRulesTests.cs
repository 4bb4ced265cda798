using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Fusion;

public sealed class FusionRulesTests
{
    [Test]
    public void Mean_of_softmax_and_sum_of_logits_disagree()
    {
        // Probabilities A = (.8 .19 .01) and B = (.05 .45 .5) of one pixel, given as logits.
        float[] a = [MathF.Log(0.8f), MathF.Log(0.19f), MathF.Log(0.01f)];
        float[] b = [MathF.Log(0.05f), MathF.Log(0.45f), MathF.Log(0.5f)];
        FusionView[] views = [View(a, 3, 1, 1), View(b, 3, 1, 1) with { IsFlipped = true }];

        (LabelMap mean, ConfidenceMap meanConfidence) = Fuse(FusionRules.Semseg, views, 1, 1);
        (LabelMap sum, ConfidenceMap sumConfidence) = Fuse(FusionRules.Pspnet, views, 1, 1);

        // (.8 + .05)/2 = .425 for class 0; sqrt-free products .04 .0855 .005 sum to .1305, and .0855/.1305 = .6552 for class 1.
        Assert.That((mean[0, 0], sum[0, 0]), Is.EqualTo((0, 1)));
        Assert.That(meanConfidence.Top[0], Is.EqualTo(0.425).Within(1e-6));
        Assert.That(sumConfidence.Top[0], Is.EqualTo(0.0855 / 0.1305).Within(1e-6));
        Assert.That(sumConfidence.Margin[0], Is.EqualTo((0.0855 - 0.04) / 0.1305).Within(1e-6));
    }

    [Test]
    public void Resizing_before_and_after_the_softmax_disagree()
    {
        // Two cells with logits (10, 0) and (0, 3), resized to four pixels: the third lies at 1/4 of the first and 3/4 of the second.
        FusionView[] views = [View([10, 0, 0, 3], 2, 1, 2)];

        (LabelMap logitsFirst, ConfidenceMap logits) = Fuse(FusionRules.Mmseg, views, 4, 1);
        (LabelMap softmaxFirst, ConfidenceMap softmax) = Fuse(FusionRules.Semseg, views, 4, 1);

        Assert.That((logitsFirst[0, 2], softmaxFirst[0, 2]), Is.EqualTo((0, 1)));
        Assert.That(logits.Top[2], Is.EqualTo(0.562).Within(5e-4));
        Assert.That(softmax.Top[2], Is.EqualTo(0.714).Within(5e-4));
    }

    [TestCase(ResampleCorners.HalfPixel, new[] { 0f, 1 }, new[] { 0, 0.25, 0.75, 1 })]
    [TestCase(ResampleCorners.Aligned, new[] { 0f, 1 }, new[] { 0, 1.0 / 3, 2.0 / 3, 1 })]
    [TestCase(ResampleCorners.HalfPixel, new[] { 0, 0, 0, 4f }, new[] { 0.0 })]
    [TestCase(ResampleCorners.Antialiased, new[] { 0, 0, 0, 4f }, new[] { (4 * 0.625) / 3 })]
    [TestCase(ResampleCorners.Antialiased, new[] { 0f, 1 }, new[] { 0, 0.25, 0.75, 1 })]
    public void Samples_lie_where_the_corner_rule_says(ResampleCorners corners, float[] row, double[] expected)
    {
        double[,] weights = ReferenceFuser.AxisWeights(row.Length, expected.Length, corners);
        FusionRule rule = FusionRules.Maskformer with { Corners = corners };

        // A class of the row's numbers, a quarter of them so that they are fractions, and a class below them all.
        float[] scores = [.. row.Select(value => value / 4), .. row.Select(_ => -1f)];
        (_, ConfidenceMap confidence) = Fuse(rule, [View(scores, 2, 1, row.Length)], expected.Length, 1);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.That(row.Select((value, j) => weights[i, j] * value).Sum(), Is.EqualTo(expected[i]).Within(1e-12), "reference");
            Assert.That(confidence.Top[i] * 4, Is.EqualTo(expected[i]).Within(1e-6), "product");
        }
    }

    [Test]
    public void Twins_are_joined_as_the_frameworks_do()
    {
        Random random = new(20_214);
        const int Width = 37, Height = 29, Classes = 7;
        double[,,] small = ScoreMaps.Noise(random, Classes, 5, 6, 4), smallTwin = ScoreMaps.Noise(random, Classes, 5, 6, 4);
        double[,,] large = ScoreMaps.Noise(random, Classes, 31, 40, 4), largeTwin = ScoreMaps.Noise(random, Classes, 31, 40, 4);
        double[,,] alone = ScoreMaps.Noise(random, Classes, 7, 9, 4);
        FusionView[] views =
        [
            new(ScoreMaps.Stored(small)),
            new(ScoreMaps.Stored(smallTwin, isFlipped: true), IsFlipped: true),
            new(ScoreMaps.Stored(alone)),
            new(ScoreMaps.Stored(large)),
            new(ScoreMaps.Stored(largeTwin, isFlipped: true), IsFlipped: true),
        ];

        // semseg: the mean of a pair's probabilities is one of three voices, and so is the view without a twin.
        FusionRule scores = FusionRules.Maskformer;
        double[,,] expected = ReferenceFuser.Fuse(
            scores,
            [
                new(ReferenceFuser.Softmax(small), 0.5), new(ReferenceFuser.Softmax(smallTwin), 0.5), new(ReferenceFuser.Softmax(alone)),
                new(ReferenceFuser.Softmax(large), 0.5), new(ReferenceFuser.Softmax(largeTwin), 0.5),
            ],
            Width,
            Height);
        AssertTop(FusionRules.Semseg, views, expected);

        // PSPNet: logits of a pair are summed, then softmaxed, then resized with a filter.
        expected = ReferenceFuser.Fuse(
            scores with { Corners = ResampleCorners.Antialiased },
            [new(ReferenceFuser.Softmax(Sum(small, smallTwin))), new(ReferenceFuser.Softmax(alone)), new(ReferenceFuser.Softmax(Sum(large, largeTwin)))],
            Width,
            Height);
        AssertTop(FusionRules.Pspnet, views, expected);

        Assert.That(FusionStep.Of(FusionRules.Pspnet, views).Select(step => string.Join("+", step.Views.ToArray())), Is.EqualTo(new[] { "0+1", "2", "3+4" }));
        Assert.That(FusionStep.Of(FusionRules.Mmseg, views), Has.Count.EqualTo(5));
    }

    [Test]
    public void Names_find_rules_and_unknown_names_list_them()
    {
        Assert.That(FusionRules.All.Select(rule => FusionRules.Find(rule.Name)), Is.EqualTo(FusionRules.All));
        Assert.That(FusionRules.Csail with { Name = "mmseg" }, Is.EqualTo(FusionRules.Mmseg));
        Assert.That(() => FusionRules.Find("caffe"), Throws.ArgumentException.With.Message.Contains("Known: mmseg, csail, semseg, pspnet, maskformer."));
        Assert.That(() => new Fuser(FusionRules.Mmseg with { Pairing = FlipPairing.MeanProbabilities }), Throws.ArgumentException);
    }

    private static void AssertTop(FusionRule rule, FusionView[] views, double[,,] expected)
    {
        (LabelMap labels, ConfidenceMap confidence) = Fuse(rule, views, expected.GetLength(2), expected.GetLength(1));
        for (int y = 0; y < labels.Height; y++)
        {
            for (int x = 0; x < labels.Width; x++)
            {
                int best = ReferenceFuser.ArgMax(expected, y, x);
                Assert.That(confidence.Top[(y * labels.Width) + x], Is.EqualTo(expected[best, y, x]).Within(3e-6), $"{rule.Name} at row {y}, column {x}");
                Assert.That(labels[y, x] == best || ReferenceFuser.Gap(expected, y, x) < 1e-5, $"{rule.Name} at row {y}, column {x}");
            }
        }
    }

    private static double[,,] Sum(double[,,] left, double[,,] right)
    {
        double[,,] sum = (double[,,])left.Clone();
        for (int c = 0; c < sum.GetLength(0); c++)
        {
            for (int y = 0; y < sum.GetLength(1); y++)
            {
                for (int x = 0; x < sum.GetLength(2); x++)
                {
                    sum[c, y, x] += right[c, y, x];
                }
            }
        }

        return sum;
    }

    private static FusionView View(float[] scores, int classes, int rows, int columns)
    {
        NumericArray array = NpyReader.Read("view.npy", NpyWriter.Write<float>(scores, classes, rows, columns));
        return new FusionView(array);
    }

    private static (LabelMap Labels, ConfidenceMap Confidence) Fuse(FusionRule rule, FusionView[] views, int width, int height)
    {
        (LabelMap labels, ConfidenceMap confidence) = (new LabelMap(), new ConfidenceMap());
        new Fuser(rule).Fuse(views, width, height, labels, confidence);
        return (labels, confidence);
    }
}
