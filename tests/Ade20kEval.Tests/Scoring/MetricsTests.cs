using Ade20kEval.Files;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Scoring;

/// <summary>The catalogue of figures.</summary>
public sealed class MetricsTests
{
    [TestCase("meanIou", "meanIou")]
    [TestCase("mIoU", "meanIou")]
    [TestCase("MIOU", "meanIou")]
    [TestCase("aAcc", "pixelAccuracy")]
    [TestCase("mAcc", "meanAccuracy")]
    [TestCase("fwIoU", "frequencyWeightedIou")]
    [TestCase("meanFScore", "meanFScore")]
    public void A_metric_is_found_by_its_key_and_by_the_name_that_papers_print(string name, string key) =>
        Assert.That(Metrics.Find(name).Key, Is.EqualTo(key));

    [Test]
    public void An_unknown_metric_is_answered_with_the_nearest_names() =>
        Assert.That(() => Metrics.Find("meanIuo"), Throws.TypeOf<InputException>().With.Message.Contains("meanIou"));

    [Test]
    public void Every_metric_says_what_it_is()
    {
        foreach (Metric metric in Metrics.All)
        {
            Assert.That(metric.Definition, Does.EndWith(".").Or.EndWith("]."), metric.Key);
            Assert.That(new[] { metric.Title, metric.ShortName, metric.Source }, Is.All.Not.Empty, metric.Key);
        }

        Assert.That(Metrics.All.Select(metric => metric.Key), Is.Unique);
        Assert.That(Metrics.ByImportance, Is.EquivalentTo(Metrics.All));
    }

    [Test]
    public void Values_come_out_of_scores_by_their_metric()
    {
        Scores scores = new() { Protocol = "x", MeanIou = 0.4, PixelAccuracy = 0.8, Extra = [new MetricValue("imageClassPairs", 12)] };

        Assert.That(Metrics.MeanIou.Of(scores), Is.EqualTo(0.4));
        Assert.That(Metrics.ChallengeScore.Of(scores), Is.EqualTo(0.6).Within(1e-15));
        Assert.That(Metrics.Find("imageClassPairs").Of(scores), Is.EqualTo(12));
        Assert.That(Metrics.Find("imageClassPairs").Kind, Is.EqualTo(MetricKind.Count));
        Assert.That(Metrics.Find("meanFScore").Of(scores), Is.Null, "not of this protocol");
    }
}
