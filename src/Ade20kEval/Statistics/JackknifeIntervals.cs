using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>Jackknife intervals of the headline figures and of every class, by leaving out one image or scene at a time.</summary>
/// <remarks>
/// Leaving out recomputes the protocol from its sums, so that the interval is one of the very figure. A class whose ground truth all leaves
/// with one image keeps its value, whether or not another image is taken for it by mistake: else a single wrong pixel elsewhere, which turns
/// "vanished" into "IoU 0", would move the centre by n times the class's share, and of two models that of the noisier one alone. Simulated by
/// <c>benchmarks/coverage.py</c> (8,000 images, 150 classes, Zipf-like presence, 200 samples, nominal 0.95; all classes; keeping only
/// what vanishes from prediction and ground truth against this rule): single score 0.04 and 0.59 of 24 images, 0.09 and 0.78 of 50, 0.88 and
/// 0.92 of 200, 0.92 and 0.92 of 500; difference of a model that invents nothing and one that does 0.00 and 0.74, 0.00 and 0.82, 0.79 and
/// 0.94, 0.93 and 0.93, where the first rule even changed its sign. Over classes in at least 10 images both rules are one.
/// Over classes that occur in few images no interval holds what it promises, whatever the method: such classes are told, and the
/// same figures are given without them. No random numbers: the same on every machine. Two passes over the cells, nothing kept of a unit.
/// </remarks>
public static class JackknifeIntervals
{
    /// <summary>In how many images a class must occur, to be no rare one and to have an interval of its own.</summary>
    public const int LeastImages = 10;

    /// <summary>The intervals of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="protocol">The protocol; one that gives figures for this run.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns>The intervals; of fewer than two images or scenes, none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static ScoreIntervals Of(RunCounts run, Protocol protocol, double level = 0.95, IReadOnlyList<IReadOnlyList<int>>? scenes = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(protocol);
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a level between 0 and 1, such as 0.95.");
        }

        AdditiveScore score = protocol.Additive(run.Dataset);
        UnitReader reader = new(run, score, scenes);
        UnitSums unit = new(score.ClassCount);
        RunSums whole = Sum(reader, unit, score);
        RunSums rest = new(score);
        rest.CopyFrom(whole);
        FrequentClasses frequent = new(run, score, LeastImages);

        Jackknife[] figures = new Jackknife[HeadlineFigures.Count];
        Jackknife[] others = new Jackknife[HeadlineFigures.Count];
        Jackknife[] classes = new Jackknife[score.ClassCount];
        Span<double> row = stackalloc double[HeadlineFigures.Count];
        for (int i = 0; i < reader.Count; i++)
        {
            reader.Read(i, unit);
            rest.Add(unit, -1);
            rest.Figures(null, whole, row);
            AddRow(row, figures);
            if (frequent.RareCount > 0)
            {
                rest.Figures(frequent.Among, whole, row);
                AddRow(row, others);
            }

            foreach (int k in unit.Classes)
            {
                classes[k].Add(rest.HasNoTruth(k) ? whole.Iou(k) : rest.Iou(k));
            }

            rest.Add(unit, 1);
        }

        whole.Figures(null, null, row);
        Dictionary<string, Interval> byKey = [];
        for (int f = 0; f < row.Length; f++)
        {
            if (figures[f].ToInterval(row[f], level) is Interval interval)
            {
                byKey[HeadlineFigures.Keys[f]] = interval;
            }
        }

        Dictionary<string, EstimatedFigure> withoutRare = [];
        if (frequent.RareCount > 0)
        {
            whole.Figures(frequent.Among, null, row);
            for (int f = 0; f < row.Length; f++)
            {
                if (HeadlineFigures.IsOfClasses(f) && others[f].ToInterval(row[f], level) is Interval interval)
                {
                    withoutRare[HeadlineFigures.Keys[f]] = new EstimatedFigure(row[f], interval);
                }
            }
        }

        return new ScoreIntervals
        {
            Protocol = protocol.Name,
            Figures = byKey,
            LeastImages = LeastImages,
            RareClasses = frequent.RareCount,
            WithoutRareClasses = withoutRare,
            ClassIou = [.. Enumerable.Range(score.FirstClass, run.Dataset.ClassCount)
                .Select(k => frequent.Among[k] ? classes[k].ToInterval(whole.Iou(k), level) : null)],
        };
    }

    /// <summary>The sums of all units.</summary>
    internal static RunSums Sum(UnitReader reader, UnitSums unit, AdditiveScore score)
    {
        RunSums sums = new(score);
        for (int i = 0; i < reader.Count; i++)
        {
            reader.Read(i, unit);
            sums.Add(unit, 1);
        }

        return sums;
    }

    private static void AddRow(ReadOnlySpan<double> row, Jackknife[] figures)
    {
        for (int f = 0; f < row.Length; f++)
        {
            figures[f].Add(row[f]);
        }
    }
}
