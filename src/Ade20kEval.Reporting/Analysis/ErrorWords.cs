using Ade20kEval.Comparison;
using Ade20kEval.Errors;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in the kinds of error of this run, in sentences that are true of it.</summary>
internal static class ErrorWords
{
    private const double Half = 0.5;

    /// <summary>How near to a boundary an edge is: "1 % of the image diagonal", "3 pixels".</summary>
    public static string Width(double width) => width >= 1 ? Invariant($"{width:0} {(width == 1 ? "pixel" : "pixels")}") : Invariant($"{width * 100:0.####} % of the image diagonal");

    /// <summary>Which part of what is missing is largest.</summary>
    public static string Missing(RunView view)
    {
        if (view.Errors?.Mean is not ErrorShares mean)
        {
            return "No class occurs in ground truth or prediction: there is nothing to divide.";
        }

        double missing = mean.Boundary + mean.Extent + mean.Segment;
        if (missing == 0)
        {
            return "Nothing is missing: every labelled pixel is right.";
        }

        (string Name, double Share)[] kinds = [.. Kinds(mean).OrderByDescending(kind => kind.Share)];
        double largest = kinds[0].Share / missing;
        string others = string.Join(" and ", kinds[1..].Select(kind => Invariant($"{100 * kind.Share / missing:0} % {kind.Name}")));
        string head = largest > Half ? Invariant($"{100 * largest:0} % of what is missing is {kinds[0].Name}") : Invariant($"The largest part of what is missing, {100 * largest:0} %, is {kinds[0].Name}");
        return $"{head}; {others}.";
    }

    /// <summary>Whether the edges or the names fail, of what could.</summary>
    public static string EdgesOrNames(RunView view)
    {
        if (view.Errors?.Renormalised is not { Segment: double segment } errors)
        {
            return "No class occurs in ground truth or prediction.";
        }

        string names = Invariant($"{100 * segment:0.0} % of what classes hold is in regions of the wrong name");
        return errors is { Extent: double extent, Boundary: double boundary }
            ? Invariant($"{names}. Of the rest, {100 * extent:0.0} % is where regions end in the wrong place, and of what then is left {100 * boundary:0.0} % is ragged edge (means over classes).")
            : $"{names}; no class was found at all, so that nothing can be said of edges.";
    }

    /// <summary>Which class has most pixels in regions of the wrong name, and what it was taken for.</summary>
    /// <returns><see langword="null"/> where no class has any.</returns>
    public static string? WrongNames(RunView view)
    {
        if (view.Errors is not ErrorKindScores errors || errors.Classes.MaxBy(c => c.FalseNegativeSegment) is not { FalseNegativeSegment: > 0 } worst)
        {
            return null;
        }

        long all = errors.Classes.Sum(c => c.FalseNegativeSegment);
        Confusion? taken = view.Confusions.Where(c => c.GroundTruth == worst.ClassIndex).MaxBy(c => c.Pixels);
        string name = view.ClassName(worst.ClassIndex);
        string rest = taken is null ? "" : $"; what is missed of {name} is mostly taken for {view.ClassName(taken.Prediction)}";
        return Invariant($"Of pixels in regions that were missed whole, {100.0 * worst.FalseNegativeSegment / all:0} % are {name}{rest}.");
    }

    /// <summary>Whether a share lies outside of its own interval.</summary>
    public static bool IsOutside(RunView view) => view.Run.ErrorKindIntervals is ErrorKindIntervals intervals && view.Errors?.Mean is ErrorShares mean
        && !(intervals.Iou.Holds(mean.Iou) && intervals.Boundary.Holds(mean.Boundary) && intervals.Extent.Holds(mean.Extent) && intervals.Segment.Holds(mean.Segment));

    /// <summary>Which kind of error changed most, and whether that is beyond chance.</summary>
    public static string Changed(ErrorKindChange change)
    {
        (string Name, PairedDifference Change)[] kinds = [("wrong names", change.Segment), ("wrong extents", change.Extent), ("ragged edges", change.Boundary)];
        (string Name, PairedDifference Change) most = kinds.MaxBy(kind => Math.Abs(kind.Change.Difference));
        if (most.Change.Difference == 0)
        {
            return "No kind of error changed.";
        }

        string way = most.Change.Difference < 0 ? "fewer" : "more";
        string chance = most.Change.Interval is Interval interval && !interval.Holds(0) ? "" : ", which may be chance";
        return Invariant($"The largest change: {Math.Abs(100 * most.Change.Difference):0.00} points {way} {most.Name}{chance}.");
    }

    private static IEnumerable<(string Name, double Share)> Kinds(ErrorShares mean) =>
        [("wrong names", mean.Segment), ("wrong extents", mean.Extent), ("ragged edges", mean.Boundary)];
}
