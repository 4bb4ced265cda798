using System.Text;
using System.Text.Json.Nodes;
using Ade20kEval.Files;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Panoptic;

/// <summary>A saved panoptic run is read back as it was, is refused where it contradicts itself, and is scored again without a picture.</summary>
public sealed class PanopticDocumentTests
{
    // 97.5 % quantile of Student's t with 19 degrees of freedom, from a printed table.
    private const double StudentT19 = 2.093024054408263;

    [Test]
    public void A_run_survives_its_document([Range(1, 6)] int seed, [Values] bool boundaries, [Values(null, "percentile")] string? method)
    {
        PanopticRun run = Run(PanopticSet.Random(seed, images: 20, extraArea: seed % 2 * 3), new PanopticOptions { Boundaries = boundaries, Mend = seed % 3 == 0 ? ["last-crowd"] : [] });
        run = run.WithIntervals(method is null ? new IntervalOptions() : new IntervalOptions { Method = IntervalMethod.Percentile, Draws = 100 });
        byte[] first = Written(run);

        PanopticRun back = PanopticJsonReader.Read(first, "run.json");

        Assert.That(Encoding.UTF8.GetString(Written(back)), Is.EqualTo(Encoding.UTF8.GetString(first)));
        Assert.That(back.Header.Warnings, Is.EqualTo(run.Header.Warnings));
        Assert.That(back.Scores.Categories, Is.EqualTo(run.Scores.Categories));
        Assert.That(back.Intervals!.Figures.Keys, Has.Member("pq"));
    }

    [Test]
    public void A_saved_run_under_other_rules_is_what_the_pictures_give_under_them([Values("torchmetrics", "png", "json-areas", "last-crowd", "unlisted-pixels", "empty-segments")] string rule)
    {
        PanopticSet set = PanopticSet.Random(77, images: 60, extraArea: 4, oneCrowdIn: 2);
        PanopticRun saved = PanopticJsonReader.Read(Written(Run(set)), "run.json");
        bool isQuirk = PanopticQuirk.All.Any(quirk => quirk.Name == rule);
        PanopticOptions options = rule switch
        {
            "torchmetrics" => new PanopticOptions { Protocol = rule },
            "png" => new PanopticOptions { Areas = PanopticAreas.Png },
            _ => new PanopticOptions { Mend = [rule] },
        };

        PanopticRun again = saved.Rescored(PanopticProtocol.Find(options.Protocol), options.Areas, isQuirk ? [PanopticQuirk.Find(rule)] : []);

        PanopticRun expected = Run(set, options);
        Assert.That(again.Scores.Categories, Is.EqualTo(expected.Scores.Categories));
        Assert.That(again.Scores.All, Is.Not.EqualTo(saved.Scores.All), "the rule changes something");
        Assert.That(again.Mended, Is.EqualTo(expected.Mended));
    }

    [Test]
    public void Boundaries_keep_the_quirk_that_only_pictures_can_mend()
    {
        PanopticRun run = Run(PanopticSet.Random(3, images: 5), new PanopticOptions { Boundaries = true });

        Assert.That(() => run.Rescored(PanopticProtocol.Find("panopticapi"), null, [PanopticQuirk.Find("interior-id")]), Throws.InstanceOf<InputException>().With.Message.Contains("interior-id"));
        Assert.That(() => run.Rescored(PanopticProtocol.Find("torchmetrics"), null, []), Throws.InstanceOf<InputException>().With.Message.Contains("boundaries"));
    }

    [Test]
    public void The_jackknife_leaves_out_one_image_at_a_time_and_keeps_what_would_vanish()
    {
        PanopticSet set = PanopticSet.Random(12, images: 20);
        PanopticRun run = Run(set).WithIntervals(new IntervalOptions());
        Dictionary<long, SlowPanoptic.Sums> whole = SlowPanoptic.PanopticApi(set.Sides, set.Categories, jsonAreas: true);
        double?[] Rest(int without)
        {
            Dictionary<long, SlowPanoptic.Sums> rest = SlowPanoptic.PanopticApi(set.Sides.Where((_, i) => i != without), set.Categories, jsonAreas: true);
            return [.. set.Categories.Select(c => rest[c.Id].Pq ?? whole[c.Id].Pq)];
        }

        double?[][] leftOut = [.. Enumerable.Range(0, 20).Select(Rest)];
        double all = set.Categories.Select(c => whole[c.Id].Pq).Average()!.Value;
        double[] means = [.. leftOut.Select(row => row.Average()!.Value)];

        // Tukey: centre n e - (n - 1) mean(L), standard error sqrt((n - 1) / n * sum (L - mean L)^2).
        double error = Math.Sqrt(19.0 / 20 * means.Sum(mean => Math.Pow(mean - means.Average(), 2)));
        double centre = (20 * all) - (19 * means.Average());
        Assert.That(run.Intervals!.Figures["pq"].Low, Is.EqualTo(centre - (StudentT19 * error)).Within(1e-9));
        Assert.That(run.Intervals.Figures["pq"].High, Is.EqualTo(centre + (StudentT19 * error)).Within(1e-9));
        Assert.That(run.Intervals.Figures.Keys, Is.SubsetOf(PanopticFigures.Metrics.Select(metric => metric.Key)));
    }

