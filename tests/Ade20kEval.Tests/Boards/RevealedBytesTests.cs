using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Boards;

/// <summary>What a board publishes, byte by byte: nothing of classes, images or pixels that its rules keep with the host, and no digit more than they tell.</summary>
public sealed class RevealedBytesTests
{
    private const int Images = 9;

    private static readonly string[] s_classes = ["wall", "building", "windowpane", "chandelier"];

    [Test]
    public void No_published_byte_tells_more_than_the_rules_do([Values("score", "classes", "images")] string level, [Range(1, 4)] int seed)
    {
        RevealLevel reveal = level switch { "score" => RevealLevel.Score, "classes" => RevealLevel.Classes, _ => RevealLevel.Images };
        using BoardBench bench = new(BoardBench.Rules with { Reveal = reveal });
        RunDocument[] runs = [.. Enumerable.Range(0, 3).Select(model => Run(seed, model))];
        foreach ((int model, RunDocument run) in runs.Index())
        {
            bench.Add($"net {model}", run, $"team {model}");
        }

        Board board = bench.Open();
        (string Name, string Text)[] files = [.. BoardSite.Files(board, RankStatistics.Add(board, Ranking.Of(board))).Select(file => (file.Name, Encoding.UTF8.GetString(file.Content)))];
        Assert.That(files, Has.Length.GreaterThan(10));

        // The pixels of a class, of an image, of a confusion: never.
        foreach (long pixels in runs.SelectMany(Counts).Where(count => count >= 10_000).Distinct())
        {
            Assert.That(Holding(files, pixels.ToString(CultureInfo.InvariantCulture), pixels.ToString("N0", CultureInfo.InvariantCulture)), Is.Empty, $"{pixels} pixels");
        }

        // A share of a class or an image with more digits than two decimals of percent: never.
        foreach (double share in runs.SelectMany(Shares).Where(share => share is > 0.01 and < 0.99))
        {
            string digits = share.ToString("F9", CultureInfo.InvariantCulture);
            Assert.That(Holding(files, digits[..8], digits[2..4] + "." + digits[4..8]), Is.Empty, digits);
        }

        // Names of images and classes, and rounded shares of classes: as the level has it.
        IEnumerable<string> images = runs[0].Images.Select(image => image.Name);
        Assert.That(images.All(name => Holding(files, name).Length > 0), Is.EqualTo(reveal == RevealLevel.Images));
        Assert.That(images.Any(name => Holding(files, name).Length > 0), Is.EqualTo(reveal == RevealLevel.Images));
        Assert.That(s_classes.Any(name => Holding(files, $">{name}<", $"\n{name},", $"\"{name}\"").Length > 0), Is.EqualTo(reveal >= RevealLevel.Classes));
        Assert.That(files.Any(file => file.Name.StartsWith("classes", StringComparison.Ordinal)), Is.EqualTo(reveal >= RevealLevel.Classes));

        // How sure the difference of two entries is, is told where images are.
        string compare = files.Single(file => file.Name == "compare.html").Text;
        Assert.That(compare.Contains("\"paired\":[]", StringComparison.Ordinal), Is.EqualTo(reveal < RevealLevel.Images));
        Assert.That(compare.Contains("keeps what the images say of two entries to itself", StringComparison.Ordinal), Is.EqualTo(reveal < RevealLevel.Images));
    }

    [Test]
    public void A_bar_holds_no_digit_that_is_not_told()
    {
        using BoardBench bench = new(BoardBench.Rules with { Reveal = RevealLevel.Classes, Decimals = 0 });
        bench.Add("net", Run(1, 0));
        Board board = bench.Open();

        string page = Encoding.UTF8.GetString(BoardSite.Files(board, Ranking.Of(board)).Single(file => file.Name.StartsWith("entries/", StringComparison.Ordinal)).Content);

        Assert.That(page, Does.Match("<rect width=\"[0-9]+%\"/>").And.Not.Match("<rect width=\"[0-9]+\\.[0-9]+%\"/>"));
    }

    private static string[] Holding((string Name, string Text)[] files, params string[] words) =>
        [.. files.Where(file => words.Any(word => file.Text.Contains(word, StringComparison.Ordinal))).Select(file => file.Name)];

    private static IEnumerable<long> Counts(RunDocument run) =>
        run.Classes.SelectMany(score => new[] { score.GroundTruthPixels, score.PredictedPixels, score.IntersectionPixels })
            .Concat(run.Images.Select(image => (long)image.Width * image.Height)).Concat(run.Images.SelectMany(image => image.Cells.ToArray()).Select(cell => cell.Pixels));

    private static IEnumerable<double> Shares(RunDocument run) =>
        run.Classes.SelectMany(score => new[] { score.Iou, score.Accuracy, score.Precision, score.Dice }).Concat(PerImageScores.Compute(run.Counts, ClassPresence.GroundTruth).Images.Select(image => image.MeanIou))
            .Concat(Metrics.All.Select(metric => metric.Of(run.Primary))).OfType<double>();

    // Labels are the same for all models of a seed; every number of pixels has five digits or more, so that none is there by chance.
    private static RunDocument Run(int seed, int model)
    {
        int[] values = [1, 2, 9, 86];
        ImageCounts[] images = [.. Enumerable.Range(0, Images).Select(i =>
        {
            Random truth = new((seed * 1000) + i), guess = new((seed * 1000) + (model * 100) + i + 50_000);
            List<PairCount> cells = [];
            int width = 0;
            foreach (int value in values)
            {
                int pixels = truth.Next(200_003, 899_981), right = (int)(pixels * (0.4 + (0.15 * model) + (0.1 * guess.NextDouble())));
                int other = values[(Array.IndexOf(values, value) + 1) % values.Length];
                cells.AddRange([new((ushort)value, (ushort)value, right), new((ushort)value, (ushort)other, pixels - right)]);
                width += pixels;
            }

            return new ImageCounts($"hidden_{seed}_{i}_{truth.Next(100_000, 999_999)}", width, 1, [.. cells.OrderBy(cell => (cell.GroundTruth, cell.Prediction))]);
        })];
        return RunDocument.Create(new RunCounts(Ade20k150.Dataset, PredictionLabels.Ids, images), [ProtocolCatalog.Find("mmseg")], new RunHeader
        {
            Tool = new ToolInfo("1.0.0", "test"),
            GroundTruth = new InputInfo("truth", Images, new string('a', 64)),
            Predictions = new InputInfo("predictions", Images, new string('b', 64)),
        });
    }
}
