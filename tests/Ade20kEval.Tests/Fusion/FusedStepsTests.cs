using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Fusion;

public sealed class FusedStepsTests
{
    private static IEnumerable<FusionRule> Rules =>
    [
        FusionRules.Mmseg,
        FusionRules.Semseg,
        FusionRules.Pspnet,
        FusionRules.Mmseg with { Name = "votes", Average = AverageKind.Votes },
        FusionRules.Mmseg with { Name = "geometric", Average = AverageKind.Geometric },
        FusionRules.Mmseg with { Name = "geometric of probabilities", Average = AverageKind.Geometric, Order = FusionOrder.SoftmaxThenResize },
    ];

    [TestCaseSource(nameof(Rules))]
    public void Every_step_and_prefix_is_what_fusing_its_views_gives(FusionRule rule)
    {
        Random random = new(20_215);
        const int Width = 75, Height = 11;
        FusionView[] views =
        [
            .. new[] { (12, 2), (12, 2), (19, 3), (150, 22) }.Select((size, i) =>
                new FusionView(ScoreMaps.Stored(ScoreMaps.Noise(random, 6, size.Item2, size.Item1, 3)), IsFlipped: i == 1)),
        ];
        Fuser fuser = new(rule);
        FusedSteps steps = new();
        fuser.FuseEach(views, Width, Height, steps);
        IReadOnlyList<FusionStep> plan = FusionStep.Of(rule, views);

        Assert.That(steps.Count, Is.EqualTo(plan.Count));
        List<FusionView> prefix = [];
        for (int i = 0; i < plan.Count; i++)
        {
            FusionView[] own = [.. plan[i].Views.ToArray().Select(view => views[view])];
            prefix.AddRange(own);
            AssertSame(fuser, own, steps.Alone(i), $"step {i} alone");
            AssertSame(fuser, [.. prefix], steps.Prefix(i), $"steps 0 to {i}");
        }
    }

    // Sums are rounded in another order, so that a pixel whose best classes all but tie may differ.
    private static void AssertSame(Fuser fuser, FusionView[] views, LabelMap actual, string because)
    {
        LabelMap expected = new();
        ConfidenceMap confidence = new();
        fuser.Fuse(views, actual.Width, actual.Height, expected, confidence);
        for (int i = 0; i < expected.PixelCount; i++)
        {
            bool isTied = confidence.Margin[i] < 1e-5f;
            Assert.That(actual.Narrow[i] == expected.Narrow[i] || isTied, $"{because}, pixel {i}: {actual.Narrow[i]} for {expected.Narrow[i]}");
        }
    }
}
