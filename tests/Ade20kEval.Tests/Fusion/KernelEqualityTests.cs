using System.Runtime.InteropServices;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Kernels;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Fusion;

/// <summary>Not close to each other but equal: a fused run may not depend on the processor.</summary>
public sealed class KernelEqualityTests
{
    private const int Width = 131;
    private const int Height = 7;

    private static IEnumerable<FusionRule> Rules =>
    [
        .. from input in Enum.GetValues<ScoreInput>()
           from order in Enum.GetValues<FusionOrder>()
           from corners in Enum.GetValues<ResampleCorners>()
           from average in Enum.GetValues<AverageKind>()
           select new FusionRule($"{input} {order} {corners} {average}", input, order, corners, average),
        FusionRules.Semseg,
        FusionRules.Pspnet,
    ];

    [Test]
    public void Every_kernel_gives_the_labels_and_confidences_of_the_scalar_one_bit_for_bit()
    {
        foreach (FusionRule rule in Rules)
        {
            foreach (int classes in new[] { 3, 90 })
            {
                FusionView[] views = Views(rule, classes);
                (byte[] labels, int[] top, int[] margin) = Fuse(rule, views, "scalar");
                foreach (FusionKernel kernel in FusionKernels.Catalog.All)
                {
                    (byte[] otherLabels, int[] otherTop, int[] otherMargin) = Fuse(rule, views, kernel.Name);

                    string because = $"{kernel.Name}, {rule.Name}, {classes} classes";
                    Assert.That(otherLabels.AsSpan().SequenceEqual(labels), Is.True, because);
                    Assert.That(otherTop.AsSpan().SequenceEqual(top), Is.True, because);
                    Assert.That(otherMargin.AsSpan().SequenceEqual(margin), Is.True, because);
                }
            }
        }
    }

    [Test]
    public void Of_equal_scores_the_first_class_wins_in_every_kernel()
    {
        // All classes tie in the first column; in the second, classes 3, 17 and 40 do, in different vectors of every width.
        double[,,] scores = new double[45, 1, 2];
        scores[3, 0, 1] = scores[17, 0, 1] = scores[40, 0, 1] = 2;
        foreach (FusionRule rule in Rules.Where(rule => rule.Pairing == FlipPairing.None))
        {
            foreach (FusionKernel kernel in FusionKernels.Catalog.All)
            {
                LabelMap labels = new();
                ConfidenceMap confidence = new();
                FusionView[] views = [new(ScoreMaps.Stored(scores)), new(ScoreMaps.Stored(scores))];
                new Fuser(rule, kernel: kernel.Name).Fuse(views, 2, 1, labels, confidence);
                Assert.That(labels.Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 3 }), $"{kernel.Name}, {rule.Name}");

                new Fuser(rule, kernel: kernel.Name).Fuse(views, 2, 1, labels);
                Assert.That(labels.Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 3 }), $"{kernel.Name}, {rule.Name}, without confidence");
            }
        }
    }

    /// <summary>Three sizes, two of which are enlarged, one with a mirrored twin; logits are far apart here and there, so that powers vanish.</summary>
    private static FusionView[] Views(FusionRule rule, int classes)
    {
        Random random = new(20_219);
        return
        [
            .. new[] { (17, 2, false), (17, 2, true), (140, 8, false), (50, 3, true) }.Select(shape =>
            {
                (int columns, int rows, bool isFlipped) = shape;
                double[,,] scores = rule.Input == ScoreInput.Logits
                    ? ScoreMaps.Noise(random, classes, rows, columns, columns == 50 ? 300 : 4)
                    : ScoreMaps.Probabilities(random, classes, rows, columns);
                return new FusionView(ScoreMaps.Stored(scores, isFlipped: isFlipped), IsFlipped: isFlipped, Weight: 1 + random.Next(3));
            }),
        ];
    }

    private static (byte[] Labels, int[] Top, int[] Margin) Fuse(FusionRule rule, FusionView[] views, string kernel)
    {
        LabelMap labels = new();
        ConfidenceMap confidence = new();
        Fuser fuser = new(rule, kernel: kernel);
        fuser.Fuse(views, Width, Height, labels, confidence);
        FusedSteps steps = new();
        fuser.FuseEach(views, Width, Height, steps);
        List<byte> all = [.. labels.Narrow];
        for (int step = 0; step < steps.Count; step++)
        {
            all.AddRange(steps.Alone(step).Narrow);
            all.AddRange(steps.Prefix(step).Narrow);
        }

        return ([.. all], MemoryMarshal.Cast<float, int>(confidence.Top).ToArray(), MemoryMarshal.Cast<float, int>(confidence.Margin).ToArray());
    }
}
