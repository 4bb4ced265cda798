using Ade20kEval.Counting;

namespace Ade20kEval.Errors;

/// <summary>The union of ground truth and prediction, divided: what is right and the three kinds of error add up to 1.</summary>
/// <param name="Iou">Intersection over union.</param>
/// <param name="Boundary">Ragged edges.</param>
/// <param name="Extent">Regions that end in the wrong place.</param>
/// <param name="Segment">Regions of the wrong name.</param>
internal readonly record struct ErrorShares(double Iou, double Boundary, double Extent, double Segment)
{
    /// <summary>The shares of a class; <see langword="null"/> where it is on neither side.</summary>
    /// <param name="counts">Its pixels.</param>
    internal static ErrorShares? Of(in ClassErrors counts) => counts.Union == 0 ? null : new(
        (double)counts.TruePositives / counts.Union,
        (double)counts.Boundary / counts.Union,
        (double)counts.Extent / counts.Union,
        (double)counts.Segment / counts.Union);
}
