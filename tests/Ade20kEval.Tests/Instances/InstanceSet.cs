using System.Globalization;
using System.Text;
using Ade20kEval.Boundaries;
using Ade20kEval.Tests.Formats.Rle;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Instances;

/// <summary>Objects and detections as tables of pixels, which can be written as COCO files and handed to the slow scorer.</summary>
internal sealed class InstanceSet
{
    public List<(long Id, int Height, int Width)> Images { get; } = [];

    public List<long> Categories { get; } = [];

    public List<(SlowInstances.Item Item, bool[,] Mask)> Objects { get; } = [];

    public List<(SlowInstances.Guess Guess, bool[,] Mask)> Detections { get; } = [];

    /// <summary>Crowds, ties, near duplicates, empty masks, images with nothing, categories with nothing, ids out of order, areas around 32² and 96².</summary>
    public static InstanceSet Random(int seed, int images = 9, long firstId = 1, double repeated = 0.4)
    {
        Random random = new(seed);
        InstanceSet set = new();
        set.Categories.AddRange([7, 1, 3, 90]);
        long id = firstId;
        for (int i = 0; i < images; i++)
        {
            (int height, int width) = (random.Next(20, 130), random.Next(20, 130));
            long image = 100 - (7 * i);
            set.Images.Add((image, height, width));
            int objects = random.Next(0, 7);
            for (int k = 0; k < objects; k++)
            {
                bool[,] mask = SlowMasks.Random(random, height, width, random.Next(10, 120));
                long category = set.Categories[random.Next(3)];
                double area = random.Next(5) switch { 0 => 1024, 1 => 9216, 2 => 1023.5, _ => SlowMasks.Area(mask) };
                set.Objects.Add((new(id++, image, category, area, random.Next(6) == 0, random.Next(8) == 0), mask));
                int detections = random.Next(0, 4);
                for (int d = 0; d < detections; d++)
                {
                    bool[,] found = random.NextDouble() < repeated ? mask : Shifted(mask, random.Next(-3, 4), random.Next(-3, 4));
                    double score = Math.Round(random.NextDouble(), 1);
                    set.Detections.Add((new(image, random.Next(8) == 0 ? set.Categories[random.Next(4)] : category, score, SlowMasks.Area(found)), found));
                }
            }
        }

        return set;
    }

    public SlowInstances.Scene Scene(string kind, bool honoursIgnore = false)
    {
        // By identity: two detections may be equal in all that the scorer knows of them.
        Dictionary<object, bool[,]> masks = new(ReferenceEqualityComparer.Instance);
        Objects.ForEach(pair => masks.Add(pair.Item, pair.Mask));
        Detections.ForEach(pair => masks.Add(pair.Guess, pair.Mask));
        Dictionary<object, Dictionary<object, double>> known = new(ReferenceEqualityComparer.Instance);
        double Iou(SlowInstances.Guess guess, SlowInstances.Item item)
        {
            if (!known.TryGetValue(guess, out Dictionary<object, double>? ofGuess))
            {
                known.Add(guess, ofGuess = new(ReferenceEqualityComparer.Instance));
            }

            if (!ofGuess.TryGetValue(item, out double iou))
            {
                ofGuess.Add(item, iou = Compare(kind, masks[guess], masks[item], item.Crowd));
            }

            return iou;
        }

        return new([.. Images.Select(image => image.Id)], [.. Categories.Order()], [.. Objects.Select(pair => pair.Item)], [.. Detections.Select(pair => pair.Guess)], Iou, honoursIgnore);
    }

    public string GroundTruthJson()
    {
        StringBuilder text = new("{\"info\": {\"year\": 2026}, \"annotations\": [");
        text.AppendJoin(", ", Objects.Select(pair => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\": {pair.Item.Id}, \"image_id\": {pair.Item.Image}, \"category_id\": {pair.Item.Category}, \"area\": {pair.Item.Area}, \"iscrowd\": {(pair.Item.Crowd ? 1 : 0)}, \"ignore\": {(pair.Item.Ignore ? 1 : 0)}, \"bbox\": {Box(pair.Mask)}, \"segmentation\": {Rle(pair.Mask)}}}")));
        text.Append("], \"images\": [").AppendJoin(", ", Images.Select(image => string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {image.Id}, \"height\": {image.Height}, \"width\": {image.Width}}}")));
        text.Append("], \"categories\": [").AppendJoin(", ", Categories.Select(category => string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {category}, \"name\": \"category {category}\"}}")));
        return text.Append("]}").ToString();
    }

    public string ResultsJson() => new StringBuilder("[").AppendJoin(",\n", Detections.Select(pair => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"image_id\": {pair.Guess.Image}, \"category_id\": {pair.Guess.Category}, \"score\": {pair.Guess.Score}, \"segmentation\": {Rle(pair.Mask)}}}"))).Append(']').ToString();

    public static string Rle(bool[,] mask)
    {
        int[,] map = new int[mask.GetLength(0), mask.GetLength(1)];
        for (int i = 0; i < mask.Length; i++)
        {
            map[i / mask.GetLength(1), i % mask.GetLength(1)] = mask[i / mask.GetLength(1), i % mask.GetLength(1)] ? 1 : 0;
        }

        string counts = CocoStrings.Pack(CocoStrings.RunsOf(1, map)).Replace("\\", "\\\\", StringComparison.Ordinal);
        return $"{{\"size\": [{mask.GetLength(0)}, {mask.GetLength(1)}], \"counts\": \"{counts}\"}}";
    }

    private static string Box(bool[,] mask)
    {
        (int left, int top, int width, int height) = SlowMasks.Box(mask);
        return $"[{left}, {top}, {width}, {height}]";
    }

    private static double Compare(string kind, bool[,] detection, bool[,] item, bool isCrowd)
    {
        if (kind == "box")
        {
            (int left, int top, int width, int height) a = SlowMasks.Box(detection);
            (int left, int top, int width, int height) b = SlowMasks.Box(item);
            double shared = Math.Max(0, Math.Min(a.left + a.width, b.left + b.width) - Math.Max(a.left, b.left)) * (double)Math.Max(0, Math.Min(a.top + a.height, b.top + b.height) - Math.Max(a.top, b.top));
            return shared == 0 ? 0 : shared / (isCrowd ? a.width * a.height : (a.width * a.height) + (b.width * b.height) - shared);
        }

        double iou = SlowMasks.Iou(detection, item, isCrowd);
        if (kind == "mask" || isCrowd || iou == 0)
        {
            return iou;
        }

        int distance = BoundaryMapper.Dilation(item.GetLength(1), item.GetLength(0));
        return Math.Min(iou, SlowMasks.Iou(SlowMasks.Boundary(detection, distance), SlowMasks.Boundary(item, distance), isCrowd: false));
    }

    private static bool[,] Shifted(bool[,] mask, int down, int right)
    {
        (int height, int width) = (mask.GetLength(0), mask.GetLength(1));
        bool[,] moved = new bool[height, width];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                (int y, int x) = (row - down, column - right);
                moved[row, column] = y >= 0 && y < height && x >= 0 && x < width && mask[y, x];
            }
        }

        return moved;
    }
}
