using Ade20kEval.Datasets;

namespace Ade20kEval.Runs;

/// <summary>The tool and the machine that wrote a run: everything in a run document that may differ between two equal runs.</summary>
/// <param name="Version">Version of Ade20kEval.</param>
/// <param name="Kernel">The counting kernel; it changes the speed, never a number.</param>
/// <param name="Workers">Masks scored at once.</param>
/// <param name="Seconds">Wall time of reading and counting; 0 where nobody measured.</param>
/// <param name="FusionKernel">The kernel that fused score maps, which changes no number either; <see langword="null"/> where none were fused.</param>
public sealed record ToolInfo(string Version, string Kernel, int Workers = 1, double Seconds = 0, string? FusionKernel = null)
{
    /// <summary>The version of this assembly.</summary>
    public static string CurrentVersion { get; } = typeof(ToolInfo).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}

/// <summary>One side of a run: its files.</summary>
/// <param name="Name">What to call it; the folder's name unless the user said otherwise.</param>
/// <param name="ImageCount">How many files were scored.</param>
/// <param name="Digest">SHA-256 over names and file bytes in name order, in hexadecimal: two runs with equal digests saw the same files.</param>
public sealed record InputInfo(string Name, int ImageCount, string Digest);

/// <summary>One slice of the sorted list of pairs.</summary>
/// <param name="Index">1 .. <paramref name="Count"/>.</param>
/// <param name="Count">How many slices there are.</param>
public sealed record ShardInfo(int Index, int Count);

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
