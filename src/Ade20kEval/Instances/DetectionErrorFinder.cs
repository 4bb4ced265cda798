using Ade20kEval.Runs.Drawings;

namespace Ade20kEval.Instances;

/// <summary>Tells the kinds of error of one image apart, at IoU 0.5, over all areas.</summary>
/// <remarks>
/// Detections are given to objects as for AP50. Of one that is wrong, with s its highest IoU with an object of its category and o that with one of another: background
/// where both are below 0.1; else localisation where s is in [0.1, 0.5); else classification where o is at least 0.5; else duplicate where s is at least 0.5; else
/// both. A free object at which a detection is wrongly placed or named is not missed; of several such the surest one would find it. Crowds are no objects here.
/// Source: Bolya et al., ECCV 2020, section 2.
/// </remarks>
internal sealed class DetectionErrorFinder(OverlapKind kind, InstanceRules rules)
{
    /// <summary>From this IoU on a detection is at an object.</summary>
    public const double Foreground = 0.5;

    /// <summary>Below this IoU it is at nothing.</summary>
    public const double Background = 0.1;

    // What Take says of detections that find nothing, and of those behind the limit.
    private const int Nothing = -1;
    private const int Beyond = -2;

    /// <summary>What became of the objects and the detections of an image; <see langword="null"/> of detections behind the limit.</summary>
    public (Verdict[] Objects, Verdict?[] Detections) Verdicts(ImageInstances image)
    {
        int[] taken = Take(image, PairsOf(image));
        bool[] isFound = Found(image, taken);
        return (
            [.. image.Objects.Select((item, g) => !Counts(item) ? Verdict.Excused : isFound[g] ? Verdict.Right : Verdict.Wrong)],
            [.. taken.Select(g => g == Beyond ? (Verdict?)null : g == Nothing || (Counts(image.Objects[g]) && !isFound[g]) ? Verdict.Wrong : Counts(image.Objects[g]) ? Verdict.Right : Verdict.Excused)]);
    }

    /// <summary>Judges an image.</summary>
    /// <param name="image">Its evidence, with overlaps across categories.</param>
    /// <param name="index">Its index.</param>
    /// <param name="found">Takes the detections that count.</param>
    /// <param name="objects">Counts the objects of each category.</param>
    /// <param name="missed">Counts those that were missed.</param>
    public void Judge(ImageInstances image, int index, List<JudgedDetection> found, long[] objects, long[] missed)
    {
        ILookup<int, (int Object, double Iou)> pairs = PairsOf(image);
        int[] takes = Take(image, pairs);
        bool[] isFound = Found(image, takes);
        bool[] taken = new bool[image.Objects.Length];
        List<int> wrong = [];
        for (int d = 0; d < takes.Length; d++)
        {
            int chosen = takes[d];
            if (chosen >= 0)
            {
                taken[chosen] = true;
            }

            if (chosen == Nothing || (chosen >= 0 && Counts(image.Objects[chosen]) && !isFound[chosen]))
            {
                wrong.Add(d);
            }
            else if (chosen >= 0 && Counts(image.Objects[chosen]))
            {
                found.Add(new JudgedDetection(image.Detections[d].Category, image.Detections[d].Score, index, d, null));
            }
        }

        (DetectionErrorKind Kind, int Object)[] errors = [.. wrong.Select(d => KindOf(image, d, pairs[d]))];
        Dictionary<int, int> surest = Surest(image, wrong, errors, taken);
        for (int i = 0; i < wrong.Count; i++)
        {
            Detection detection = image.Detections[wrong[i]];
            bool finds = errors[i].Object >= 0 && surest.TryGetValue(errors[i].Object, out int best) && best == wrong[i];
            found.Add(new JudgedDetection(detection.Category, detection.Score, index, wrong[i], errors[i].Kind, finds ? image.Objects[errors[i].Object].Category : -1));
        }

        for (int g = 0; g < image.Objects.Length; g++)
        {
            if (Counts(image.Objects[g]))
            {
                objects[image.Objects[g].Category]++;
                missed[image.Objects[g].Category] += isFound[g] || surest.ContainsKey(g) ? 0 : 1;
            }
        }
    }

