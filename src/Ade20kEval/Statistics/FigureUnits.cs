using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>One headline figure of a run with all that a paired comparison of it needs, worked out once however many runs it is then compared with.</summary>
/// <remarks>
/// A pair costs a subtraction for each unit and the draws; its cells are not read again. Ten runs of 2,000 images are 45 pairs: the cells are
/// read 20 times instead of 540. What comes out equals <see cref="PairedTest"/>'s, coin by coin. Immutable once made, so several threads may compare.
/// </remarks>
internal sealed class FigureUnits
{
    private readonly LeaveOneOut _leaveOneOut;
    private readonly StoredUnits _units;
    private readonly RunSums _sums;
    private readonly int _place;

    private FigureUnits(LeaveOneOut leaveOneOut, StoredUnits units, RunSums sums, int place)
    {
        _leaveOneOut = leaveOneOut;
        _units = units;
        _sums = sums;
        _place = place;
    }

    /// <summary>Works a run out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="protocol">One that gives figures for it.</param>
    /// <param name="figure">The key of a headline figure.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns><see langword="null"/> where the figure is none of the headline figures.</returns>
    public static FigureUnits? Of(RunCounts run, Protocol protocol, string figure, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        if (LeaveOneOut.Of(run, protocol, figure, draws: 0, scenes) is not LeaveOneOut leaveOneOut)
        {
            return null;
        }

        AdditiveScore score = protocol.Additive(run.Dataset);
        RunSums sums = JackknifeIntervals.Sum(new UnitReader(run, score, scenes), new UnitSums(score.ClassCount), score);
        return new FigureUnits(leaveOneOut, StoredUnits.Of(run, score, scenes), sums, HeadlineFigures.PlaceOf(figure));
    }

    /// <summary>How this run differs from another over the same units.</summary>
    /// <param name="baseline">The other.</param>
    /// <param name="draws">Randomisations; 0 for none.</param>
    /// <param name="level">The level of the interval, in (0, 1).</param>
    /// <param name="seed">Which sequence of coins.</param>
    /// <returns><see langword="null"/> where the figure is undefined for one of them.</returns>
    public PairedDifference? Minus(FigureUnits baseline, int draws, double level, ulong seed = PairedTest.DefaultSeed)
    {
        double before = baseline._leaveOneOut.Estimate;
        double after = _leaveOneOut.Estimate;
        if (!double.IsFinite(before) || !double.IsFinite(after))
        {
            return null;
        }

        int reached = 0;
        RandomisationCounts.ForEach(baseline._units, _units, baseline._sums, _sums, draws, seed, Count);
        return new PairedDifference(before, after, _leaveOneOut.Difference(baseline._leaveOneOut, level), RandomisationCounts.P(reached, draws));

        void Count(RunSums left, RunSums right)
        {
            Span<double> leftRow = stackalloc double[HeadlineFigures.Count];
            Span<double> rightRow = stackalloc double[HeadlineFigures.Count];
            left.Figures(null, null, leftRow);
            right.Figures(null, null, rightRow);
            reached += RandomisationCounts.Reaches(rightRow[_place] - leftRow[_place], after - before) ? 1 : 0;
        }
    }
}
