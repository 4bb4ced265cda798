using System.Text;
using System.Text.Json.Nodes;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Runs;

/// <summary>Whoever edits the parts of a run document that explain it is found out, as with its scores.</summary>
public sealed class DerivedFiguresTests
{
    private static readonly Lazy<string> s_document = new(() => CliRun.Of(
        "score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"),
        "--errors", "--sizes", "--rings", "3", "--trimap", "2,4", "--slices", Path.Combine(TestFolders.SampleData, "slices.csv"), "--json").Output);

    [Test]
    public void A_document_as_it_was_written_is_read_without_a_word_and_written_the_same()
    {
        RunDocument run = Read(JsonNode.Parse(s_document.Value)!);

        Assert.That(run.Warnings, Is.EqualTo(JsonNode.Parse(s_document.Value)!["warnings"]!.AsArray().Select(warning => warning!.GetValue<string>())));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(RunJsonWriter.Write(run)), JsonNode.Parse(s_document.Value)));
    }

    [TestCase("scores.sceneparse.pixelAccuracy")]
    [TestCase("scores.sceneparse.classesAveraged")]
    [TestCase("perImage.either.meanOverImages")]
    [TestCase("classes[3].iou")]
    [TestCase("classes[0].imageCount")]
    [TestCase("errorKinds.mean.iou")]
    [TestCase("errorKinds.renormalised.segmentClasses")]
    [TestCase("errorKinds.classes[1].fnExtent")]
    [TestCase("sizes.coco.groundTruth[0].meanShare")]
    [TestCase("sizes.relative.prediction[2].regions")]
    [TestCase("rings[2].pixelAccuracy")]
    [TestCase("slices.place[0].wholeSetMeanIou")]
    [TestCase("slices.place[1].images")]
    [TestCase("intervals.sceneparse.meanIou.high")]
    [TestCase("intervals.sceneparse.rareClasses")]
    [TestCase("intervals.sceneparse.classIou[0][1]")]
    [TestCase("errorKinds.intervals.segment.high")]
    [TestCase("slices.place[0].interval.high")]
    [TestCase("groups.kind.acrossPixels")]
    [TestCase("groups.kind.groups[0].iou")]
    public void An_edited_figure_is_told(string place)
    {
        JsonNode document = JsonNode.Parse(s_document.Value)!;
        At(document, place).ReplaceWith(7);

        RunDocument run = Read(document);
        Assert.That(run.Disagreements, Has.Exactly(1).StartsWith($"The file says $.{place} is 7; its counts give "));
        Assert.That(run.Warnings[0], Is.EqualTo(run.Disagreements[0]), "the first that is told");
    }

    [TestCase("jackknife")]
    [TestCase("bootstrap:200")]
    [TestCase("bca:200")]
    public void An_edited_interval_is_told_and_the_one_of_the_counts_is_used(string method)
    {
        string text = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--ci", method, "--protocol", "all", "--json").Output;
        JsonNode document = JsonNode.Parse(text)!;
        RunDocument honest = Read(document);
        Assert.That(honest.Disagreements, Is.Empty);

        // A narrower interval than the counts give: half of what is below is taken off.
        JsonNode interval = document["intervals"]!["mmseg"]!["pixelAccuracy"]!;
        double low = interval["low"]!.GetValue<double>(), high = interval["high"]!.GetValue<double>();
        interval["low"] = (low + high) / 2;

        RunDocument run = Read(document);
        Assert.That(run.Disagreements, Has.Count.EqualTo(1));
        Assert.That(run.Disagreements[0], Does.StartWith("The file says $.intervals.mmseg.pixelAccuracy.low is ").And.Contain("which is used"));
        Assert.That(run.Intervals.Single(intervals => intervals.Protocol == "mmseg").Figures["pixelAccuracy"].Low, Is.EqualTo(low).Within(1e-9));
    }

    [Test]
    public void Intervals_by_scenes_say_so_and_are_kept_as_they_stand()
    {
        using Ade20kEval.TestSupport.TemporaryFolder folder = new();
        string[] names = [.. Directory.GetFiles(Path.Combine(TestFolders.SampleData, "ground-truth")).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];
        string scenes = folder.Write("scenes.csv", "name,scene\n" + string.Join('\n', names.Select((name, i) => $"{name},{i / 2}")) + "\n");
        string text = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--scenes", scenes, "--json").Output;
        JsonNode document = JsonNode.Parse(text)!;

        RunDocument run = Read(document);
        Assert.That(run.Disagreements, Is.Empty);
        Assert.That(run.PrimaryIntervals!.Scenes, Is.EqualTo((names.Length + 1) / 2));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(RunJsonWriter.Write(run)), document));

        // Without the word they would be intervals of images, which are others.
        document["intervals"]!["sceneparse"]!.AsObject().Remove("scenes");
        Assert.That(Read(document).Disagreements, Has.Count.EqualTo(1).And.All.StartsWith("The file says $.intervals."));
    }

    [Test]
    public void So_many_draws_that_nobody_would_wait_for_them_are_not_made_again()
    {
        JsonNode document = JsonNode.Parse(s_document.Value)!;
        foreach ((string key, JsonNode? figure) in document["intervals"]!["sceneparse"]!.AsObject())
        {
            if (figure is JsonObject { Count: > 3 } limits && limits.ContainsKey("method"))
            {
                limits["method"] = "percentile";
                limits["draws"] = 1_000_000_000;
            }
        }

        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.That(Read(document).PrimaryIntervals!.Figures.Values.First().Draws, Is.EqualTo(1_000_000_000));
        Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, Is.LessThan(10));
    }

    [Test]
    public void Another_level_of_intervals_is_told_by_its_limits()
    {
        string document = s_document.Value;
        Assert.That(document, Does.Contain("\"level\":0.95"));

        RunDocument run = Read(JsonNode.Parse(document.Replace("\"level\":0.95", "\"level\":0.9", StringComparison.Ordinal))!);

        Assert.That(run.Disagreements, Has.Exactly(1).StartsWith("The file says $.intervals.sceneparse."));
    }

    [Test]
    public void Another_level_whose_limits_were_made_for_it_is_none()
    {
        RunDocument run = RunIntervals.Add(Read(JsonNode.Parse(s_document.Value)!), new Ade20kEval.Statistics.IntervalOptions { Level = 0.9 });

        Assert.That(Read(JsonNode.Parse(RunJsonWriter.Write(run))!).Disagreements, Is.Empty);
    }

    [Test]
    public void A_list_that_is_shorter_is_told()
    {
        JsonNode document = JsonNode.Parse(s_document.Value)!;
        document["rings"]!.AsArray().RemoveAt(0);

        Assert.That(Read(document).Warnings, Has.Exactly(1).StartsWith("The file says $.rings is "));
    }

    [TestCase("errorKinds.images[0].cells[0][1]", "add up to the pixels of the image")]
    [TestCase("errorKinds.images[0].cells[0][7]", "add up to the pixels of the image")]
    [TestCase("sizes.images[0].groundTruth[0][4]", "")]
    [TestCase("ringCells[0].rings[0][0][2]", "")]
    [TestCase("trimap.bands[0].pixels", "at least as many as the narrower one")]
    public void An_edited_count_is_refused(string place, string message)
    {
        JsonNode document = JsonNode.Parse(s_document.Value)!;
        JsonNode node = At(document, place);
        node.ReplaceWith(node.GetValue<long>() + (place.StartsWith("trimap", StringComparison.Ordinal) ? 10_000_000 : 1));

        Assert.That(() => Read(document), Throws.TypeOf<InputException>().With.Message.StartsWith("run.json: $.").And.Message.Contains(message));
    }

    [TestCase("errorKinds.intervals.iou.low")]
    [TestCase("slices.place[0].interval.low")]
    public void An_interval_upside_down_is_refused(string place)
    {
        JsonNode document = JsonNode.Parse(s_document.Value)!;
        At(document, place).ReplaceWith(99);

        Assert.That(() => Read(document), Throws.TypeOf<InputException>().With.Message.Contains("above its upper limit"));
    }

    private static RunDocument Read(JsonNode document) => RunJsonReader.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "run.json");

    private static JsonNode At(JsonNode node, string place)
    {
        foreach (string step in place.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.'))
        {
            node = int.TryParse(step, out int index) ? node[index]! : node[step]!;
        }

        return node;
    }
}