    [Test]
    public void Of_equal_images_nothing_is_uncertain_and_of_one_image_nothing_is_known()
    {
        PanopticSet set = new() { Categories = [new(3, false)] };
        for (int i = 0; i < 12; i++)
        {
            set.Images.Add(($"{i}", new(new[,] { { 1, 1, 1, 1 } }, [new(1, 3, 4)]), new(new[,] { { 2, 2, 2, 0 } }, [new(2, 3)])));
        }

        PanopticRun run = Run(set).WithIntervals(new IntervalOptions());

        // Each image: 3 of 4 pixels, IoU 0.75; PQ is 0.75 without any one of them.
        Assert.That(run.Intervals!.Figures["pq"].Low, Is.EqualTo(0.75).Within(1e-12));
        Assert.That(run.Intervals.Figures["pq"].High, Is.EqualTo(0.75).Within(1e-12));
        Assert.That(run.Intervals.Categories.Single()!.HalfWidth, Is.EqualTo(0).Within(1e-12), "in twelve images, which is enough");
        Assert.That(run.Over([run.Evidence.Images[0]]).WithIntervals(new IntervalOptions()).Intervals, Is.Null);
    }

    [Test]
    public void The_bootstrap_draws_the_same_on_every_machine_and_is_near_the_jackknife([Values(IntervalMethod.Percentile, IntervalMethod.Bca)] IntervalMethod method)
    {
        PanopticRun run = Run(PanopticSet.Random(8, images: 60));
        IntervalOptions options = new() { Method = method, Draws = 400 };

        Interval drawn = run.WithIntervals(options).Intervals!.Figures["pq"];

        Assert.That(run.WithIntervals(options).Intervals!.Figures["pq"], Is.EqualTo(drawn));
        Assert.That(drawn.Holds(run.Scores.All.Pq!.Value), Is.True);
        Assert.That(drawn.HalfWidth, Is.EqualTo(run.WithIntervals(new IntervalOptions()).Intervals!.Figures["pq"].HalfWidth).Within(50).Percent);
    }

    [TestCase("images.full.groundTruth.0.2", "add up to")]
    [TestCase("images.full.predictions.0.2", "add up to")]
    [TestCase("images.full.overlaps.seg.2", "add up to")]
    public void Pixels_that_do_not_add_up_are_found(string place, string says) => AssertRefused(root => Change(root, place, number => number + 1), says);

    [TestCase("images.full.groundTruth.0.1", 99, "category below")]
    [TestCase("images.full.groundTruth.0.4", 2, "iscrowd")]
    [TestCase("images.full.predictions.0.1", -1, "category below")]
    [TestCase("images.full.predictions.0.2", 0, "at least one pixel")]
    [TestCase("images.full.overlaps.0.0", 99, "segments from -2")]
    [TestCase("images.full.overlaps.0.1", -2, "segments from -2")]
    [TestCase("groundTruth.imageCount", 3, "whole number")]
    public void Numbers_out_of_range_are_found(string place, int number, string says) => AssertRefused(root => Change(root, place, _ => number), says);

    [Test]
    public void What_occurs_twice_is_found([Values("images", "categories", "images.full.groundTruth", "images.full.overlaps")] string list) =>
        AssertRefused(root => ((JsonArray)Find(root, list)).Add(Find(root, list)[0]!.DeepClone()), "once");

    [TestCase("schema", "\"ade20k-eval/run/1\"", "expected 'ade20k-eval/panoptic/1'")]
    [TestCase("protocol", "\"panoptic\"", "one of panopticapi, torchmetrics")]
    [TestCase("iou", "\"box\"", "\"mask\" or \"boundary\"")]
    [TestCase("areas", "\"both\"", "\"json\" or \"png\"")]
    [TestCase("mended", "[\"nothing\"]", "one of json-areas")]
    [TestCase("partial", "true", "part of a run")]
    [TestCase("images", "{}", "a list of images")]
    [TestCase("images", "[[]]", "an object")]
    public void Other_values_than_those_that_there_are_are_found(string key, string json, string says) => AssertRefused(root => root[key] = JsonNode.Parse(json), says);

