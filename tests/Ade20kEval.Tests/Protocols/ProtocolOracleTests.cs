using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Protocols;

/// <summary>Every protocol against a loop over pixels written from its original's description, on random label maps with all that may go wrong in them.</summary>
public sealed class ProtocolOracleTests
{
    private static IEnumerable<string> Names => SlowScorers.All.Keys;

    [Test]
    public void Every_protocol_has_a_slow_twin() =>
        Assert.That(ProtocolCatalog.Names.Except(Names), Is.EquivalentTo(new[] { "cityscapes", "cityscapes-compiled", "mmseg-0.12" }), "those have tests of their own");

    [TestCaseSource(nameof(Names))]
    public void Every_protocol_scores_what_its_slow_twin_scores(string name)
    {
        Protocol protocol = ProtocolCatalog.Find(name);
        Random random = new(20_210);
        int scored = 0;
        int failed = 0;
        for (int round = 0; round < 300; round++)
        {
            RandomMaps maps = RandomMaps.Draw(random);
            Scores scores = protocol.Score(maps.Run);
            SlowScore? slow = null;
            try
            {
                slow = SlowScorers.All[name](maps.Images, maps.ClassCount, maps.LabelBase);
            }
            catch (OriginalRaises)
            {
                failed++;
                Assert.That(scores.Error, Is.Not.Null, $"{maps}: the original raises");
                Assert.That(scores.MeanIou, Is.Null);
                continue;
            }

            scored++;
            AssertSame(scores, slow, maps);
        }

        Assert.That(scored, Is.GreaterThan(40), "enough rounds must have given numbers");
        TestContext.Out.WriteLine($"{scored} scored, {failed} raised");
    }

    private static void AssertSame(Scores scores, SlowScore slow, RandomMaps maps)
    {
        Assert.That(scores.Error, Is.Null, maps.ToString);
        AssertFigure(scores.MeanIou, slow.MeanIou, maps, "mean IoU");
        AssertFigure(scores.PixelAccuracy, slow.PixelAccuracy, maps, "pixel accuracy");
        Assert.That(scores.Classes, Has.Count.EqualTo(slow.Iou.Length));
        for (int k = 0; k < slow.Iou.Length; k++)
        {
            AssertFigure(scores.Classes[k].Iou, slow.Iou[k], maps, "IoU of class", k);
        }

        Dictionary<string, double?> figures = scores.Extra.ToDictionary(figure => figure.Key, figure => figure.Value);
        figures["meanAccuracy"] = scores.MeanAccuracy;
        figures["meanDice"] = scores.MeanDice;
        figures["frequencyWeightedIou"] = scores.FrequencyWeightedIou;
        foreach ((string figure, double expected) in slow.Extra.Where(pair => scores.Protocol != "huggingface" || figures.ContainsKey(pair.Key)))
        {
            AssertFigure(figures[figure], expected, maps, figure);
        }
    }

    // A million figures: the text that would explain a difference is made only for one.
    private static void AssertFigure(double? actual, double expected, RandomMaps maps, string figure, int? number = null)
    {
        double found = actual ?? double.NaN;
        if (!found.Equals(expected))
        {
            Assert.That(found, Is.EqualTo(expected).Within(1e-12), $"{maps}: {figure} {number}");
        }
    }
}
