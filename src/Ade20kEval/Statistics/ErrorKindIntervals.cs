using Ade20kEval.Datasets;

namespace Ade20kEval.Statistics;

/// <summary>How sure the mean shares of the kinds of error are.</summary>
/// <param name="Iou">Of the mean IoU over the classes that occur.</param>
/// <param name="Boundary">Of the mean share of ragged edges.</param>
/// <param name="Extent">Of the mean share of wrong extents.</param>
/// <param name="Segment">Of the mean share of wrong names.</param>
internal sealed record ErrorKindIntervals(Interval Iou, Interval Boundary, Interval Extent, Interval Segment)
{
    /// <summary>The intervals by the method of the scores: an image, or a scene, left out at a time, or images or scenes drawn.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The method.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns><see langword="null"/> where kinds of error were not counted, or below two units.</returns>
    internal static ErrorKindIntervals? Of(RunCounts run, IntervalOptions options, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        if (ErrorKindUnits.Of(run, scenes) is not ErrorKindUnits units)
        {
            return null;
        }

        double[][]? drawn = options.Method == IntervalMethod.Jackknife ? null : units.Draw(options.Draws);
        Interval? Part(int part) => UnitIntervals.Of(options, units.Estimate[part], units.LeftOut[part], drawn?[part]);
        return Part(0) is Interval iou && Part(1) is Interval boundary && Part(2) is Interval extent && Part(3) is Interval segment
            ? new ErrorKindIntervals(iou, boundary, extent, segment)
            : null;
    }
}