    [Test]
    public void A_missing_key_is_named([Values("tool", "groundTruth", "predictions", "warnings", "protocol", "summary", "categories", "images")] string key) =>
        AssertRefused(root => ((JsonObject)root).Remove(key), $"no \"{key}\"");

    [TestCase("summary.all.pq", "$.summary.all.pq")]
    [TestCase("summary.stuff.categories", "$.summary.stuff.categories")]
    [TestCase("categories.0.tp", "$.categories[0].tp")]
    [TestCase("categories.1.iou", "$.categories[1].iou")]
    [TestCase("quirks.0.pqWhenMended", "$.quirks[0].pqWhenMended")]
    [TestCase("intervals.figures.pq.low", "$.intervals.figures.pq.low", -1)]
    [TestCase("intervals.leastImages", "$.intervals.leastImages")]
    public void Figures_that_were_edited_are_told_and_those_of_the_evidence_are_used(string place, string says, double by = 1)
    {
        PanopticRun run = Run(PanopticSet.Random(5, images: 12, extraArea: 3)).WithIntervals(new IntervalOptions { Method = IntervalMethod.Bca, Draws = 50 });
        JsonNode root = JsonNode.Parse(Written(run))!;
        Change(root, place, number => number + by);

        PanopticRun back = PanopticJsonReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), "run.json");

        Assert.That(back.Header.Warnings, Has.One.StartsWith($"The file says {says} is "));
        Assert.That(Encoding.UTF8.GetString(Written(back with { Header = run.Header })), Is.EqualTo(Encoding.UTF8.GetString(Written(run))), "what was edited is not used");
    }

    [Test]
    public void Any_piece_of_a_document_is_refused_with_its_name()
    {
        byte[] whole = Written(Run(PanopticSet.Random(5, images: 3)));
        for (int length = 0; length < whole.Length - 2; length += 97)
        {
            Assert.That(() => PanopticJsonReader.Read(whole.AsMemory(0, length), "cut.json"), Throws.InstanceOf<InputException>().With.Message.StartsWith("cut.json"));
        }
    }

    private static void AssertRefused(Action<JsonNode> change, string says)
    {
        JsonNode root = JsonNode.Parse(Written(Run(PanopticSet.Random(5, images: 12))))!;
        change(root);

        Assert.That(
            () => PanopticJsonReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), "run.json"),
            Throws.InstanceOf<InputException>().With.Message.StartsWith("run.json").And.Message.Contains(says));
    }

    private static void Change(JsonNode root, string place, Func<double, double> change)
    {
        string[] parts = place.Split('.');
        JsonNode parent = Find(root, string.Join('.', parts[..^1]));
        JsonNode value = Find(parent, parts[^1]);
        value.ReplaceWith(JsonValue.Create(change(value.GetValue<double>())));
    }

    private static JsonNode Find(JsonNode root, string place) =>
        place.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) => (part == "seg" ? node.AsArray().First(row => row![0]!.GetValue<int>() >= 0) : part == "full" ? node.AsArray().First(IsFull) : int.TryParse(part, out int index) ? node[index] : node[part])!);

    private static bool IsFull(JsonNode? image) => ((string[])["groundTruth", "predictions", "overlaps"]).All(key => image![key]!.AsArray().Count > 0);

    private static PanopticRun Run(PanopticSet set, PanopticOptions? options = null)
    {
        using TemporaryFolder folder = new();
        (string truth, string guess) = set.Write(folder);
        return PanopticEvaluator.Evaluate(truth, guess, options);
    }

    [Test]
    public void Evidence_that_was_changed_together_with_its_figures_is_told()
    {
        PanopticRun run = Run(PanopticSet.Random(5, images: 12));
        string document = Encoding.UTF8.GetString(Written(run));
        string other = document.Replace("\"name\":\"category 90\"", "\"name\":\"category 91\"", StringComparison.Ordinal);
        Assert.That(other, Is.Not.EqualTo(document));

        Assert.That(PanopticJsonReader.Read(Encoding.UTF8.GetBytes(other), "run.json").Header.Warnings, Has.One.StartsWith("The file says $.evidenceDigest is \""));
        Assert.That(PanopticJsonReader.Read(Encoding.UTF8.GetBytes(document), "run.json").Header.Warnings, Is.EqualTo(run.Header.Warnings));
    }

    private static byte[] Written(PanopticRun run)
    {
        using MemoryStream stream = new();
        PanopticJsonWriter.Write(run, stream);
        return stream.ToArray();
    }
}