    private ILookup<int, (int Object, double Iou)> PairsOf(ImageInstances image) =>
        image.Overlaps.ToLookup(static overlap => overlap.Detection, overlap => (overlap.GroundTruthObject, image.Iou(overlap, kind)));

    /// <summary>The object that each detection takes, as for AP50.</summary>
    private int[] Take(ImageInstances image, ILookup<int, (int Object, double Iou)> pairs)
    {
        int[] takes = new int[image.Detections.Length];
        Array.Fill(takes, Beyond);
        bool[] taken = new bool[image.Objects.Length];
        foreach (IGrouping<int, int> category in Enumerable.Range(0, image.Detections.Length).GroupBy(d => image.Detections[d].Category))
        {
            foreach (int d in category.OrderByDescending(d => image.Detections[d].Score).Take(rules.FigureLimit))
            {
                takes[d] = Choose(image, category.Key, pairs[d], taken);
                if (takes[d] >= 0)
                {
                    taken[takes[d]] = true;
                }
            }
        }

        return takes;
    }

    // The object of the number 0 is taken, and yet not found.
    private bool[] Found(ImageInstances image, int[] takes)
    {
        bool[] isFound = new bool[image.Objects.Length];
        foreach (int g in takes.Where(static g => g >= 0))
        {
            isFound[g] = image.Objects[g].Id != 0 || rules.FindsIdZero;
        }

        return isFound;
    }

    private bool Counts(GroundTruthObject item) => !item.IsCrowd && !(item.IsIgnored && rules.HonoursIgnore);

    // One that counts beats any that does not; among equals in this the higher IoU, and of equal IoUs the later one.
    private int Choose(ImageInstances image, int category, IEnumerable<(int Object, double Iou)> pairs, bool[] taken)
    {
        int chosen = -1;
        double best = 0;
        foreach ((int g, double iou) in pairs)
        {
            if (image.Objects[g].Category != category || iou < Foreground || (taken[g] && !image.Objects[g].IsCrowd))
            {
                continue;
            }

            bool better = chosen < 0 || (Counts(image.Objects[g]) == Counts(image.Objects[chosen]) ? iou >= best : Counts(image.Objects[g]));
            (chosen, best) = better ? (g, iou) : (chosen, best);
        }

        return chosen;
    }

    /// <summary>The kind, and the object that is named or placed wrongly; -1 for none.</summary>
    private (DetectionErrorKind Kind, int Object) KindOf(ImageInstances image, int detection, IEnumerable<(int Object, double Iou)> pairs)
    {
        (int Object, double Iou) own = (-1, 0);
        (int Object, double Iou) other = (-1, 0);
        foreach ((int g, double iou) in pairs)
        {
            if (!Counts(image.Objects[g]))
            {
                continue;
            }

            if (image.Objects[g].Category == image.Detections[detection].Category)
            {
                own = iou > own.Iou ? (g, iou) : own;
            }
            else
            {
                other = iou > other.Iou ? (g, iou) : other;
            }
        }

        return (own.Iou, other.Iou) switch
        {
            ( < Background, < Background) => (DetectionErrorKind.Background, -1),
            ( >= Background and < Foreground, _) => (DetectionErrorKind.Localisation, own.Object),
            (_, >= Foreground) => (DetectionErrorKind.Classification, other.Object),
            ( >= Foreground, _) => (DetectionErrorKind.Duplicate, -1),
            _ => (DetectionErrorKind.Both, -1),
        };
    }

    /// <summary>Of each free object at which something is named or placed wrongly, the surest detection; of equally sure ones the earlier in the file.</summary>
    private static Dictionary<int, int> Surest(ImageInstances image, List<int> wrong, (DetectionErrorKind Kind, int Object)[] errors, bool[] taken)
    {
        Dictionary<int, int> surest = [];
        foreach ((int d, (_, int g)) in wrong.Zip(errors).OrderBy(static pair => pair.First))
        {
            if (g >= 0 && !taken[g] && (!surest.TryGetValue(g, out int best) || image.Detections[d].Score > image.Detections[best].Score))
            {
                surest[g] = d;
            }
        }

        return surest;
    }
}
