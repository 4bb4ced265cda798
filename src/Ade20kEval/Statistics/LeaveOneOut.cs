using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>One headline figure of a run, with one image at a time left out, and in drawn samples: what pairs of many runs are compared by without counting again.</summary>
/// <remarks>
/// The difference of two such rows, image by image, is what <see cref="PairedJackknife"/> goes through; so n runs cost n passes over their cells
/// and n (n - 1) / 2 subtractions. Draw d takes the same images in every run of the same number of images.
/// </remarks>
internal sealed record LeaveOneOut(double Estimate, double[] LeftOut, double[] Drawn)
{
    /// <summary>Works a run out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="protocol">One that gives figures for it.</param>
    /// <param name="figure">The key of a headline figure.</param>
    /// <param name="draws">How many samples to draw; 0 for none.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns><see langword="null"/> where the figure is none of the headline figures.</returns>
    public static LeaveOneOut? Of(RunCounts run, Protocol protocol, string figure, int draws, IReadOnlyList<IReadOnlyList<int>>? scenes = null)
    {
        int place = HeadlineFigures.PlaceOf(figure);
        if (place < 0)
        {
            return null;
        }

        AdditiveScore score = protocol.Additive(run.Dataset);
        UnitReader reader = new(run, score, scenes);
        UnitSums unit = new(score.ClassCount);
        RunSums whole = JackknifeIntervals.Sum(reader, unit, score);
        RunSums rest = new(score);
        rest.CopyFrom(whole);
        double[] leftOut = new double[reader.Count];
        Span<double> row = stackalloc double[HeadlineFigures.Count];
        for (int i = 0; i < reader.Count; i++)
        {
            reader.Read(i, unit);
            rest.Add(unit, -1);
            rest.Figures(null, whole, row);
            leftOut[i] = row[place];
            rest.Add(unit, 1);
        }

        whole.Figures(null, null, row);
        double[] drawn = draws == 0 ? [] : BootstrapIntervals.Draw(StoredUnits.Of(run, score, scenes), null, draws, BootstrapIntervals.DefaultSeed)[place];
        return new LeaveOneOut(row[place], leftOut, drawn);
    }

    /// <summary>The jackknife interval of this minus another run over the same images; <see langword="null"/> below two images, or where undefined.</summary>
    public Interval? Difference(LeaveOneOut other, double level)
    {
        Jackknife difference = default;
        for (int i = 0; i < LeftOut.Length; i++)
        {
            difference.Add(LeftOut[i] - other.LeftOut[i]);
        }

        return difference.ToInterval(Estimate - other.Estimate, level);
    }
}
