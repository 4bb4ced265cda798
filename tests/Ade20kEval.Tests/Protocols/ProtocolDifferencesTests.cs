using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Protocols;

public sealed class ProtocolDifferencesTests
{
    [Test]
    public void Counts_are_of_labelled_pixels()
    {
        // Classes 0..3; ground truth holds 0 and 1 (and 7, unknown); predicted 0, 2, unknown 9, void, and 3 on void only.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(4), "0 0 1 1 1 7 V V", "0 2 9 9 V 0 3 9");

        Assert.That(DisputedData.Of(run), Is.EqualTo(new DisputedData(
            AbsentClasses: 1,              // 3, predicted on void only
            PredictedOnlyClasses: 1,       // 2
            PredictedOutOfRangePixels: 2,
            PredictedVoidPixels: 1,
            MissingPixels: 0,
            GroundTruthOutOfRangePixels: 1,
            GroundTruthVoidPixels: 2)));
    }

    [Test]
    public void Every_protocol_gives_its_own_reasons_with_counts()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromOne(4), "1 1 2 2", "1 3 2 0");

        Assert.That(Line("sceneparse", run), Is.EqualTo(
            "1 class absent: counted as 0; 1 class predicted but absent from the ground truth: counted as 0; 1 pixel predicted void: misses, and false alarms of no class"));
        Assert.That(Line("mmseg", run), Does.StartWith(
            "1 class absent: left out of the mean; 1 class predicted but absent from the ground truth: counted as 0 in mean IoU, and left out of mean accuracy"));
        Assert.That(Line("edgeai", run), Does.StartWith("background is one more class of the mean"));
        Assert.That(Line("detectron2", run), Does.Contain("raises"));
    }

    [Test]
    public void Data_without_disputes_sets_nothing_apart()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), "0 1 1", "0 0 1");
        foreach (Protocol protocol in ProtocolCatalog.ForDataset(run.Dataset).Where(p => p.Traits(run.Dataset).Always is null))
        {
            Assert.That(Line(protocol.Name, run), Is.EqualTo("nothing in this data sets it apart"), protocol.Name);
        }
    }

    [Test]
    public void Protocols_of_equal_figures_do_not_differ_whatever_they_do()
    {
        // Nothing is absent, out of range or void: float32 sums and per-image accumulation are no cause of anything.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), "0 1 1", "0 0 1");
        Scores[] scores = [.. ProtocolCatalog.ForDataset(run.Dataset).Select(p => p.Score(run))];
        Assert.That(scores.Length, Is.GreaterThan(5));

        foreach ((Scores score, ProtocolDifference difference) in scores.Zip(ProtocolDifferences.Explain(run, scores)).Where(pair => pair.First is { Error: null, MeanIou: not null }))
        {
            Scores[] same = [.. scores.Where(other => other.Error is null && Figures(other).Keys.ToHashSet().SetEquals(Figures(score).Keys) && Figures(other).All(figure => Math.Abs(figure.Value - Figures(score)[figure.Key]) < 1e-7))];
            string[] lines = [.. same.Select(other => ProtocolDifferences.Explain(run, scores)[Array.IndexOf(scores, other)].Line).Distinct()];
            Assert.That(lines, Is.EqualTo(new[] { difference.Line }), $"{score.Protocol}: {string.Join(", ", same.Select(other => other.Protocol))} give the same figures");
        }
    }

    [Test]
    public void Where_all_give_the_same_figures_nothing_sets_any_apart()
    {
        // An absent class: counted as 0 by one, left out by the other, had it an effect. Predictions are right in every pixel of both classes.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), "0 1 1 V", "0 1 1 0");
        Scores[] scores = [.. ProtocolCatalog.ForDataset(run.Dataset).Select(p => p.Score(run)).Where(score => score.Error is null && Math.Abs(score.MeanIou!.Value - 1) < 1e-9)];
        scores = [scores[0], .. scores.Skip(1).Where(score => MetricValue.AllOf(score).Zip(MetricValue.AllOf(scores[0])).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value == pair.Second.Value))];
        Assert.That(scores.Length, Is.GreaterThan(1));

        Assert.That(ProtocolDifferences.Explain(run, scores).Select(difference => difference.Line), Has.All.EqualTo("nothing in this data sets it apart"));
    }

    [Test]
    public void Entries_come_in_the_order_of_the_scores()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), "0 1 1", "0 0 1");
        Scores[] scores = [.. ProtocolCatalog.ForDataset(run.Dataset).Reverse().Select(p => p.Score(run))];

        Assert.That(ProtocolDifferences.Explain(run, scores).Select(d => d.Protocol), Is.EqualTo(scores.Select(s => s.Protocol)));
    }

    private static Dictionary<string, double> Figures(Scores score) =>
        MetricValue.AllOf(score).Where(figure => figure.Value is not null).ToDictionary(figure => figure.Key, figure => figure.Value!.Value);

    private static string Line(string protocol, RunCounts run) =>
        ProtocolDifferences.Explain(run, [ProtocolCatalog.Find(protocol).Score(run)])[0].Line;
}
