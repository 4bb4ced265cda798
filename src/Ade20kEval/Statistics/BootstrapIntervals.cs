using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>Bootstrap intervals of the headline figures: images or scenes are drawn with replacement, and the protocol is recomputed from the drawn sums.</summary>
/// <remarks>Draw d takes unit <c>Below(d, j, n)</c> as its j-th: the same on every machine and for any number of workers.</remarks>
public static class BootstrapIntervals
{
    /// <summary>The seed that is used unless another one is asked for.</summary>
    public const ulong DefaultSeed = 20161;

    /// <summary>The values of every figure in every draw.</summary>
    /// <param name="units">The units of the run.</param>
    /// <param name="among">Which classes the means are over; <see langword="null"/> for all.</param>
    /// <param name="draws">How many draws.</param>
    /// <param name="seed">Which sequence of draws.</param>
    /// <returns>For each figure by <see cref="HeadlineFigures"/>, its values by draw; NaN where undefined.</returns>
    internal static double[][] Draw(StoredUnits units, bool[]? among, int draws, ulong seed)
    {
        double[][] values = [.. Enumerable.Range(0, HeadlineFigures.Count).Select(_ => new double[draws])];
        DrawNumbers numbers = new(seed);
        DrawnSums drawn = new(units);
        RunSums sums = new(units.Score);
        double[] weights = new double[units.Count * DrawnSums.Lanes];
        Span<double> row = stackalloc double[HeadlineFigures.Count];
        for (int first = 0; first < draws; first += DrawnSums.Lanes)
        {
            int lanes = Math.Min(DrawnSums.Lanes, draws - first);
            Array.Clear(weights);
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int j = 0; j < units.Count; j++)
                {
                    weights[(numbers.Below(first + lane, j, units.Count) * DrawnSums.Lanes) + lane]++;
                }
            }

            drawn.Sum(weights);
            for (int lane = 0; lane < lanes; lane++)
            {
                sums.Clear();
                drawn.AddTo(lane, 1, sums);
                sums.Figures(among, null, row);
                for (int f = 0; f < row.Length; f++)
                {
                    values[f][first + lane] = row[f];
                }
            }
        }

        return values;
    }

    /// <summary>Intervals of a run's headline figures.</summary>
    /// <param name="run">The run.</param>
    /// <param name="protocol">The protocol; one that gives figures for this run.</param>
    /// <param name="draws">How many draws, at least 1.</param>
    /// <param name="method">Percentile or BCa.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <param name="seed">Which sequence of draws.</param>
    /// <returns>As <see cref="JackknifeIntervals"/> gives, without classes; figures that are undefined in a draw have no interval.</returns>
    public static ScoreIntervals Of(
        RunCounts run,
        Protocol protocol,
        int draws,
        IntervalMethod method = IntervalMethod.Percentile,
        double level = 0.95,
        IReadOnlyList<IReadOnlyList<int>>? scenes = null,
        ulong seed = DefaultSeed)
    {
        AdditiveScore score = protocol.Additive(run.Dataset);
        StoredUnits units = StoredUnits.Of(run, score, scenes);
        FrequentClasses frequent = new(run, score, JackknifeIntervals.LeastImages);
        UnitReader reader = new(run, score, scenes);
        Dictionary<string, EstimatedFigure> all = Estimates(reader, units, null, draws, method, level, seed);
        Dictionary<string, EstimatedFigure> others = frequent.RareCount == 0 ? [] : Estimates(reader, units, frequent.Among, draws, method, level, seed);
        return new ScoreIntervals
        {
            Protocol = protocol.Name,
            Figures = all.ToDictionary(figure => figure.Key, figure => figure.Value.Interval),
            LeastImages = JackknifeIntervals.LeastImages,
            RareClasses = frequent.RareCount,
            WithoutRareClasses = others.Where(figure => HeadlineFigures.IsOfClasses(IndexOf(figure.Key))).ToDictionary(),
            ClassIou = new Interval?[run.Dataset.ClassCount],
        };
    }

    private static Dictionary<string, EstimatedFigure> Estimates(
        UnitReader reader, StoredUnits units, bool[]? among, int draws, IntervalMethod method, double level, ulong seed)
    {
        double[][] values = Draw(units, among, draws, seed);
        UnitSums unit = new(units.Score.ClassCount);
        RunSums whole = JackknifeIntervals.Sum(reader, unit, units.Score);
        double[][] leftOut = method == IntervalMethod.Bca ? LeaveOut(reader, unit, whole, units.Score, among) : [];
        double[] estimate = new double[HeadlineFigures.Count];
        whole.Figures(among, null, estimate);
        Dictionary<string, EstimatedFigure> estimates = [];
        for (int f = 0; f < estimate.Length; f++)
        {
            if (!double.IsFinite(estimate[f]) || values[f].Any(value => !double.IsFinite(value)))
            {
                continue;
            }

            Array.Sort(values[f]);
            Interval? interval = method == IntervalMethod.Bca
                ? Bootstrap.Bca(values[f], estimate[f], leftOut[f], level)
                : Bootstrap.Percentile(values[f], level);
            if (interval is not null)
            {
                estimates[HeadlineFigures.Keys[f]] = new(estimate[f], interval);
            }
        }

        return estimates;
    }

    private static double[][] LeaveOut(UnitReader reader, UnitSums unit, RunSums whole, AdditiveScore score, bool[]? among)
    {
        double[][] leftOut = [.. Enumerable.Range(0, HeadlineFigures.Count).Select(_ => new double[reader.Count])];
        RunSums rest = new(score);
        rest.CopyFrom(whole);
        Span<double> row = stackalloc double[HeadlineFigures.Count];
        for (int i = 0; i < reader.Count; i++)
        {
            reader.Read(i, unit);
            rest.Add(unit, -1);
            rest.Figures(among, whole, row);
            rest.Add(unit, 1);
            for (int f = 0; f < row.Length; f++)
            {
                leftOut[f][i] = row[f];
            }
        }

        return leftOut;
    }

    private static int IndexOf(string key)
    {
        for (int f = 0; f < HeadlineFigures.Count; f++)
        {
            if (HeadlineFigures.Keys[f] == key)
            {
                return f;
            }
        }

        return -1;
    }
}
