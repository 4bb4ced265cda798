using System.Text;
using System.Text.Json.Nodes;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Instances;

/// <summary>A saved run of instances is read back as it was, is refused where it contradicts itself, and is scored again without a mask.</summary>
public sealed class InstanceDocumentTests
{
    // 97.5 % quantile of Student's t with 11 degrees of freedom, from a printed table.
    private const double StudentT11 = 2.200985160082949;

    [Test]
    public void A_run_survives_its_document([Range(1, 4)] int seed, [Values] OverlapKind kind, [Values] bool errors)
    {
        InstanceRun run = Run(InstanceSet.Random(16_600 + seed, firstId: seed % 2), new InstanceOptions { Overlap = kind, Errors = errors, DetectionLimits = seed == 3 ? [1, 5] : null, Mend = seed == 4 ? ["id-0"] : [] });
        run = seed == 2 ? run.WithIntervals(new IntervalOptions()) : run;
        byte[] first = Written(run);

        InstanceRun back = InstanceJsonReader.Read(first, "run.json");

        Assert.That(Encoding.UTF8.GetString(Written(back)), Is.EqualTo(Encoding.UTF8.GetString(first)));
        Assert.That(back.Header.Warnings, Is.EqualTo(run.Header.Warnings));
        Assert.That(PrecisionOf(back), Is.EqualTo(PrecisionOf(run)), "bit for bit");
    }

    private static double[] PrecisionOf(InstanceRun run) => InstanceArrays.Of(run.Evidence, run.Scores.Rules).Precision.ToArray();

    [Test]
    public void A_saved_run_under_other_rules_is_what_the_masks_give_under_them([Values("id-0", "ignore", "headline-limit")] string quirk)
    {
        InstanceSet set = InstanceSet.Random(16_700, images: 12, firstId: 0);
        InstanceOptions options = new() { DetectionLimits = quirk == "headline-limit" ? [1, 50] : null };
        InstanceRun saved = InstanceJsonReader.Read(Written(Run(set, options)), "run.json");
        InstanceProtocol protocol = InstanceProtocol.Find("coco");
        protocol = protocol with { Rules = protocol.Rules with { DetectionLimits = options.DetectionLimits ?? protocol.Rules.DetectionLimits } };

        InstanceRun again = saved.Rescored(protocol, [InstanceQuirk.Find(quirk)]);

        Assert.That(again.Scores.Summary, Is.EqualTo(Run(set, options with { Mend = [quirk] }).Scores.Summary));
        Assert.That(saved.Quirks.Select(effect => effect.Name), Does.Contain(quirk));
    }

    [Test]
    public void The_jackknife_leaves_out_one_image_at_a_time_and_keeps_what_would_vanish([Values("ap", "ap50", "apSmall", "ar100")] string figure)
    {
        InstanceSet set = InstanceSet.Random(16_801, images: 12);
        InstanceRun run = Run(set).WithIntervals(new IntervalOptions());
        SlowInstances.Scene scene = set.Scene("mask");
        double all = Slow(scene, figure, whole: null);
        double[] means = [.. scene.Images.Select(image => Slow(scene with { Items = [.. scene.Items.Where(item => item.Image != image)], Guesses = [.. scene.Guesses.Where(guess => guess.Image != image)] }, figure, scene))];

        double error = Math.Sqrt(11.0 / 12 * means.Sum(mean => Math.Pow(mean - means.Average(), 2)));
        double centre = (12 * all) - (11 * means.Average());
        Assert.That(run.Intervals!.Figures[figure].Low, Is.EqualTo(centre - (StudentT11 * error)).Within(1e-9));
        Assert.That(run.Intervals.Figures[figure].High, Is.EqualTo(centre + (StudentT11 * error)).Within(1e-9));
    }

    [Test]
    public void The_bootstrap_draws_the_same_on_every_machine()
    {
        InstanceRun run = Run(InstanceSet.Random(16_802, images: 30));
        IntervalOptions options = new() { Method = IntervalMethod.Percentile, Draws = 200 };

        Interval drawn = run.WithIntervals(options).Intervals!.Figures["ap50"];

        Assert.That(run.WithIntervals(options).Intervals!.Figures["ap50"], Is.EqualTo(drawn));
        Assert.That(drawn.Low, Is.LessThan(run.Scores.Summary.Ap50!.Value));
        Assert.That(drawn.High, Is.GreaterThan(run.Scores.Summary.Ap50!.Value));
    }

