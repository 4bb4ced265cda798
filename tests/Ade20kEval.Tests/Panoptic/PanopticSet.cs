using System.Globalization;
using System.Text;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Panoptic;

/// <summary>Panoptic images as tables of numbers, which can be written as files and handed to the slow scorer.</summary>
internal sealed class PanopticSet
{
    public List<(string Id, SlowPanoptic.Side Truth, SlowPanoptic.Side Guess)> Images { get; } = [];

    public SlowPanoptic.Category[] Categories { get; init; } = [new(7, true), new(1, true), new(90, true), new(3, false), new(0, false), new(12, false)];

    /// <summary>What the JSON claims instead of the pixels, in pixels more.</summary>
    public int ExtraArea { get; init; }

    public int OneCrowdIn { get; init; } = 4;

    public IEnumerable<(SlowPanoptic.Side Truth, SlowPanoptic.Side Guess)> Sides => Images.Select(image => (image.Truth, image.Guess));

    /// <summary>Crowds, several of a category; void on both sides; numbers that the JSON lacks; listed segments without pixels; IoU and shares of exactly one half; several segments of one stuff category.</summary>
    public static PanopticSet Random(int seed, int images = 12, int extraArea = 0, int oneCrowdIn = 4)
    {
        Random random = new(seed);
        PanopticSet set = new() { ExtraArea = extraArea, OneCrowdIn = oneCrowdIn };
        for (int i = 0; i < images; i++)
        {
            (int height, int width) = (random.Next(1, 9), random.Next(1, 40));
            int[,] truth = Areas(random, height, width);
            int[,] guess = (int[,])truth.Clone();
            int changes = random.Next(4);
            for (int k = 0; k < changes; k++)
            {
                int[,] other = Areas(random, height, width);
                (int top, int left) = (random.Next(height), random.Next(width));
                for (int y = top; y < height; y++)
                {
                    for (int x = left; x < width; x++)
                    {
                        guess[y, x] = other[y, x];
                    }
                }
            }

            set.Add($"{1000 - (3 * i)}", Side(random, set, truth, isTruth: true), Side(random, set, guess, isTruth: false), random);
        }

        return set;
    }

    public string GroundTruthJson(bool hasCategories = true) => Json(image => image.Truth, hasCategories);

    public string PredictionsJson() => Json(image => image.Guess, hasCategories: false);

    /// <summary>Writes both sides: gt.json and gt/, pred.json and pred/.</summary>
    public (string GroundTruth, string Predictions) Write(TemporaryFolder folder)
    {
        foreach ((string id, SlowPanoptic.Side truth, SlowPanoptic.Side guess) in Images)
        {
            folder.Write($"gt/{id}.png", Png(truth.Ids));
            folder.Write($"pred/{id}.png", Png(guess.Ids));
        }

        return (folder.Write("gt.json", GroundTruthJson()), folder.Write("pred.json", PredictionsJson()));
    }

    public static byte[] Png(int[,] ids)
    {
        byte[] samples = [.. ids.Cast<int>().SelectMany(id => (byte[])[(byte)id, (byte)(id >> 8), (byte)(id >> 16)])];
        using MemoryStream stream = new();
        PngWriter.WriteRgb8(stream, samples, ids.GetLength(1), ids.GetLength(0));
        return stream.ToArray();
    }

    private void Add(string id, SlowPanoptic.Side truth, SlowPanoptic.Side guess, Random random)
    {
        // Numbers mean nothing: the same area has another one on the other side.
        int[,] renumbered = new int[guess.Ids.GetLength(0), guess.Ids.GetLength(1)];
        for (int i = 0; i < renumbered.Length; i++)
        {
            int old = guess.Ids[i / renumbered.GetLength(1), i % renumbered.GetLength(1)];
            renumbered[i / renumbered.GetLength(1), i % renumbered.GetLength(1)] = old == 0 ? 0 : old + 70_000;
        }

        SlowPanoptic.Segment[] segments = [.. guess.Segments.Select(s => s with { Id = s.Id + 70_000 })];
        random.Shuffle(segments);
        Images.Add((id, truth, new(renumbered, segments)));
    }

    private static int[,] Areas(Random random, int height, int width)
    {
        // Bands of columns, so that halves are common.
        int[,] ids = new int[height, width];
        int id = 0;
        for (int x = 0; x < width; x++)
        {
            id = x == 0 || random.Next(4) == 0 ? random.Next(5) switch { 0 => 0, _ => (300 * random.Next(1, 9)) + random.Next(1, 4) } : id;
            for (int y = 0; y < height; y++)
            {
                ids[y, x] = random.Next(40) == 0 ? 0 : id;
            }
        }

        return ids;
    }

    private static SlowPanoptic.Side Side(Random random, PanopticSet set, int[,] ids, bool isTruth)
    {
        List<SlowPanoptic.Segment> segments = [];
        foreach (IGrouping<int, int> pixels in ids.Cast<int>().Where(id => id != 0).GroupBy(id => id))
        {
            if (isTruth && random.Next(12) == 0)
            {
                continue;   // in the PNG and not in the JSON
            }

            // Mostly the number says the category, so that the sides agree.
            long category = random.Next(6) == 0 ? set.Categories[random.Next(set.Categories.Length)].Id : set.Categories[pixels.Key / 300 % set.Categories.Length].Id;
            segments.Add(new(pixels.Key, category, pixels.Count() + random.Next(set.ExtraArea + 1), isTruth && random.Next(set.OneCrowdIn) == 0));
        }

        if (isTruth && random.Next(5) == 0)
        {
            segments.Add(new(random.Next(2) == 0 ? 99_999 : 1L << 30, set.Categories[random.Next(set.Categories.Length)].Id, 10, random.Next(4) == 0));
        }

        SlowPanoptic.Segment[] listed = [.. segments];
        random.Shuffle(listed);
        return new(ids, listed);
    }

    private string Json(Func<(string Id, SlowPanoptic.Side Truth, SlowPanoptic.Side Guess), SlowPanoptic.Side> side, bool hasCategories)
    {
        StringBuilder text = new("{\"info\": {\"year\": [2026, null]}, ");
        if (hasCategories)
        {
            text.Append("\"categories\": [").AppendJoin(", ", Categories.Select(c => $"{{\"id\": {c.Id}, \"name\": \"category {c.Id}\", \"isthing\": {(c.IsThing ? 1 : 0)}, \"color\": [1, 2, 3]}}")).Append("], ");
        }

        text.Append("\"annotations\": [");
        text.AppendJoin(",\n", Images.Select(image => $"{{\"image_id\": {image.Id}, \"file_name\": \"{image.Id}.png\", \"segments_info\": [{string.Join(", ", side(image).Segments.Select(Segment))}]}}"));
        return text.Append("]}").ToString();
    }

    private static string Segment(SlowPanoptic.Segment s) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\": {s.Id}, \"category_id\": {s.Category}, \"area\": {s.Area}, \"iscrowd\": {(s.Crowd ? 1 : 0)}, \"bbox\": [0, 0, 1, 1]}}");
}
