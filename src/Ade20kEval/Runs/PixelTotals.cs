using Ade20kEval.Datasets;

namespace Ade20kEval.Runs;

/// <summary>How all pixels of a run divide.</summary>
/// <param name="Total">Every pixel seen.</param>
/// <param name="Labelled">Pixels whose ground truth is a class.</param>
/// <param name="Ignored">Pixels whose ground truth the dataset leaves out.</param>
/// <param name="UnexpectedGroundTruth">Pixels whose ground truth the dataset does not know.</param>
/// <param name="UnexpectedPrediction">Labelled pixels whose prediction the dataset does not know.</param>
public sealed record PixelTotals(long Total, long Labelled, long Ignored, long UnexpectedGroundTruth, long UnexpectedPrediction)
{
    /// <summary>Divides the pixels of a run.</summary>
    public static PixelTotals Of(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        long ignored = 0;
        long unexpectedGroundTruth = 0;
        long unexpectedPrediction = 0;
        foreach (MarginCell cell in counts.Matrix.Margins)
        {
            switch (cell.GroundTruth.Kind)
            {
                case LabelKind.Ignored:
                    ignored += cell.Pixels;
                    break;
                case LabelKind.Unexpected:
                    unexpectedGroundTruth += cell.Pixels;
                    break;
                default:
                    unexpectedPrediction += cell.Prediction.Kind == LabelKind.Unexpected ? cell.Pixels : 0;
                    break;
            }
        }

        long total = counts.Matrix.TotalPixels;
        return new PixelTotals(total, total - ignored - unexpectedGroundTruth, ignored, unexpectedGroundTruth, unexpectedPrediction);
    }
}
