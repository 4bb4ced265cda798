using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;

namespace Ade20kEval.Statistics;

/// <summary>How sure the mean shares of the kinds of error are.</summary>
/// <param name="Iou">Of the mean IoU over the classes that occur.</param>
/// <param name="Boundary">Of the mean share of ragged edges.</param>
/// <param name="Extent">Of the mean share of wrong extents.</param>
/// <param name="Segment">Of the mean share of wrong names.</param>
internal sealed record ErrorKindIntervals(Interval Iou, Interval Boundary, Interval Extent, Interval Segment)
{
    /// <summary>The intervals by the jackknife: an image, or a scene, left out at a time.</summary>
    /// <param name="run">The run.</param>
    /// <param name="level">With which probability intervals shall hold the truth.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns><see langword="null"/> where kinds of error were not counted, or below two units.</returns>
    internal static ErrorKindIntervals? Of(RunCounts run, double level, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        if (run.ErrorKinds is not ErrorKindCounts counts)
        {
            return null;
        }

        ClassErrors[] sums = ErrorKindScores.Sum(run.Dataset.ClassCount, counts.Images);
        ErrorShares?[] shares = [.. sums.Select(sum => ErrorShares.Of(sum))];
        ErrorShares[] known = [.. shares.OfType<ErrorShares>()];
        Totals whole = Totals.Of(known);
        Jackknife iou = default, boundary = default, extent = default, segment = default;
        foreach (IReadOnlyList<int> unit in scenes ?? [.. Enumerable.Range(0, counts.Images.Count).Select(i => (IReadOnlyList<int>)[i])])
        {
            // Only classes of the unit change. One that occurs nowhere else keeps its share, as in the intervals of scores.
            Totals rest = whole;
            foreach (ClassErrors own in Sum(unit, counts))
            {
                if (ErrorShares.Of(sums[own.ClassIndex].Minus(own)) is ErrorShares without)
                {
                    rest = rest.Exchange(shares[own.ClassIndex]!.Value, without);
                }
            }

            iou.Add(rest.Iou / known.Length);
            boundary.Add(rest.Boundary / known.Length);
            extent.Add(rest.Extent / known.Length);
            segment.Add(rest.Segment / known.Length);
        }

        return iou.ToInterval(whole.Iou / known.Length, level) is Interval ofIou
            && boundary.ToInterval(whole.Boundary / known.Length, level) is Interval ofBoundary
            && extent.ToInterval(whole.Extent / known.Length, level) is Interval ofExtent
            && segment.ToInterval(whole.Segment / known.Length, level) is Interval ofSegment
                ? new ErrorKindIntervals(ofIou, ofBoundary, ofExtent, ofSegment)
                : null;
    }

    private static IEnumerable<ClassErrors> Sum(IReadOnlyList<int> unit, ErrorKindCounts counts)
    {
        if (unit.Count == 1)
        {
            return counts.Images[unit[0]];
        }

        Dictionary<int, ClassErrors> sums = [];
        foreach (ClassErrors cell in unit.SelectMany(i => counts.Images[i]))
        {
            sums[cell.ClassIndex] = sums.TryGetValue(cell.ClassIndex, out ClassErrors sum) ? sum.Plus(cell) : cell;
        }

        return sums.Values;
    }

    /// <summary>Sums over classes, which change by differences.</summary>
    private readonly record struct Totals(double Iou, double Boundary, double Extent, double Segment)
    {
        public static Totals Of(ErrorShares[] shares) =>
            new(shares.Sum(s => s.Iou), shares.Sum(s => s.Boundary), shares.Sum(s => s.Extent), shares.Sum(s => s.Segment));

        public Totals Exchange(ErrorShares old, ErrorShares without) =>
            new(Iou + without.Iou - old.Iou, Boundary + without.Boundary - old.Boundary, Extent + without.Extent - old.Extent, Segment + without.Segment - old.Segment);
    }
}
