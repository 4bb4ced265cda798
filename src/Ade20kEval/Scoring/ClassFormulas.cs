namespace Ade20kEval.Scoring;

/// <summary>The figures of one class: IoU, accuracy, precision and Dice.</summary>
/// <remarks>
/// Each is a value in [0, 1], or <see langword="null"/> where numerator and denominator are both 0.
/// Written with TP (pixels of the class predicted as the class), t (its ground-truth pixels), p (pixels predicted as it).
/// </remarks>
internal static class ClassFormulas
{
    /// <summary>Intersection over union, the Jaccard index: <c>TP / (t + p - TP)</c>.</summary>
    /// <remarks>Source: Everingham et al., "The Pascal Visual Object Classes (VOC) Challenge", IJCV 88(2), 2010.</remarks>
    public static double? Iou(ClassCounts counts, int index)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Ratio(counts.Intersection[index], counts.Union(index));
    }

    /// <summary>Class accuracy, or recall: <c>TP / t</c>.</summary>
    public static double? Accuracy(ClassCounts counts, int index)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Ratio(counts.Intersection[index], counts.GroundTruth[index]);
    }

    /// <summary>Precision: <c>TP / p</c>.</summary>
    public static double? Precision(ClassCounts counts, int index)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Ratio(counts.Intersection[index], counts.Predicted[index]);
    }

    /// <summary>Dice coefficient, the F1 of a class: <c>2 TP / (t + p)</c>.</summary>
    /// <remarks>Source: Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 26(3), 1945.</remarks>
    public static double? Dice(ClassCounts counts, int index)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Ratio(2 * counts.Intersection[index], counts.GroundTruth[index] + counts.Predicted[index]);
    }

    /// <summary>A fraction of pixels; <see langword="null"/> for 0/0.</summary>
    /// <param name="part">Pixels in the numerator; more than <paramref name="whole"/> only where a scorer miscounts.</param>
    /// <param name="whole">Pixels in the denominator.</param>
    public static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

    /// <summary>One formula over all classes, in order of their index.</summary>
    internal static double?[] Each(ClassCounts counts, Func<ClassCounts, int, double?> formula)
    {
        double?[] figures = new double?[counts.ClassCount];
        for (int k = 0; k < figures.Length; k++)
        {
            figures[k] = formula(counts, k);
        }

        return figures;
    }
}
