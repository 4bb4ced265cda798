using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Tests.Boundaries;

/// <summary>Trimap curves equal what measuring every pixel against every other gives.</summary>
public sealed class TrimapTests
{
    private static readonly int[] s_widths = [1, 2, 3, 5, 9];

    private static Dataset Dataset => new("four", "Four classes", [.. Enumerable.Range(0, 4).Select(i => new ClassInfo(i, i + 1, $"class {i + 1}", new Rgb(0, 0, 0)))], [0]);

    [Test]
    public void Every_band_equals_the_slow_one([Values] TrimapKind kind, [Range(1, 6)] int seed, [Values(1, 3)] int workers)
    {
        Random random = new(seed);
        Dictionary<string, int[,]> truth = [];
        Dictionary<string, int[,]> guess = [];
        for (int i = 0; i < 7; i++)
        {
            (int height, int width) = (random.Next(1, 24), random.Next(1, 30));
            truth.Add($"{i}", Areas(random, height, width, 5));
            guess.Add($"{i}", Areas(random, height, width, 7));   // 5 and 6 are no classes
        }

        TrimapScores scores = Run(truth, guess, new TrimapOptions(kind, s_widths), workers).Trimap!;

        Assert.That(scores.Kind, Is.EqualTo(kind));
        for (int b = 0; b < s_widths.Length; b++)
        {
            (double? meanIou, double? accuracy, long pixels) = Slow(truth, guess, kind, s_widths[b]);
            Assert.That((scores.Bands[b].Width, scores.Bands[b].Pixels), Is.EqualTo((s_widths[b], pixels)));
            Assert.That(scores.Bands[b].MeanIou is null, Is.EqualTo(meanIou is null));
            Assert.That(scores.Bands[b].MeanIou ?? 0, Is.EqualTo(meanIou ?? 0).Within(1e-14));
            Assert.That(scores.Bands[b].PixelAccuracy, Is.EqualTo(accuracy));
        }
    }

    [Test]
    public void A_worked_example()
    {
        // One row, classes 1 and 2 side by side: the boundary is the pixel on either side. Less than 1 away: these two; less than 2: four.
        RunDocument run = Run(new() { ["x"] = new[,] { { 1, 1, 1, 2, 2, 2 } } }, new() { ["x"] = new[,] { { 1, 1, 2, 2, 2, 3 } } }, new TrimapOptions(TrimapKind.Boundary, [1, 2, 4]), workers: 1);

        // Width 1: pixels 1|2 predicted 2|2: class 1 0/1, class 2 1/2. Width 2: 1 1|2 2 predicted 1 2|2 2: 1/2, 2/3. Width 4: all six: 2/3, 2/4 and class 3 0/1.
        Assert.That(run.Trimap!.Bands, Is.EqualTo(new[] { new TrimapBand(1, 0.25, 0.5, 2), new TrimapBand(2, (0.5 + (2.0 / 3)) / 2, 0.75, 4), new TrimapBand(4, ((2.0 / 3) + 0.5 + 0) / 3, 4.0 / 6, 6) }));
    }

    [Test]
    public void The_document_keeps_the_curve()
    {
        RunDocument run = Run(new() { ["x"] = new[,] { { 1, 1, 0, 2 } }, ["y"] = new[,] { { 3 } } }, new() { ["x"] = new[,] { { 1, 1, 2, 2 } }, ["y"] = new[,] { { 3 } } }, new TrimapOptions(TrimapKind.Void, [1, 16]), workers: 2);

        RunDocument read = RunJsonReader.Read(RunJsonWriter.Write(run), "run.json");

        Assert.That(read.Trimap!.Bands, Is.EqualTo(run.Trimap!.Bands).And.Not.Empty);
        Assert.That(read.Trimap.Kind, Is.EqualTo(TrimapKind.Void));
        Assert.That(Run(new() { ["x"] = new[,] { { 1 } } }, new() { ["x"] = new[,] { { 1 } } }, new TrimapOptions(TrimapKind.Boundary, [1]), workers: 1).Trimap!.Bands, Is.EqualTo(new[] { new TrimapBand(1, null, null, 0) }), "no boundary, no band");
    }

    [TestCase("bands", "\"meanIou\":", "$.trimap.bands[0].meanIou")]
    [TestCase("bands", "\"pixelAccuracy\":", "$.trimap.bands[0].pixelAccuracy")]
    public void A_figure_that_was_edited_is_told_and_that_of_the_cells_is_used(string part, string key, string place)
    {
        RunDocument run = Run(new() { ["x"] = new[,] { { 1, 1, 2, 2, 2 } } }, new() { ["x"] = new[,] { { 1, 1, 1, 2, 4 } } }, new TrimapOptions(TrimapKind.Boundary, [1, 2]), workers: 1);
        string text = System.Text.Encoding.UTF8.GetString(RunJsonWriter.Write(run));
        int at = text.IndexOf(key, text.IndexOf(part, text.IndexOf("\"trimap\"", StringComparison.Ordinal), StringComparison.Ordinal), StringComparison.Ordinal) + key.Length;
        string edited = text[..at] + "0.99" + text[text.IndexOf(',', at)..];

        RunDocument read = RunJsonReader.Read(System.Text.Encoding.UTF8.GetBytes(edited), "run.json");

        Assert.That(read.Warnings, Has.One.StartsWith($"The file says {place} is 0.99"));
        Assert.That(read.Trimap!.Bands, Is.EqualTo(run.Trimap!.Bands));
    }

