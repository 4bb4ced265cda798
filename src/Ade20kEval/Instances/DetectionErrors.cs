namespace Ade20kEval.Instances;

/// <summary>What kinds of error detections make, and what mending each alone would add to AP50.</summary>
/// <param name="Ap50">AP50 as it is.</param>
/// <param name="Kinds">The kinds, in the order of <see cref="DetectionErrorKind"/>; then all wrong detections and all objects that were not found, together.</param>
/// <param name="Categories">By category: how many errors of each kind.</param>
/// <remarks>
/// Mended: who is named or placed wrongly at a free object finds it, the surest of several, and the others go, as do those at objects that are found already; both,
/// duplicate and background go; missed objects no longer count. Source: Bolya et al., ECCV 2020, sections 2.2 and 2.3.
/// </remarks>
internal sealed record DetectionErrors(double? Ap50, IReadOnlyList<DetectionErrorScore> Kinds, IReadOnlyList<long[]> Categories)
{
    private static readonly string[] s_names = ["classification", "localisation", "both", "duplicate", "background", "missed"];

    /// <summary>Finds them in evidence that has overlaps across categories.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="rules">The arithmetic.</param>
    public static DetectionErrors Of(InstanceEvidence evidence, InstanceRules rules)
    {
        int count = evidence.Categories.Count;
        long[] objects = new long[count];
        long[] missed = new long[count];
        List<JudgedDetection> found = [];
        DetectionErrorFinder finder = new(evidence.Kind, rules);
        foreach ((int i, ImageInstances image) in evidence.Images.Index())
        {
            finder.Judge(image, i, found, objects, missed);
        }

        // By falling score, as for AP: of equal ones by image, then as in the file.
        found.Sort(static (a, b) => b.Score.CompareTo(a.Score) is not 0 and int byScore ? byScore : a.Image.CompareTo(b.Image) is not 0 and int byImage ? byImage : a.Index.CompareTo(b.Index));
        long[] right = new long[count];
        long[][] categories = [.. Enumerable.Range(0, count).Select(c => new long[s_names.Length])];
        foreach (JudgedDetection detection in found)
        {
            if (detection.Error is DetectionErrorKind kind)
            {
                categories[detection.Category][(int)kind]++;
            }
            else
            {
                right[detection.Category]++;
            }
        }

        for (int c = 0; c < count; c++)
        {
            categories[c][(int)DetectionErrorKind.Missed] = missed[c];
        }

        bool[] isDefined = [.. objects.Select(static number => number > 0)];
        double? Ap(Func<JudgedDetection, (int Category, bool Right)?> change, Func<int, long> objectsOf) => Mean(found, change, objectsOf, isDefined);
        (int, bool)? AsIs(JudgedDetection detection) => (detection.Category, detection.Error is null);
        (int, bool)? Mended(JudgedDetection detection, DetectionErrorKind kind) => detection.Error != kind ? AsIs(detection) : detection.Target >= 0 ? (detection.Target, true) : null;
        return new DetectionErrors(
            Ap(AsIs, c => objects[c]),
            [
                .. s_names[..^1].Select((name, k) => new DetectionErrorScore(name, categories.Sum(row => row[k]), Ap(detection => Mended(detection, (DetectionErrorKind)k), c => objects[c]))),
                new DetectionErrorScore(s_names[^1], missed.Sum(), Ap(AsIs, c => objects[c] - missed[c])),
                new DetectionErrorScore("all wrong", found.Count(static detection => detection.Error is not null), Ap(detection => detection.Error is null ? AsIs(detection) : null, c => objects[c])),
                new DetectionErrorScore("all not found", objects.Sum() - right.Sum(), Ap(AsIs, c => right[c])),
            ],
            categories);
    }

    private static double? Mean(List<JudgedDetection> found, Func<JudgedDetection, (int Category, bool Right)?> change, Func<int, long> objectsOf, bool[] isDefined)
    {
        List<MatchedDetection>[] lists = [.. isDefined.Select(static _ => new List<MatchedDetection>())];
        foreach (JudgedDetection detection in found)
        {
            if (change(detection) is (int category, bool isRight))
            {
                lists[category].Add(new MatchedDetection(detection.Score, 0, isRight ? 1UL : 0, 0));
            }
        }

        double sum = 0;
        int count = 0;
        for (int c = 0; c < isDefined.Length; c++)
        {
            // One of which nothing is left, neither object nor detection, says nothing.
            if (!isDefined[c] || (objectsOf(c) == 0 && lists[c].Count == 0))
            {
                continue;
            }

            count++;
            if (objectsOf(c) > 0)
            {
                CurvePoints points = new(lists[c].Count);
                points.Fill([.. lists[c]], 0);
                sum += CategorySample.Precision(points.Precisions(0), objectsOf(c));
            }
        }

        return count == 0 ? null : sum / count;
    }
}
