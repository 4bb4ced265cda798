namespace Ade20kEval.Instances;

/// <summary>The figures that Cityscapes' instance-level script gives: AP of every category, mean over thresholds and at two of them; no recall, no ranges of area.</summary>
internal static class CityscapesScores
{
    private const int Iou50 = 0;
    private const int Iou75 = 5;

    /// <summary>Scores matches.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="matches">What <see cref="CityscapesMatching"/> makes of each image.</param>
    public static InstanceScores Of(InstanceEvidence evidence, InstanceRules rules, IReadOnlyList<ImageMatches> matches)
    {
        List<MatchedDetection>[] found = [.. evidence.Categories.Select(static _ => new List<MatchedDetection>())];
        long[] objects = new long[found.Length];
        long[] detections = new long[found.Length];
        foreach ((ImageMatches image, ImageInstances seen) in matches.Zip(evidence.Images))
        {
            Array.ForEach(image.Detections, item => found[item.Category].Add(item.Detection));
            Array.ForEach(image.Objects, item => objects[item.Category]++);
            Array.ForEach(seen.Detections, detection => detections[detection.Category]++);
        }

        double?[][] byThreshold = [.. found.Select((list, c) => Integrals([.. list.OrderByDescending(static detection => detection.Score)], objects[c]))];
        double?[] means = [.. Enumerable.Range(0, InstanceGrid.Thresholds).Select(t => byThreshold.Select(row => row[t]).Average())];
        return new InstanceScores(
            rules,
            new InstanceSummary
            {
                Ap = byThreshold.Select(static row => row.Average()).Average(),
                Ap50 = means[Iou50],
                Ap75 = means[Iou75],
                ApSmall = null,
                ApMedium = null,
                ApLarge = null,
                Ar1 = null,
                Ar10 = null,
                Ar100 = null,
                ArSmall = null,
                ArMedium = null,
                ArLarge = null,
            },
            means,
            new double?[InstanceGrid.Thresholds],
            [.. evidence.Categories.Select((category, c) => new InstanceClassScore(category.Id, category.Name, byThreshold[c].Average(), byThreshold[c][Iou50], byThreshold[c][Iou75], null, objects[c], detections[c]))]);
    }

    private static double?[] Integrals(MatchedDetection[] sorted, long objects) =>
        [.. Enumerable.Range(0, InstanceGrid.Thresholds).Select(t => objects == 0 ? (double?)null : StepIntegral.Of(sorted, t, objects))];
}
