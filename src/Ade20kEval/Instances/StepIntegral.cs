namespace Ade20kEval.Instances;

/// <summary>Average precision of one category at one threshold as Cityscapes' script takes it: the step-wise integral of precision over recall.</summary>
/// <remarks>
/// A point for every score that occurs, recall falling as scores rise, and a last one of precision 1 at recall 0; a point is as wide as half the way from the recall
/// of the point before to that of the point behind. Source: evalInstanceLevelSemanticLabeling.py of cityscapesScripts.
/// </remarks>
internal static class StepIntegral
{
    /// <summary>The integral.</summary>
    /// <param name="sorted">The detections, by falling score.</param>
    /// <param name="threshold">Which threshold.</param>
    /// <param name="objects">How many objects count; at least 1.</param>
    /// <returns>In [0, 1]; 0 without a detection that counts, where the script fails if there are some that do not.</returns>
    public static double Of(ReadOnlySpan<MatchedDetection> sorted, int threshold, long objects)
    {
        List<(double Precision, double Recall)> points = [(1, 0)];
        long right = 0;
        long wrong = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            bool counts = (sorted[i].Excused >> threshold & 1) == 0;
            bool isRight = (sorted[i].Matched >> threshold & 1) != 0;
            right += counts && isRight ? 1 : 0;
            wrong += counts && !isRight ? 1 : 0;
            bool isLast = i + 1 == sorted.Length || sorted[i + 1].Score != sorted[i].Score;
            if (isLast && right + wrong > 0)
            {
                // Scores of which all are excused make no point of their own: the same point again has no width.
                points.Add((right / (double)(right + wrong), right / (double)objects));
            }
        }

        if (points.Count == 1)
        {
            return 0;
        }

        points.Reverse();
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            double before = points[Math.Max(i - 1, 0)].Recall;
            double behind = i + 1 < points.Count ? points[i + 1].Recall : 0;
            sum += points[i].Precision * 0.5 * (before - behind);
        }

        return sum;
    }
}
