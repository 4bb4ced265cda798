using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Fusion;

/// <summary>E18 to E20 under every rule that they name; <see cref="FusionRulesTests"/> and <c>LabelMapResizerTests</c> hold their numbers.</summary>
public sealed class WorkedExampleFusionTests
{
    // E18. Mean of softmax (.425, .32, .255) against softmax of summed logits (.3065, .6552, .0383).
    [TestCase("mmseg", 0, .425)]
    [TestCase("csail", 0, .425)]
    [TestCase("semseg", 0, .425)]
    [TestCase("pspnet", 1, .6552)]
    public void E18_flip_fusing(string rule, int label, double confidence)
    {
        float[] a = [MathF.Log(.8f), MathF.Log(.19f), MathF.Log(.01f)];
        float[] b = [MathF.Log(.05f), MathF.Log(.45f), MathF.Log(.5f)];

        (LabelMap labels, ConfidenceMap top) = Fuse(rule, 1, View(a, 3, 1), View(b, 3, 1) with { IsFlipped = true });

        Assert.That(labels[0, 0], Is.EqualTo(label));
        Assert.That(top.Top[0], Is.EqualTo(confidence).Within(5e-5));
    }

    [Test]
    public void E18_two_classes_never_differ()
    {
        // With two classes both rules ask for the sign of something odd and increasing in each logit difference, and at equal weight the signs agree.
        Random random = new(18);
        for (int round = 0; round < 500; round++)
        {
            FusionView a = View([.. Noise(random, 2)], 2, 1);
            FusionView b = View([.. Noise(random, 2)], 2, 1) with { IsFlipped = true };

            Assert.That(Fuse("pspnet", 1, a, b).Labels[0, 0], Is.EqualTo(Fuse("semseg", 1, a, b).Labels[0, 0]), $"round {round}");
        }
    }

    // E19. Logits (10, 0) and (0, 3), a pixel at a quarter of the first and three quarters of the second.
    [TestCase("csail", 0, .562)]
    [TestCase("mmseg", 0, .562)]
    [TestCase("semseg", 1, .714)]
    [TestCase("pspnet", 1, .714)]
    public void E19_resizing_before_or_after_the_softmax(string rule, int label, double confidence)
    {
        (LabelMap labels, ConfidenceMap top) = Fuse(rule, 4, View([10, 0, 0, 3], 2, 2));

        Assert.That(labels[0, 2], Is.EqualTo(label));
        Assert.That(top.Top[2], Is.EqualTo(confidence).Within(5e-4));
    }

    // E20. OpenCV's and torch's "nearest" leave the half pixel out; ours is MATLAB's, Pillow's and torch's nearest-exact.
    [TestCase(5, 3, new[] { 0, 2, 4 }, new[] { 0, 1, 3 })]
    [TestCase(3, 5, new[] { 0, 0, 1, 2, 2 }, new[] { 0, 0, 1, 1, 2 })]
    public void E20_nearest_neighbour_is_taken_at_pixel_centres(int inside, int outside, int[] ours, int[] others)
    {
        LabelMap from = new();
        Enumerable.Range(0, inside).Select(i => (byte)i).ToArray().CopyTo(from.ResizeNarrow(inside, 1));
        LabelMap into = new();
        LabelMapResizer.Nearest(from, into, outside, 1);

        Assert.That(into.Narrow.ToArray().Select(v => (int)v), Is.EqualTo(ours));
        Assert.That(Enumerable.Range(0, outside).Select(i => i * inside / outside), Is.EqualTo(others));
    }

    private static IEnumerable<float> Noise(Random random, int count) => Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 8) - 4));

    private static FusionView View(float[] scores, int classes, int columns) =>
        new(NpyReader.Read("view.npy", NpyWriter.Write<float>(scores, classes, 1, columns)));

    private static (LabelMap Labels, ConfidenceMap Confidence) Fuse(string rule, int width, params FusionView[] views)
    {
        (LabelMap labels, ConfidenceMap confidence) = (new LabelMap(), new ConfidenceMap());
        new Fuser(FusionRules.Find(rule)).Fuse(views, width, 1, labels, confidence);
        return (labels, confidence);
    }
}
