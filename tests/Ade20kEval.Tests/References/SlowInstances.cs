namespace Ade20kEval.Tests.References;

/// <summary>Average precision from the definition, one threshold, category, range of area and limit at a time, with no thought for speed.</summary>
internal static class SlowInstances
{
    /// <summary>An object: its IoU with detections comes from <see cref="Scene.Iou"/>.</summary>
    public sealed record Item(long Id, long Image, long Category, double Area, bool Crowd, bool Ignore);

    /// <summary>A detection.</summary>
    public sealed record Guess(long Image, long Category, double Score, double Area);

    /// <summary>All that there is.</summary>
    public sealed record Scene(long[] Images, long[] Categories, Item[] Items, Guess[] Guesses, Func<Guess, Item, double> Iou, bool HonoursIgnore = false);

    /// <summary>Precision and score at 101 recall levels, and the recall reached; null where no object counts.</summary>
    public sealed record Curve(double[] Precision, double[] Scores, double Recall);

    private static readonly double s_spacing = Math.BitIncrement(1.0) - 1;   // numpy.spacing(1)
    private static readonly (double Least, double Most)[] s_areas = [(0, 1e10), (0, 1024), (1024, 9216), (9216, 1e10)];

    public static Curve? Of(Scene scene, int thresholdIndex, long category, int area, int[] limits, int limitIndex)
    {
        double threshold = thresholdIndex == 8 ? 0.8999999999999999 : double.Round(0.5 + (0.05 * thresholdIndex), 2);
        List<(double Score, bool Right, bool Excused)> outcomes = [];
        int objects = 0;
        foreach (long image in scene.Images.Order())
        {
            objects += MatchImage(scene, threshold, image, category, s_areas[area], limits[^1], limits[limitIndex], outcomes);
        }

        if (objects == 0)
        {
            return null;
        }

        (double Score, bool Right, bool Excused)[] sorted = [.. outcomes.OrderByDescending(o => o.Score)];   // LINQ's sort is stable
        double[] recall = new double[sorted.Length];
        double[] precision = new double[sorted.Length];
        double right = 0;
        double wrong = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].Right && !sorted[i].Excused ? 1 : 0;
            wrong += !sorted[i].Right && !sorted[i].Excused ? 1 : 0;
            recall[i] = right / objects;
            precision[i] = right / (wrong + right + s_spacing);
        }

        double[] levels = new double[101];
        double[] scores = new double[101];
        for (int level = 0; level <= 100; level++)
        {
            int first = Array.FindIndex(recall, r => r >= level * 0.01);
            if (first >= 0)
            {
                levels[level] = precision[first..].Max();
                scores[level] = sorted[first].Score;
            }
        }

        return new Curve(levels, scores, sorted.Length == 0 ? 0 : recall[^1]);
    }

    private static int MatchImage(
        Scene scene, double threshold, long image, long category, (double Least, double Most) area, int largestLimit, int limit, List<(double, bool, bool)> outcomes)
    {
        bool Counts(Item item) => !item.Crowd && !(item.Ignore && scene.HonoursIgnore) && item.Area >= area.Least && item.Area <= area.Most;
        Item[] items = [.. scene.Items.Where(i => i.Image == image && i.Category == category).OrderBy(i => Counts(i) ? 0 : 1)];
        Guess[] guesses = [.. scene.Guesses.Where(g => g.Image == image && g.Category == category).OrderByDescending(g => g.Score).Take(largestLimit)];
        bool[] taken = new bool[items.Length];
        foreach ((int place, Guess guess) in guesses.Index())
        {
            double least = Math.Min(threshold, 1 - 1e-10);
            int match = -1;
            for (int i = 0; i < items.Length; i++)
            {
                if (taken[i] && !items[i].Crowd)
                {
                    continue;
                }

                if (match >= 0 && Counts(items[match]) && !Counts(items[i]))
                {
                    break;
                }

                double iou = scene.Iou(guess, items[i]);
                if (iou >= least)
                {
                    least = iou;
                    match = i;
                }
            }

            bool right = false;
            bool excused = false;
            if (match >= 0)
            {
                taken[match] = true;
                excused = !Counts(items[match]);
                right = items[match].Id != 0;
            }

            excused |= !right && (guess.Area < area.Least || guess.Area > area.Most);
            if (place < limit)
            {
                outcomes.Add((guess.Score, right, excused));
            }
        }

        return items.Count(Counts);
    }
}
