using System.Globalization;
using System.Text;
using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Cli;
using Ade20kEval.Tests.Protocols;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Errors;

public sealed class RegionSizeTests
{
    private static readonly string?[] s_kernels = [null, "scalar"];

    private static string Weak => Path.Combine(TestFolders.SampleData, "predictions", "weak");

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [TestCase(1023, 0)]
    [TestCase(1024, 1)]     // 32 x 32 is medium, not small
    [TestCase(9215, 1)]
    [TestCase(9216, 2)]
    public void A_region_as_large_as_a_limit_of_pixels_is_in_the_larger_range(int area, int range) => Assert.That(RegionSizes.Pixelwise(area), Is.EqualTo(range));

    [TestCase(9, 0)]
    [TestCase(10, 1)]       // a thousandth of 10,000
    [TestCase(99, 1)]
    [TestCase(100, 2)]
    [TestCase(999, 2)]
    [TestCase(1000, 3)]
    public void A_region_as_large_as_a_limit_of_shares_is_in_the_larger_range(int area, int range) => Assert.That(RegionSizes.Relative(area, 10_000), Is.EqualTo(range));

    [Test]
    public void Regions_of_either_side_are_counted_by_what_is_right_of_them()
    {
        // Ground truth: the 1s above have 4 pixels, of which 3 are found, those below 2 of which none is: one region, as they touch at a corner.
        // The 2s on the right touch those on the left at the same corner: 6 pixels, all found.
        // Predicted: 3 pixels of class 1, all right; 9 of class 2, of which 6 are right.
        ImageSizes sizes = Counter(null).Count(LabelMaps.Of(["1122", "1122", "2211"]), LabelMaps.Of(["1122", "1222", "2222"]));

        Assert.That(sizes.GroundTruth, Is.EqualTo(new[] { new SizeCount(0, 0, 3, 1, 6, 3, 0, 0), new SizeCount(1, 0, 3, 1, 6, 6, 1, 0) }));
        Assert.That(sizes.Prediction, Is.EqualTo(new[] { new SizeCount(0, 0, 3, 1, 3, 3, 1, 0), new SizeCount(1, 0, 3, 1, 9, 6, 1, 0) }));
    }

    [Test]
    public void Half_is_not_more_than_half()
    {
        Assert.That(Counter(null).Count(LabelMaps.Of(["1111"]), LabelMaps.Of(["1122"])).GroundTruth, Is.EqualTo(new[] { new SizeCount(0, 0, 3, 1, 4, 2, 0, 0) }));
        Assert.That(Counter(null).Count(LabelMaps.Of(["1111"]), LabelMaps.Of(["1112"])).GroundTruth, Is.EqualTo(new[] { new SizeCount(0, 0, 3, 1, 4, 3, 1, 0) }));
    }

    [Test]
    public void Void_makes_a_predicted_region_larger_and_is_not_counted_and_one_wholly_in_void_is_none()
    {
        // 40 x 40: class 1 is predicted on 1,200 pixels (medium) of which 800 are void; class 2 on 400 of void alone.
        int[,] truth = new int[40, 40], guess = new int[40, 40];
        for (int y = 0; y < 40; y++)
        {
            for (int x = 0; x < 40; x++)
            {
                truth[y, x] = y < 10 ? 1 : 0;
                guess[y, x] = y < 30 ? 1 : 2;
            }
        }

        ImageSizes sizes = Counter(null).Count(LabelMaps.Of(truth), LabelMaps.Of(guess));

        Assert.That(sizes.GroundTruth, Is.EqualTo(new[] { new SizeCount(0, 0, 3, 1, 400, 400, 1, 0) }));
        Assert.That(sizes.Prediction, Is.EqualTo(new[] { new SizeCount(0, 1, 3, 1, 400, 400, 1, 0) }));
    }

    [Test]
    public void A_missing_prediction_finds_nothing()
    {
        ImageSizes sizes = Counter(null).Count(LabelMaps.Of(["1120"]), null);

        Assert.That(sizes.GroundTruth, Is.EqualTo(new[] { new SizeCount(0, 0, 3, 1, 2, 0, 0, 1), new SizeCount(1, 0, 3, 1, 1, 0, 0, 1) }));
        Assert.That(sizes.Prediction, Is.Empty);
    }

