namespace Ade20kEval.Instances;

/// <summary>The detections of one category by falling score, and its objects, each with its image: average precision with images left out or taken several times.</summary>
/// <remarks>Not modified once made. Detections of an image that is taken twice stand twice, one behind the other.</remarks>
internal sealed class CategorySample
{
    private const int Iou75 = 5;

    private readonly (MatchedDetection Detection, int Image)[] _sorted;
    private readonly (int Image, int Ranges)[] _objects;
    private readonly InstanceRules _rules;

    private CategorySample((MatchedDetection Detection, int Image)[] sorted, (int Image, int Ranges)[] objects, InstanceRules rules)
    {
        _sorted = sorted;
        _objects = objects;
        _rules = rules;
        Images = [.. sorted.Select(static item => item.Image).Concat(objects.Select(static item => item.Image)).Distinct().Order()];
        ImagesWithObjects = objects.Select(static item => item.Image).Distinct().Count();
    }

    // AP, at IoU 0.50, 0.75, of small, medium and large objects, and recall: the order of InstanceFigures.MetricsOf.
    private const int FigureCount = 7;

    /// <summary>The images that have a detection or an object, ascending.</summary>
    public IReadOnlyList<int> Images { get; }

    /// <summary>How many images have an object that counts.</summary>
    public int ImagesWithObjects { get; }

    /// <summary>Sorts the matches of all images by category.</summary>
    /// <param name="categories">How many there are.</param>
    /// <param name="images">The matches of each image.</param>
    /// <param name="rules">The rules that they were made under.</param>
    public static CategorySample[] Of(int categories, IReadOnlyList<ImageMatches> images, InstanceRules rules)
    {
        List<(MatchedDetection Detection, int Image)>[] detections = [.. Enumerable.Range(0, categories).Select(static _ => new List<(MatchedDetection, int)>())];
        List<(int Image, int Ranges)>[] objects = [.. Enumerable.Range(0, categories).Select(static _ => new List<(int, int)>())];
        foreach ((int image, ImageMatches matches) in images.Index())
        {
            foreach ((int category, MatchedDetection detection) in matches.Detections)
            {
                detections[category].Add((detection, image));
            }

            foreach ((int category, int ranges) in matches.Objects)
            {
                objects[category].Add((image, ranges));
            }
        }

        // LINQ's sort is stable, as the original's is.
        return [.. detections.Zip(objects, (found, items) => new CategorySample([.. found.OrderByDescending(static item => item.Detection.Score)], [.. items], rules))];
    }

    /// <summary>The figures of all images but one; NaN where undefined.</summary>
    /// <param name="image">The image that is left out; -1 for none.</param>
    public double[] Without(int image) => Work(item => item == image ? 0 : 1);

    /// <summary>The figures of a sample; NaN where undefined.</summary>
    /// <param name="times">How often each image is in it.</param>
    public double[] Of(int[] times) => Work(image => times[image]);

    private double[] Work(Func<int, int> times)
    {
        long[] objects = new long[InstanceGrid.Ranges];
        foreach ((int image, int ranges) in _objects)
        {
            for (int range = 0; range < objects.Length; range++)
            {
                objects[range] += ((ranges >> range) & 1) * times(image);
            }
        }

        List<MatchedDetection> taken = new(_sorted.Length);
        foreach ((MatchedDetection detection, int image) in _sorted)
        {
            for (int i = times(image); i > 0; i--)
            {
                taken.Add(detection);
            }
        }

        MatchedDetection[] all = Within(taken, _rules.FigureLimit);
        if (_rules.IsCityscapes)
        {
            return Integrals(all, objects[0]);
        }

        CurvePoints points = new(all.Length);
        double[] figures = new double[FigureCount];
        Array.Fill(figures, double.NaN);
        for (int range = 0; range < InstanceGrid.Ranges; range++)
        {
            if (objects[range] == 0)
            {
                continue;
            }

            points.Fill(all, range);
            if (range > 0)
            {
                figures[2 + range] = Mean(points, objects[range], 0, InstanceGrid.Thresholds);
                continue;
            }

            figures[1] = Mean(points, objects[0], 0, 1);
            figures[2] = Mean(points, objects[0], Iou75, Iou75 + 1);
            figures[6] = Enumerable.Range(0, InstanceGrid.Thresholds).Average(t => points.Count(t) / (double)objects[0]);
            figures[0] = _rules.HeadlineLimit == _rules.FigureLimit ? Mean(points, objects[0], 0, InstanceGrid.Thresholds)
                : _rules.DetectionLimits.Contains(_rules.HeadlineLimit) ? Headline(taken, objects[0])
                : double.NaN;
        }

        return figures;
    }

    private static double[] Integrals(MatchedDetection[] all, long objects)
    {
        double[] figures = new double[FigureCount];
        Array.Fill(figures, double.NaN);
        if (objects > 0)
        {
            figures[0] = Enumerable.Range(0, InstanceGrid.Thresholds).Average(t => StepIntegral.Of(all, t, objects));
            figures[1] = StepIntegral.Of(all, 0, objects);
            figures[2] = StepIntegral.Of(all, Iou75, objects);
        }

        return figures;
    }

    private MatchedDetection[] Within(List<MatchedDetection> all, int limit) => limit == _rules.DetectionLimits[^1] ? [.. all] : [.. all.Where(detection => detection.Rank < limit)];

    private double Headline(List<MatchedDetection> all, long objects)
    {
        MatchedDetection[] within = Within(all, _rules.HeadlineLimit);
        CurvePoints points = new(within.Length);
        points.Fill(within, 0);
        return Mean(points, objects, 0, InstanceGrid.Thresholds);
    }

    private static double Mean(CurvePoints points, long objects, int from, int to)
    {
        double sum = 0;
        for (int t = from; t < to; t++)
        {
            sum += Precision(points.Precisions(t), objects);
        }

        return sum / (to - from);
    }

    /// <summary>The mean over recall levels of the best precision at or beyond each; 0 beyond the recall that was reached.</summary>
    /// <param name="precisions">After each detection that is right, the best precision from there on.</param>
    /// <param name="objects">How many objects count.</param>
    public static double Precision(ReadOnlySpan<double> precisions, long objects)
    {
        double sum = 0;
        foreach (double wanted in InstanceGrid.RecallLevels)
        {
            // The least whole number whose share reaches the level, in double precision: near the product, if not it.
            long reached = (long)(wanted * objects);
            while (reached > 0 && (reached - 1) / (double)objects >= wanted)
            {
                reached--;
            }

            while (reached / (double)objects < wanted)
            {
                reached++;
            }

            if (reached > precisions.Length || precisions.IsEmpty)
            {
                break;
            }

            sum += precisions[(int)Math.Max(reached - 1, 0)];
        }

        return sum / InstanceGrid.RecallLevels.Length;
    }
}
