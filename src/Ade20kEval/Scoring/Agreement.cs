namespace Ade20kEval.Scoring;

/// <summary>Agreement beyond chance between ground truth and prediction: Cohen's kappa and the multi-class Matthews correlation.</summary>
/// <remarks>
/// Written with s (scored pixels), c (pixels in which both sides agree on a class), t_k and p_k.
/// Scored pixels that one side puts in no class form one further class of that side, on which the two sides never agree.
/// Products of two pixel counts overflow 64 bits above 3 * 10^9 pixels: they are added as 128-bit integers and rounded once.
/// </remarks>
internal static class Agreement
{
    /// <summary>Cohen's kappa: <c>(c/s - e) / (1 - e)</c> with <c>e = sum of t_k p_k / s^2</c>, that is <c>(c s - sum) / (s^2 - sum)</c>.</summary>
    /// <returns>A value in [-1, 1]; <see langword="null"/> without pixels, or when both sides hold one and the same class only.</returns>
    /// <remarks>Source: Cohen, "A Coefficient of Agreement for Nominal Scales", 1960.</remarks>
    public static double? Kappa(ClassCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Sums sums = new(counts);
        Int128 rest = sums.Squared - sums.Products;
        return rest == 0 ? null : (double)(sums.Agreeing - sums.Products) / (double)rest;
    }

    /// <summary>Matthews correlation: <c>(c s - sum of t_k p_k) / sqrt((s^2 - sum of p_k^2)(s^2 - sum of t_k^2))</c>.</summary>
    /// <returns>A value in [-1, 1]; <see langword="null"/> when one side holds a single class only.</returns>
    /// <remarks>Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient", 2004.</remarks>
    public static double? Matthews(ClassCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Sums sums = new(counts);
        double predicted = (double)(sums.Squared - sums.PredictedSquares);
        double groundTruth = (double)(sums.Squared - sums.GroundTruthSquares);
        return predicted == 0 || groundTruth == 0 ? null : (double)(sums.Agreeing - sums.Products) / Math.Sqrt(predicted * groundTruth);
    }

    private readonly struct Sums
    {
        public Sums(ClassCounts counts)
        {
            Int128 scored = counts.ScoredPixels;
            Int128 agreeing = 0;
            Int128 groundTruthElsewhere = scored;
            Int128 predictedElsewhere = scored;
            for (int k = 0; k < counts.ClassCount; k++)
            {
                Int128 groundTruth = counts.GroundTruth[k];
                Int128 predicted = counts.Predicted[k];
                agreeing += counts.Intersection[k];
                Products += groundTruth * predicted;
                GroundTruthSquares += groundTruth * groundTruth;
                PredictedSquares += predicted * predicted;
                groundTruthElsewhere -= groundTruth;
                predictedElsewhere -= predicted;
            }

            Squared = scored * scored;
            Agreeing = agreeing * scored;
            GroundTruthSquares += groundTruthElsewhere * groundTruthElsewhere;
            PredictedSquares += predictedElsewhere * predictedElsewhere;
        }

        /// <summary>s^2.</summary>
        public Int128 Squared { get; }

        /// <summary>c s.</summary>
        public Int128 Agreeing { get; }

        /// <summary>Sum of t_k p_k.</summary>
        public Int128 Products { get; }

        /// <summary>Sum of t_k^2.</summary>
        public Int128 GroundTruthSquares { get; }

        /// <summary>Sum of p_k^2.</summary>
        public Int128 PredictedSquares { get; }
    }
}