    [Test]
    public void Random_masks_count_what_the_definition_says([ValueSource(nameof(s_kernels))] string? kernel)
    {
        Random random = new(17_040);
        RegionSizeCounter counter = Counter(kernel);
        HashSet<(int, int)> met = [];
        for (int round = 0; round < 150; round++)
        {
            (int height, int width) = round % 10 == 0 ? (random.Next(100, 170), random.Next(100, 190)) : (random.Next(1, 40), random.Next(1, 80));
            int[,] truth = Rectangles(random, height, width), guess = Rectangles(random, height, width, truth);
            LabelMap wide = LabelMaps.Of(truth);
            if (round % 3 == 0)
            {
                wide.Widen();
            }

            ImageSizes sizes = counter.Count(wide, LabelMaps.Of(guess));
            AssertSame(sizes.GroundTruth, label => SlowSizes.Count(truth, guess, truth, label), $"ground truth, round {round}, {width} x {height}");
            AssertSame(sizes.Prediction, label => SlowSizes.Count(guess, truth, truth, label), $"prediction, round {round}, {width} x {height}");
            met.UnionWith(sizes.GroundTruth.Concat(sizes.Prediction).Select(count => (count.Pixelwise, count.Relative)));
        }

        Assert.That(met, Has.Count.GreaterThanOrEqualTo(7), "ranges that the trial met");
    }

    [Test]
    public void Scores_add_the_images_up_and_average_over_the_classes_that_have_such_regions()
    {
        // Small ones: class 0 has 10 + 30 pixels of which 10 + 10 are right (0.5), class 2 has 20, all wrong; mean 0.25, share 20 / 60.
        ImageSizes[] images =
        [
            new([new SizeCount(0, 0, 1, 1, 10, 10, 1, 0), new SizeCount(2, 0, 2, 2, 20, 0, 0, 2)], []),
            new([new SizeCount(0, 0, 1, 1, 30, 10, 0, 0), new SizeCount(0, 1, 3, 1, 1100, 1100, 1, 0)], []),
        ];
        RegionSizeScores scores = RegionSizeScores.Of(3, images);

        Assert.That(scores.Divisions[0].GroundTruth, Is.EqualTo(new[]
        {
            new RegionSizeScore("small", 4, 60, 20, 1, 2, 2, 0.25),
            new RegionSizeScore("medium", 1, 1100, 1100, 1, 0, 1, 1),
            new RegionSizeScore("large", 0, 0, 0, 0, 0, 0, null),
        }));
        Assert.That(scores.Divisions[0].GroundTruth[0].Share, Is.EqualTo(20.0 / 60));
        Assert.That(scores.Relative.GroundTruth.Select(score => score.Regions), Is.EqualTo(new long[] { 0, 2, 2, 1 }));
        Assert.That(scores.Relative.Prediction.Select(score => score.MeanShare), Is.All.Null);
        Assert.That(SizeWords.Small(scores), Is.EqualTo("Of the large regions' pixels 100.00 % are found, of the small ones' 50.00 %: small ones do worse. Of 2 small regions 0 are missed altogether."));
    }

