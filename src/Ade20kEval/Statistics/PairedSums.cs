using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>The sums of two runs over the same units.</summary>
internal sealed class PairedSums
{
    /// <summary>Adds up both runs.</summary>
    public PairedSums(UnitReader baseline, UnitReader run, AdditiveScore score)
    {
        BaselineUnits = baseline;
        RunUnits = run;
        Score = score;
        UnitSums unit = new(score.ClassCount);
        Baseline = JackknifeIntervals.Sum(baseline, unit, score);
        Run = JackknifeIntervals.Sum(run, unit, score);
    }

    /// <summary>The protocol, taken apart.</summary>
    public AdditiveScore Score { get; }

    /// <summary>The units of the first run.</summary>
    public UnitReader BaselineUnits { get; }

    /// <summary>The units of the second run.</summary>
    public UnitReader RunUnits { get; }

    /// <summary>The sums of the first run.</summary>
    public RunSums Baseline { get; }

    /// <summary>The sums of the second run.</summary>
    public RunSums Run { get; }

    /// <summary>The figures of both.</summary>
    public PairedRow Observed(FrequentClasses frequent) => new((Row(Baseline, null), Row(Run, null)), (Row(Baseline, frequent.Among), Row(Run, frequent.Among)));

    private static double[] Row(RunSums sums, bool[]? among)
    {
        double[] row = new double[HeadlineFigures.Count];
        sums.Figures(among, null, row);
        return row;
    }
}