    [Test]
    public void A_sample_of_every_image_once_gives_the_figures_themselves_and_each_twice_the_same_recall()
    {
        InstanceRun run = Run(InstanceSet.Random(16_803, images: 10));
        CategorySample[] samples = CategorySample.Of(run.Evidence.Categories.Count, [.. run.Evidence.Images.Select(run.Scores.Rules.Matcher(run.Overlap))], run.Scores.Rules);
        int[] once = [.. Enumerable.Repeat(1, 10)];
        int[] twice = [.. Enumerable.Repeat(2, 10)];

        foreach ((CategorySample sample, InstanceClassScore score) in samples.Zip(run.Scores.Classes))
        {
            Assert.That(sample.Of(once), Is.EqualTo(sample.Without(-1)));
            Assert.That(sample.Of(once)[0], Is.EqualTo(score.Ap ?? double.NaN).Within(1e-12));
            Assert.That(sample.Of(twice)[6], Is.EqualTo(score.Ar ?? double.NaN).Within(1e-12));
        }
    }

    [TestCase("images.full.objects.0.1", 9, "category below")]
    [TestCase("images.full.objects.0.3", 2, "iscrowd")]
    [TestCase("images.full.objects.0.5", -1, "extent")]
    [TestCase("images.full.detections.0.0", -1, "category below")]
    [TestCase("images.full.overlaps.0.0", 99, "an object below")]
    [TestCase("images.full.overlaps.0.1", 99, "a detection below")]
    [TestCase("images.full.overlaps.0.2", 0, "an intersection above 0")]
    [TestCase("images.full.overlaps.0.2", 1e9, "score again")]
    [TestCase("classes.1.id", 1, "ascending id")]
    public void Numbers_out_of_range_are_found(string place, double number, string says) => AssertRefused(root => Change(root, place, _ => number), says);

    [Test]
    public void What_occurs_twice_is_found([Values("images", "classes", "images.full.overlaps")] string list) =>
        AssertRefused(root => ((JsonArray)Find(root, list)).Add(Find(root, list + ".^1").DeepClone()), "once");

    [Test]
    public void Two_images_of_one_name_are_found() => AssertRefused(
        root => root["images"]![1]!["name"] = (string)(root["images"]![0]!["name"] = "street.jpg")!, "$.images[1].name");

    [Test]
    public void Images_of_one_file_name_in_two_folders_are_told_apart_by_their_numbers()
    {
        using TemporaryFolder folder = new();
        string truth = folder.Write("gt.json", """{"images":[{"id":7,"file_name":"a.jpg","width":4,"height":4},{"id":8,"file_name":"a.jpg","width":4,"height":4},{"id":9,"file_name":"b.jpg","width":4,"height":4}],"categories":[{"id":1,"name":"one"}],"annotations":[]}""");

        InstanceRun run = InstanceEvaluator.Evaluate(truth, folder.Write("results.json", "[]"));

        Assert.That(run.Evidence.Images.Select(image => image.Name), Is.EqualTo(new[] { "a.jpg (image 7)", "a.jpg (image 8)", "b.jpg" }));
        Assert.That(() => InstanceJsonReader.Read(Written(run), "run.json"), Throws.Nothing);
    }

    [TestCase("schema", "\"ade20k-eval/panoptic/1\"", "expected 'ade20k-eval/instances/1'")]
    [TestCase("protocol", "\"cocoo\"", "one of coco")]
    [TestCase("iou", "\"masks\"", "\"mask\", \"box\" or \"boundary\"")]
    [TestCase("maxDetections", "[10, 1]", "ascending numbers")]
    [TestCase("maxDetections", "[]", "ascending numbers")]
    [TestCase("acrossCategories", "1", "true or false")]
    [TestCase("images", "5", "a list of images")]
    public void Other_values_than_those_that_there_are_are_found(string key, string json, string says) => AssertRefused(root => root[key] = JsonNode.Parse(json), says);

