using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>Every confusion of a run, with what mending it would add to the mean IoU.</summary>
/// <remarks>
/// Mending the confusion of k with j turns the n[k,j] pixels into n[k,k]. The union of k stays as it is and its intersection grows by n;
/// the union of j shrinks by n: <c>gain = (n / U_k + TP_j / (U_j - n) - TP_j / U_j) / classes averaged</c>.
/// The set of classes that the mean is over stays that of the protocol; a class that the protocol leaves out adds nothing.
/// Counts are those of labelled pixels, so a prediction on an ignored pixel costs nothing.
/// </remarks>
internal static class ConfusionAnalysis
{
    /// <summary>All confusions in order of ground truth, then prediction (no class at all first).</summary>
    /// <param name="counts">The counts of the run.</param>
    /// <param name="scores">The protocol whose classes and number of classes the mean is over.</param>
    public static IReadOnlyList<Confusion> All(RunCounts counts, Scores scores)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(scores);
        ConfusionMatrix matrix = counts.Matrix;
        int classes = matrix.ClassCount;
        long[] rows = new long[classes];
        long[] unions = new long[classes];
        long[] lost = new long[classes];
        foreach (MarginCell cell in matrix.Margins)
        {
            if (cell.GroundTruth.ClassIndex is int k)
            {
                lost[k] += cell.Pixels;
                rows[k] += cell.Pixels;
                unions[k] += cell.Pixels;
            }
        }

        for (int k = 0; k < classes; k++)
        {
            ReadOnlySpan<long> row = matrix.Row(k);
            for (int j = 0; j < classes; j++)
            {
                rows[k] += row[j];
                unions[k] += row[j];
                unions[j] += k == j ? 0 : row[j];
            }
        }

        bool[] isAveraged = new bool[classes];
        foreach (ClassScore score in scores.Classes)
        {
            isAveraged[score.Index] = score.Iou is not null;
        }

        List<Confusion> confusions = [];
        for (int k = 0; k < classes; k++)
        {
            Add(k, null, lost[k]);
            for (int j = 0; j < classes; j++)
            {
                if (j != k)
                {
                    Add(k, j, matrix[k, j]);
                }
            }
        }

        return confusions;

        void Add(int k, int? prediction, long pixels)
        {
            if (pixels == 0)
            {
                return;
            }

            double gain = isAveraged[k] ? (double)pixels / unions[k] : 0;
            if (prediction is int j && isAveraged[j] && unions[j] > pixels)
            {
                double intersection = matrix[j, j];
                gain += (intersection / (unions[j] - pixels)) - (intersection / unions[j]);
            }

            gain = scores.ClassesAveraged > 0 ? gain / scores.ClassesAveraged : 0;
            confusions.Add(new Confusion(k, prediction, pixels, (double)pixels / rows[k], gain));
        }
    }
}
