using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>Compares two runs over the same images: jackknife intervals of the differences, and approximate randomisation for p-values.</summary>
/// <remarks>
/// Interval: the same image, or scene, is left out of both runs, and both are recomputed. Randomisation: for every draw each unit's two
/// predictions are swapped or not by a fair coin, and the difference is recomputed (Noreen, "Computer-Intensive Methods for Testing
/// Hypotheses", 1989). Coins are counter-based: the same on every machine.
/// </remarks>
public static class PairedTest
{
    /// <summary>The seed of the coins unless another one is asked for.</summary>
    public const ulong DefaultSeed = 20161;

    /// <summary>Compares.</summary>
    /// <param name="baseline">The first run.</param>
    /// <param name="run">The second, with the same images in the same order.</param>
    /// <param name="protocol">The protocol of both.</param>
    /// <param name="draws">Randomisations; 0 for none.</param>
    /// <param name="level">The level of the intervals, in (0, 1).</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <param name="seed">Which sequence of coins.</param>
    /// <exception cref="ArgumentException">The runs have not the same images.</exception>
    public static PairedStatistics Compare(
        RunCounts baseline,
        RunCounts run,
        Protocol protocol,
        int draws,
        double level = 0.95,
        IReadOnlyList<IReadOnlyList<int>>? scenes = null,
        ulong seed = DefaultSeed)
    {
        if (!baseline.Images.Select(image => image.Name).SequenceEqual(run.Images.Select(image => image.Name)))
        {
            throw new ArgumentException("Paired comparison takes two runs over the same images in the same order.", nameof(run));
        }

        AdditiveScore score = protocol.Additive(baseline.Dataset);
        PairedSums pair = new(new UnitReader(baseline, score, scenes), new UnitReader(run, score, scenes), score);
        FrequentClasses frequent = new(baseline, score, JackknifeIntervals.LeastImages);
        PairedRow observed = pair.Observed(frequent);
        PairedJackknife jackknife = PairedJackknife.Of(pair, frequent);
        RandomisationCounts reached = RandomisationCounts.Draw(baseline, run, score, scenes, frequent, observed, draws, seed);
        double?[] p = new double?[score.ClassCount];
        PairedDifference?[] classes = new PairedDifference?[score.ClassCount];
        for (int k = 0; k < classes.Length; k++)
        {
            double before = pair.Baseline.Iou(k);
            double after = pair.Run.Iou(k);
            if (!double.IsNaN(before) && !double.IsNaN(after))
            {
                bool enough = frequent.Among[k];
                classes[k] = new(before, after, enough ? jackknife.Classes[k].ToInterval(after - before, level) : null, enough ? reached.P(reached.Classes[k]) : null);
                p[k] = classes[k]!.P;
            }
        }

        return new PairedStatistics
        {
            Figures = Differences(observed.All, jackknife.All, reached, reached.All, level, _ => true),
            WithoutRareClasses = frequent.RareCount == 0
                ? new Dictionary<string, PairedDifference>()
                : Differences(observed.Frequent, jackknife.Frequent, reached, reached.Frequent, level, HeadlineFigures.IsOfClasses),
            ClassIou = classes[score.FirstClass..],
            ClassPAdjusted = HolmCorrection.Adjust(p.AsSpan(score.FirstClass)),
            RareClasses = frequent.RareCount,
        };
    }

    private static Dictionary<string, PairedDifference> Differences(
        (double[] Baseline, double[] Run) figures, Jackknife[] jackknife, RandomisationCounts reached, int[] counts, double level, Func<int, bool> which)
    {
        Dictionary<string, PairedDifference> differences = [];
        for (int f = 0; f < HeadlineFigures.Count; f++)
        {
            if (which(f) && double.IsFinite(figures.Baseline[f]) && double.IsFinite(figures.Run[f]))
            {
                differences[HeadlineFigures.Keys[f]] = new(
                    figures.Baseline[f], figures.Run[f], jackknife[f].ToInterval(figures.Run[f] - figures.Baseline[f], level), reached.P(counts[f]));
            }
        }

        return differences;
    }
}