    [TestCase("[0,0,0,1]", "[2,0,0,1]", "$.trimap.cells[0][0]")]
    [TestCase("[0,0,0,1]", "[0,9,0,1]", "$.trimap.cells[0][1]")]
    [TestCase("[0,0,0,1]", "[0,0,4,1]", "$.trimap.cells[0][2]")]
    [TestCase("[0,0,0,1]", "[0,0,0,99]", "$.trimap.cells[0][3]")]
    [TestCase("[0,0,0,1]", "[0,0,0]", "[ring, groundTruthClass, predictedClass or null, pixels]")]
    [TestCase("[0,0,0,1]", "[0,0,0,1],[0,0,0,1]", "ascending order")]
    public void Cells_that_cannot_be_are_refused(string cell, string other, string says)
    {
        RunDocument run = Run(new() { ["x"] = new[,] { { 1, 1, 2, 2, 2 } } }, new() { ["x"] = new[,] { { 1, 1, 1, 2, 4 } } }, new TrimapOptions(TrimapKind.Boundary, [1, 2]), workers: 1);
        string text = System.Text.Encoding.UTF8.GetString(RunJsonWriter.Write(run));
        string start = $"\"cells\":[{cell}";
        Assert.That(text, Does.Contain(start));

        Assert.That(
            () => RunJsonReader.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace(start, $"\"cells\":[{other}", StringComparison.Ordinal)), "run.json"),
            Throws.InstanceOf<Ade20kEval.Files.InputException>().With.Message.Contains(says));
    }

    [Test]
    public void Widths_that_do_not_ascend_are_refused([Values("", "0", "2,2", "3,1", "256", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17")] string widths)
    {
        int[] numbers = [.. widths.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

        Assert.That(() => Run(new() { ["x"] = new[,] { { 1 } } }, new() { ["x"] = new[,] { { 1 } } }, new TrimapOptions(TrimapKind.Boundary, numbers), workers: 1), Throws.ArgumentException.With.Message.Contains("ascend"));
    }

    private static RunDocument Run(Dictionary<string, int[,]> truth, Dictionary<string, int[,]> guess, TrimapOptions trimap, int workers)
    {
        using MaskSource groundTruth = Source("truth", truth);
        using MaskSource predictions = Source("guess", guess);
        return Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions
        {
            Scoring = new ScoringOptions { Dataset = Dataset, Trimap = trimap },
            Execution = new ExecutionOptions { Workers = workers },
        });
    }

    private static MaskSource Source(string set, Dictionary<string, int[,]> maps) =>
        MaskSource.FromMaps(set, maps.Keys, (name, map) => map.Fill<int>([.. maps[name].Cast<int>()], maps[name].GetLength(1), maps[name].GetLength(0)));

    private static int[,] Areas(Random random, int height, int width, int values)
    {
        int[,] map = new int[height, width];
        for (int k = 0; k < 6; k++)
        {
            (int top, int left, int value) = (random.Next(height), random.Next(width), random.Next(values));
            for (int y = top; y < height; y++)
            {
                for (int x = left; x < width; x++)
                {
                    map[y, x] = value;
                }
            }
        }

        return map;
    }

    private static (double? MeanIou, double? Accuracy, long Pixels) Slow(Dictionary<string, int[,]> truths, Dictionary<string, int[,]> guesses, TrimapKind kind, int width)
    {
        long[] both = new long[5];
        long[] either = new long[5];
        long pixels = 0;
        foreach ((string name, int[,] truth) in truths)
        {
            (int Y, int X)[] places = [.. Enumerable.Range(0, truth.Length).Select(i => (i / truth.GetLength(1), i % truth.GetLength(1)))];
            bool IsSource((int Y, int X) p) => kind == TrimapKind.Void
                ? truth[p.Y, p.X] == 0
                : places.Any(q => Math.Abs(q.Y - p.Y) + Math.Abs(q.X - p.X) == 1 && truth[q.Y, q.X] != truth[p.Y, p.X]);
            (int Y, int X)[] sources = [.. places.Where(IsSource)];
            foreach ((int y, int x) in places.Where(p => truth[p.Y, p.X] != 0))
            {
                bool isIn = sources.Select(q => Math.Sqrt(((q.Y - y) * (q.Y - y)) + ((q.X - x) * (q.X - x)))).Any(d => kind == TrimapKind.Void ? d <= width : d < width);
                if (!isIn)
                {
                    continue;
                }

                int guess = guesses[name][y, x] is > 0 and < 5 and int known ? known : 0;
                pixels++;
                either[truth[y, x]]++;
                either[guess] += guess == truth[y, x] ? 0 : 1;
                both[truth[y, x]] += guess == truth[y, x] ? 1 : 0;
            }
        }

        double[] ious = [.. Enumerable.Range(1, 4).Where(c => either[c] > 0).Select(c => (double)both[c] / either[c])];
        return (ious.Length == 0 ? null : ious.Average(), pixels == 0 ? null : (double)both.Sum() / pixels, pixels);
    }
}