    [TestCase("summary.ap", "$.summary.ap")]
    [TestCase("apByThreshold.3", "$.apByThreshold[3]")]
    [TestCase("classes.0.ap75", "$.classes[0].ap75")]
    [TestCase("classes.0.objects", "$.classes[0].objects")]
    [TestCase("quirks.0.apWhenMended", "$.quirks[0].apWhenMended")]
    [TestCase("errors.ap50", "$.errors.ap50")]
    [TestCase("errors.kinds.1.count", "$.errors.kinds[1].count")]
    [TestCase("errors.kinds.5.dAp", "$.errors.kinds[5].dAp")]
    [TestCase("intervals.figures.ap.high", "$.intervals.figures.ap.high")]
    [TestCase("intervals.rareCategories", "$.intervals.rareCategories", -1)]
    public void Figures_that_were_edited_are_told_and_those_of_the_evidence_are_used(string place, string says, double by = 1)
    {
        InstanceRun run = Run(InstanceSet.Random(16_900, firstId: 0), new InstanceOptions { Errors = true }).WithIntervals(new IntervalOptions());
        JsonNode root = JsonNode.Parse(Written(run))!;
        Change(root, place, number => number + by);

        InstanceRun back = InstanceJsonReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), "run.json");

        Assert.That(back.Header.Warnings, Has.One.StartsWith($"The file says {says} is "));
        Assert.That(Encoding.UTF8.GetString(Written(back with { Header = run.Header })), Is.EqualTo(Encoding.UTF8.GetString(Written(run))), "what was edited is not used");
    }

    [Test]
    public void Another_word_for_what_was_compared_is_told_and_so_is_another_level_of_intervals()
    {
        InstanceRun run = Run(InstanceSet.Random(16_902)).WithIntervals(new IntervalOptions());
        string document = Encoding.UTF8.GetString(Written(run));

        Assert.That(WarningsOf(document), Is.EqualTo(run.Header.Warnings));
        Assert.That(WarningsOf(document.Replace("\"iou\": \"mask\"", "\"iou\": \"box\"", StringComparison.Ordinal)), Has.One.StartsWith("The file says $.evidenceDigest is \"").And.One.Contains("what it says was compared (iou)"));
        Assert.That(WarningsOf(document.Replace("\"level\":0.95", "\"level\":0.9", StringComparison.Ordinal)), Has.One.StartsWith("The file says $.intervals.figures.ap.low is "));
        Assert.That(WarningsOf(document.Replace("\"evidenceDigest\"", "\"note\"", StringComparison.Ordinal)), Is.EqualTo(run.Header.Warnings), "a document of an earlier version");
    }

    [Test]
    public void Another_level_of_many_draws_is_told()
    {
        InstanceRun run = Run(InstanceSet.Random(16_902)).WithIntervals(new IntervalOptions { Method = IntervalMethod.Percentile, Draws = 300 });
        string document = Encoding.UTF8.GetString(Written(run));

        Assert.That(WarningsOf(document.Replace("\"level\":0.95", "\"level\":0.5", StringComparison.Ordinal)), Has.One.StartsWith("The file says $.intervals.figures.ap.low is "));
    }

    private static IReadOnlyList<string> WarningsOf(string document) => InstanceJsonReader.Read(Encoding.UTF8.GetBytes(document), "run.json").Header.Warnings;

    private static double Slow(SlowInstances.Scene scene, string figure, SlowInstances.Scene? whole)
    {
        int[] limits = [1, 10, 100];
        int area = figure == "apSmall" ? 1 : 0;
        int[] thresholds = figure == "ap50" ? [0] : [.. Enumerable.Range(0, 10)];
        double? Of(SlowInstances.Scene of, long category)
        {
            SlowInstances.Curve?[] curves = [.. thresholds.Select(t => SlowInstances.Of(of, t, category, area, limits, 2))];
            return curves[0] is null ? null : curves.Average(curve => figure == "ar100" ? curve!.Recall : curve!.Precision.Average());
        }

        return scene.Categories.Select(category => Of(scene, category) ?? (whole is null ? null : Of(whole, category))).Average()!.Value;
    }

    private static void AssertRefused(Action<JsonNode> change, string says)
    {
        JsonNode root = JsonNode.Parse(Written(Run(InstanceSet.Random(16_901))))!;
        change(root);

        Assert.That(
            () => InstanceJsonReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), "run.json"),
            Throws.InstanceOf<InputException>().With.Message.StartsWith("run.json").And.Message.Contains(says));
    }

    private static void Change(JsonNode root, string place, Func<double, double> change)
    {
        string[] parts = place.Split('.');
        JsonNode value = Find(Find(root, string.Join('.', parts[..^1])), parts[^1]);
        value.ReplaceWith(JsonValue.Create(change(value.GetValue<double>())));
    }

    private static JsonNode Find(JsonNode root, string place) =>
        place.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) => (part == "^1" ? node.AsArray()[^1] : part == "full" ? node.AsArray().First(image => image!["overlaps"]!.AsArray().Count > 0) : int.TryParse(part, out int index) ? node[index] : node[part])!);

    private static InstanceRun Run(InstanceSet set, InstanceOptions? options = null)
    {
        using TemporaryFolder folder = new();
        return InstanceEvaluator.Evaluate(folder.Write("gt.json", set.GroundTruthJson()), folder.Write("results.json", set.ResultsJson()), options);
    }

    private static byte[] Written(InstanceRun run)
    {
        using MemoryStream stream = new();
        InstanceJsonWriter.Write(run, stream);
        return stream.ToArray();
    }
}
