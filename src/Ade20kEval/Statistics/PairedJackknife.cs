namespace Ade20kEval.Statistics;

/// <summary>The differences of two runs with one unit at a time left out of both.</summary>
internal sealed class PairedJackknife
{
    private PairedJackknife(int classCount) => Classes = new Jackknife[classCount];

    /// <summary>By figure, over the classes as the protocol has them.</summary>
    public Jackknife[] All { get; } = new Jackknife[HeadlineFigures.Count];

    /// <summary>By figure, over the frequent classes.</summary>
    public Jackknife[] Frequent { get; } = new Jackknife[HeadlineFigures.Count];

    /// <summary>IoU of every class, over the units that touch it in either run.</summary>
    public Jackknife[] Classes { get; }

    /// <summary>Leaves every unit out once.</summary>
    public static PairedJackknife Of(PairedSums pair, FrequentClasses frequent)
    {
        PairedJackknife jackknife = new(pair.Score.ClassCount);
        RunSums baseline = new(pair.Score);
        RunSums run = new(pair.Score);
        baseline.CopyFrom(pair.Baseline);
        run.CopyFrom(pair.Run);
        UnitSums baselineUnit = new(pair.Score.ClassCount);
        UnitSums runUnit = new(pair.Score.ClassCount);
        Span<double> before = stackalloc double[HeadlineFigures.Count];
        Span<double> after = stackalloc double[HeadlineFigures.Count];
        for (int i = 0; i < pair.BaselineUnits.Count; i++)
        {
            pair.BaselineUnits.Read(i, baselineUnit);
            pair.RunUnits.Read(i, runUnit);
            baseline.Add(baselineUnit, -1);
            run.Add(runUnit, -1);
            baseline.Figures(null, pair.Baseline, before);
            run.Figures(null, pair.Run, after);
            Add(before, after, jackknife.All);
            if (frequent.RareCount > 0)
            {
                baseline.Figures(frequent.Among, pair.Baseline, before);
                run.Figures(frequent.Among, pair.Run, after);
                Add(before, after, jackknife.Frequent);
            }

            jackknife.AddClasses(baselineUnit.Classes, runUnit.Classes, k => Left(run, pair.Run, k) - Left(baseline, pair.Baseline, k));
            baseline.Add(baselineUnit, 1);
            run.Add(runUnit, 1);
        }

        return jackknife;
    }

    private static double Left(RunSums rest, RunSums whole, int index) => rest.HasNoTruth(index) ? whole.Iou(index) : rest.Iou(index);

    private static void Add(ReadOnlySpan<double> before, ReadOnlySpan<double> after, Jackknife[] figures)
    {
        for (int f = 0; f < figures.Length; f++)
        {
            figures[f].Add(after[f] - before[f]);
        }
    }

    // Both lists ascend: each class of either is taken once.
    private void AddClasses(ReadOnlySpan<int> baseline, ReadOnlySpan<int> run, Func<int, double> difference)
    {
        int i = 0;
        int j = 0;
        while (i < baseline.Length || j < run.Length)
        {
            int k = Math.Min(i < baseline.Length ? baseline[i] : int.MaxValue, j < run.Length ? run[j] : int.MaxValue);
            Classes[k].Add(difference(k));
            i += i < baseline.Length && baseline[i] == k ? 1 : 0;
            j += j < run.Length && run[j] == k ? 1 : 0;
        }
    }
}
