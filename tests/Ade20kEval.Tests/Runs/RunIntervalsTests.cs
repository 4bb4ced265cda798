using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Runs;

/// <summary>Intervals in run documents: made for every protocol that gives figures, written, read back, and refused where they contradict themselves.</summary>
public sealed class RunIntervalsTests
{
    [Test]
    public void Every_protocol_with_figures_has_its_intervals()
    {
        RunDocument run = RunIntervals.Add(Rescoring.Apply(SampleRuns.Large(images: 40), [ProtocolCatalog.Find("sceneparse"), ProtocolCatalog.Find("mmseg")]));

        Assert.That(run.Intervals.Select(intervals => intervals.Protocol), Is.EqualTo(new[] { "sceneparse", "mmseg" }));
        ScoreIntervals expected = JackknifeIntervals.Of(run.Counts, ProtocolCatalog.Find("mmseg"));
        Assert.That(run.Intervals[1].Figures, Is.EqualTo(expected.Figures));
        Assert.That(run.PrimaryIntervals, Is.SameAs(run.Intervals[0]));
    }

    [TestCase(IntervalMethod.Jackknife)]
    [TestCase(IntervalMethod.Percentile)]
    [TestCase(IntervalMethod.Bca)]
    public void They_come_back_from_run_json_with_ten_decimals(IntervalMethod method)
    {
        RunDocument run = RunIntervals.Add(Rescoring.Apply(SampleRuns.Large(images: 30), [ProtocolCatalog.Find("sceneparse")]), new IntervalOptions { Method = method, Draws = 100 });
        ScoreIntervals read = RunJsonReader.Read(RunJsonWriter.Write(run), "run.json").Intervals.Single();
        ScoreIntervals written = run.Intervals[0];

        Assert.That(read.Figures.Keys, Is.EquivalentTo(written.Figures.Keys).And.Not.Empty);
        foreach ((string key, Interval interval) in written.Figures)
        {
            Assert.That(read.Figures[key], Is.EqualTo(interval with { Low = Math.Round(interval.Low, 10), High = Math.Round(interval.High, 10) }), key);
        }

        Assert.That(read.RareClasses, Is.EqualTo(written.RareClasses));
        Assert.That(read.WithoutRareClasses.Keys, Is.EquivalentTo(written.WithoutRareClasses.Keys));
        Assert.That(read.ClassIou.Select(interval => interval is null), Is.EqualTo(written.ClassIou.Select(interval => interval is null)));
        Assert.That(RunJsonWriter.Write(run with { Intervals = [read] }), Is.EqualTo(RunJsonWriter.Write(run)), "written again, the same bytes");
    }

    [TestCase("\"low\":0", "\"low\":7", "above its upper limit")]
    [TestCase("\"jackknife\"", "\"guess\"", "jackknife, percentile, bca")]
    [TestCase("\"level\":0.95", "\"level\":1", "between 0 and 1")]
    [TestCase("\"rareClasses\":", "\"rareClasses\":-", "rareClasses")]
    [TestCase("\"classIou\":[", "\"classIou\":[null,", "one a class")]
    [TestCase("\"intervals\": {\n    \"sceneparse\"", "\"intervals\": {\n    \"mmseg\"", "no scores in this document")]
    public void Intervals_that_cannot_be_are_refused_with_their_place(string from, string to, string said)
    {
        RunDocument run = RunIntervals.Add(Rescoring.Apply(SampleRuns.Large(images: 30), [ProtocolCatalog.Find("sceneparse")]));
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(run));
        int place = text.IndexOf(from, text.IndexOf("\"intervals\"", StringComparison.Ordinal), StringComparison.Ordinal);
        string broken = string.Concat(text.AsSpan(0, place), to, text.AsSpan(place + from.Length));

        InputException refused = Assert.Throws<InputException>(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(broken), "run.json"))!;
        Assert.That(refused.Message, Does.StartWith("run.json: $.intervals.").And.Contain(said));
    }

    [Test]
    public void One_image_or_one_shard_of_several_has_none()
    {
        RunDocument run = SampleRuns.Large(images: 30);
        RunDocument shard = run with { Header = run.Header with { Shard = new ShardInfo(1, 2), Partial = true } };

        Assert.That(RunIntervals.Add(SampleRuns.Large(images: 1)).Intervals, Is.Empty);
        Assert.That(RunIntervals.Add(shard).Intervals, Is.Empty);
    }

    [Test]
    public void Other_protocols_make_old_intervals_void()
    {
        RunDocument run = RunIntervals.Add(Rescoring.Apply(SampleRuns.Large(images: 30), [ProtocolCatalog.Find("sceneparse")]));
        Assert.That(Rescoring.Apply(run, [ProtocolCatalog.Find("mmseg")]).Intervals, Is.Empty);
    }
}