    [Test]
    public void Sizes_are_scored_and_told()
    {
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of("score", Weak, GroundTruth, "--sizes", "--out", folder.Path, "--write", "csv,html,svg,md,tex");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("regions by size"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["run.json"]));
        JsonElement sizes = json.RootElement.GetProperty("sizes");
        long labelled = json.RootElement.GetProperty("pixels").GetProperty("labelled").GetInt64();
        Assert.That(Pixels(sizes, "coco"), Is.EqualTo(labelled), "every labelled pixel is in one region of its class");
        Assert.That(Pixels(sizes, "relative"), Is.EqualTo(labelled));
        Assert.That(File.Exists(folder["sizes.csv"]) && File.Exists(folder["charts", "sizes.svg"]), Is.True);
        Assert.That(File.ReadAllText(folder["report.md"]), Does.Contain("regions by size"));
        Assert.That(File.ReadAllText(folder["report.tex"]), Does.Contain("regions by size"));
        Assert.That(File.ReadAllText(folder["report.html"]), Does.Contain("id=\"sizes-section\""));
        Assert.That(CliRun.Of("explain", folder.Path).Output, Does.Contain("Small things?"));
    }

    [Test]
    public void What_is_right_of_all_regions_is_the_pixel_accuracy()
    {
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("score", Weak, GroundTruth, "--sizes", "--protocol", "mmseg", "--json").Output);
        JsonElement[] ranges = [.. json.RootElement.GetProperty("sizes").GetProperty("coco").GetProperty("groundTruth").EnumerateArray()];
        double share = (double)ranges.Sum(range => range.GetProperty("right").GetInt64()) / ranges.Sum(range => range.GetProperty("pixels").GetInt64());

        Assert.That(share, Is.EqualTo(json.RootElement.GetProperty("scores").GetProperty("mmseg").GetProperty("pixelAccuracy").GetDouble()).Within(1e-12));
    }

    [Test]
    public void A_document_keeps_its_sizes()
    {
        string text = CliRun.Of("score", Weak, GroundTruth, "--sizes", "--json").Output;
        RunDocument read = RunJsonReader.Read(Encoding.UTF8.GetBytes(text), "run.json");

        Assert.That(Encoding.UTF8.GetString(RunJsonWriter.Write(read)), Is.EqualTo(text));
        Assert.That(read.Counts.Sizes, Has.Count.EqualTo(read.Images.Count));
    }

    // The first cell of the first image's ground truth, spoilt in one number each.
    [TestCase(0, 150, "expected [index, coco, relative")]
    [TestCase(1, 3, "expected [index, coco, relative")]
    [TestCase(2, 4, "expected [index, coco, relative")]
    [TestCase(3, 0, "expected [index, coco, relative")]
    [TestCase(4, -1, "expected [index, coco, relative")]
    [TestCase(5, 1, "do not add up")]
    [TestCase(6, 2_000_000_000, "expected [index, coco, relative")]
    public void Counts_that_cannot_be_are_refused(int place, int value, string message)
    {
        string text = CliRun.Of("score", Weak, GroundTruth, "--sizes", "--json").Output;
        int start = text.IndexOf("\"groundTruth\":[[", StringComparison.Ordinal) + "\"groundTruth\":[[".Length;
        int end = text.IndexOf(']', start);
        string[] numbers = text[start..end].Split(',');
        numbers[place] = value.ToString(CultureInfo.InvariantCulture);
        string edited = text[..start] + string.Join(',', numbers) + text[end..];

        Assert.That(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(edited), "run.json"), Throws.TypeOf<InputException>().With.Message.Contains("sizes.images[0].groundTruth").And.Message.Contains(message));
    }

    private static long Pixels(JsonElement sizes, string division) => sizes.GetProperty(division).GetProperty("groundTruth").EnumerateArray().Sum(range => range.GetProperty("pixels").GetInt64());

    private static void AssertSame(IReadOnlyList<SizeCount> counted, Func<int, SortedDictionary<(string Coco, string Relative), long[]>> expected, string message)
    {
        for (int label = 1; label <= 5; label++)
        {
            SizeCount[] own = [.. counted.Where(count => count.ClassIndex == label - 1)];
            SortedDictionary<(string Coco, string Relative), long[]> slow = expected(label);
            Assert.That(own, Has.Length.EqualTo(slow.Count), $"{message}, class {label}");
            foreach (SizeCount count in own)
            {
                Assert.That(
                    new[] { count.Regions, count.Pixels, count.Right, count.MostlyRight, count.WhollyWrong },
                    Is.EqualTo(slow[(RegionSizes.Coco[count.Pixelwise], RegionSizes.OfImage[count.Relative])]), $"{message}, class {label}");
            }
        }

        Assert.That(counted.Select(count => count.ClassIndex), Is.All.InRange(0, 4));
    }

    private static RegionSizeCounter Counter(string? kernel) => new(new BoundaryCodes(SmallRun.FromOne(5), PredictionLabels.Ids, null, null), kernel);

    /// <summary>Rectangles and grains of 0 (void), five classes and 6 (none), on one of them or on another map.</summary>
    private static int[,] Rectangles(Random random, int height, int width, int[,]? ground = null)
    {
        int[,] map = new int[height, width];
        int all = random.Next(0, 6);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                map[y, x] = ground?[y, x] ?? all;
            }
        }

        int most = ground is null ? 6 : 7;
        for (int i = random.Next(0, 12); i > 0; i--)
        {
            (int top, int left, int value) = (random.Next(height), random.Next(width), random.Next(0, most));
            (int bottom, int right) = (Math.Min(height, top + random.Next(1, 1 + height)), Math.Min(width, left + random.Next(1, 1 + (width / 2))));
            for (int y = top; y < bottom; y++)
            {
                for (int x = left; x < right; x++)
                {
                    map[y, x] = value;
                }
            }
        }

        for (int i = random.Next(0, 30); i > 0; i--)
        {
            map[random.Next(height), random.Next(width)] = random.Next(0, most);
        }

        return map;
    }
}
