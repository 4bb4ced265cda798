using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Boards;

/// <summary>How sure ranks are: paired jackknife intervals of every two entries, and ranks over common bootstrap draws of the images.</summary>
/// <remarks>
/// Runs are compared where they were scored against the same ground truth, by its digest, over the same images. Against entries without such counts the
/// figures themselves decide. Costs a pass over the counts of every entry, and a subtraction an image for every pair.
/// </remarks>
internal static class RankStatistics
{
    /// <summary>The level of the intervals.</summary>
    public const double Level = 0.95;

    /// <summary>Drawn samples behind shares and mean ranks.</summary>
    public const int Draws = 1000;

    /// <summary>The same order with ranges.</summary>
    /// <exception cref="Files.InputException">A run is missing or damaged.</exception>
    public static IReadOnlyList<RankedEntry> Add(Board board, IReadOnlyList<RankedEntry> order, CancellationToken cancellation = default)
    {
        RankedEntry[] rows = [.. order];
        int ranked = rows.Count(row => row.Rank is not null);
        Protocol protocol = ProtocolCatalog.Find(board.Definition.Protocol);
        string figure = board.Definition.Primary.Key;
        bool higher = board.Definition.Primary.HigherIsBetter;
        foreach (IGrouping<string, int> truth in Enumerable.Range(0, ranked).Where(i => rows[i].Stored.Entry.Run is not null).GroupBy(i => rows[i].Stored.Entry.GroundTruth!).ToArray())
        {
            int[] places = [.. truth];
            RunDocument first = board.ReadRun(rows[places[0]].Stored);

            // One alone has no range, but that its counts are damaged is found like that of others.
            if (places.Length < 2)
            {
                continue;
            }

            LeaveOneOut?[] runs = new LeaveOneOut?[places.Length];
            ParallelOptions options = new() { CancellationToken = cancellation };
            try
            {
                Parallel.For(0, places.Length, options, i => runs[i] = Of(i == 0 ? first : board.ReadRun(rows[places[i]].Stored)));
            }
            catch (AggregateException failures)
            {
                throw failures.InnerExceptions.OfType<Files.InputException>().FirstOrDefault() ?? failures.InnerExceptions[0];
            }

            if (runs.All(run => run is { } known && known.LeftOut.Length == runs[0]!.LeftOut.Length))
            {
                int rare = HeadlineFigures.IsOfClasses(HeadlineFigures.PlaceOf(figure))
                    ? new FrequentClasses(first.Counts, protocol.Additive(first.Dataset), JackknifeIntervals.LeastImages).RareCount
                    : 0;
                AddRanges(rows, ranked, places, runs!, higher, rare);
            }

            LeaveOneOut? Of(RunDocument run) => run.Images.Count == first.Images.Count ? LeaveOneOut.Of(run.Counts, protocol, figure, Draws) : null;
        }

        return rows;
    }

    private static void AddRanges(RankedEntry[] rows, int ranked, int[] places, LeaveOneOut[] runs, bool higher, int rareClasses)
    {
        int n = places.Length;
        (int[] better, int[] worse) = SureOnes(runs, [.. places.Select(place => rows[place].Rank!.Value)], higher);
        double[][] shares = DrawnRanks(runs, higher);
        HashSet<int> comparable = [.. places];
        for (int i = 0; i < n; i++)
        {
            RankedEntry row = rows[places[i]];
            int othersBefore = Enumerable.Range(0, ranked).Count(k => !comparable.Contains(k) && rows[k].Rank < row.Rank);
            int othersAfter = Enumerable.Range(0, ranked).Count(k => !comparable.Contains(k) && rows[k].Rank > row.Rank);
            rows[places[i]] = row with { Range = new RankRange(1 + better[i] + othersBefore, ranked - worse[i] - othersAfter, [.. new double[othersBefore], .. shares[i], .. new double[ranked - n - othersBefore]]) { RareClasses = rareClasses }, Sampled = runs[i] };
        }
    }

    /// <summary>For each run, how many others are better for sure, and how many are worse.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="ranks">Their ranks, in ascending order.</param>
    /// <param name="higher">Whether a higher figure is better.</param>
    internal static (int[] Better, int[] Worse) SureOnes(IReadOnlyList<LeaveOneOut> runs, IReadOnlyList<int> ranks, bool higher)
    {
        int n = runs.Count;
        int[] better = new int[n];
        int[] worse = new int[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                // The jackknife's centre is not the difference itself: where it lies on the other side of zero, nothing is sure, and a range always holds the rank.
                if (ranks[i] < ranks[j] && runs[i].Difference(runs[j], Level) is Interval interval && (higher ? interval.Low > 0 : interval.High < 0))
                {
                    worse[i]++;
                    better[j]++;
                }
            }
        }

        return (better, worse);
    }

    /// <summary>For each run, in which share of the draws it has each rank; equals share the ranks that they take together.</summary>
    internal static double[][] DrawnRanks(IReadOnlyList<LeaveOneOut> runs, bool higher)
    {
        int n = runs.Count;
        double[][] shares = [.. runs.Select(_ => new double[n])];
        int draws = runs[0].Drawn.Length;
        int[] order = new int[n];
        double[] keys = new double[n];
        for (int d = 0; d < draws; d++)
        {
            for (int i = 0; i < n; i++)
            {
                double value = runs[i].Drawn[d];
                keys[i] = double.IsNaN(value) ? double.PositiveInfinity : higher ? -value : value;
                order[i] = i;
            }

            Array.Sort(keys, order);
            for (int from = 0; from < n;)
            {
                int to = from + 1;
                while (to < n && keys[to] == keys[from])
                {
                    to++;
                }

                for (int k = from; k < to; k++)
                {
                    for (int rank = from; rank < to; rank++)
                    {
                        shares[order[k]][rank] += 1.0 / (to - from) / draws;
                    }
                }

                from = to;
            }
        }

        return shares;
    }
}
