namespace Ade20kEval.Calibration;

/// <summary>Whether the confidence of predictions can be trusted, over labelled pixels. Undefined figures are <see langword="null"/>.</summary>
/// <remarks>
/// Pixels are not independent of each other: many of them come from few images, so that small differences mean little. Sources: Guo et al., ICML 2017
/// (ECE, MCE); Nixon et al., CVPR Workshops 2019 (classwise ECE); Brier 1950.
/// </remarks>
internal sealed class CalibrationScores
{
    private readonly CalibrationCounts _counts;

    private CalibrationScores(CalibrationCounts counts)
    {
        _counts = counts;
        ConfidenceSum[] all = new ConfidenceSum[ConfidenceScale.Cells];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = counts.Cells[i].Plus(counts.Cells[all.Length + i]);
        }

        All = new ConfidenceFigures(all);
        Away = new ConfidenceFigures(counts.Cells.AsSpan(0, all.Length));
        Near = new ConfidenceFigures(counts.Cells.AsSpan(all.Length));
    }

    /// <summary>Confidences above which accuracy is told.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [0.25, 0.5, 0.75, 0.9];

    /// <summary>All pixels.</summary>
    public ConfidenceFigures All { get; }

    /// <summary>Pixels near boundaries of the ground truth; see <see cref="CalibrationCounts.BandWidth"/>.</summary>
    public ConfidenceFigures Near { get; }

    /// <summary>Pixels away from them.</summary>
    public ConfidenceFigures Away { get; }

    /// <summary>Negative log likelihood: mean of -ln of the true class's probability, which counts as 1e-12 at least.</summary>
    public double? Nll => Mean(_counts.NegativeLog);

    /// <summary>Brier score: mean of the squared differences between all probabilities and what is true, from 0 to 2.</summary>
    public double? Brier => Mean(_counts.Brier);

    /// <summary>Classwise ECE, mean over all classes: small where there are many, as most probabilities are near 0.</summary>
    public double? ClasswiseEce => All.Sum.Pixels == 0 ? null : Enumerable.Range(0, _counts.ClassCount).Sum(k => ClasswiseEceOf(k)!.Value) / _counts.ClassCount;

    /// <summary>Scores counts.</summary>
    public static CalibrationScores Of(CalibrationCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new CalibrationScores(counts);
    }

    /// <summary>The pixels that were given a class.</summary>
    public ConfidenceSum PredictedAs(int classIndex)
    {
        ConfidenceSum sum = default;
        foreach (ConfidenceSum bin in Bins(_counts.Predicted, classIndex))
        {
            sum = sum.Plus(bin);
        }

        return sum;
    }

    /// <summary>ECE of the pixels that were given a class.</summary>
    public double? EceOf(int classIndex)
    {
        double gap = 0;
        foreach (ConfidenceSum bin in Bins(_counts.Predicted, classIndex))
        {
            gap += new ReliabilityBin(0, bin).Gap;
        }

        return PredictedAs(classIndex) is { Pixels: > 0 } sum ? gap / sum.Pixels : null;
    }

    /// <summary>How far a class's probabilities and its share of the pixels are apart, by bins of these probabilities, mean over all pixels.</summary>
    public double? ClasswiseEceOf(int classIndex)
    {
        double gap = 0;
        foreach (ProbabilitySum bin in Bins(_counts.Occurring, classIndex))
        {
            gap += Math.Abs(bin.Hits - (bin.Probability / ConfidenceScale.One));
        }

        return All.Sum.Pixels == 0 ? null : gap / All.Sum.Pixels;
    }

    private static ReadOnlySpan<T> Bins<T>(T[] all, int classIndex) => all.AsSpan(CalibrationCounts.Place(classIndex, 0), ConfidenceScale.Bins);

    private double? Mean(long sum) => All.Sum.Pixels == 0 ? null : sum / ConfidenceScale.One / All.Sum.Pixels;
}
