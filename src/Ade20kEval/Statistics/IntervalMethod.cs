namespace Ade20kEval.Statistics;

/// <summary>How an interval is made.</summary>
public enum IntervalMethod
{
    /// <summary>Leaving out one image, or scene, at a time; no random numbers.</summary>
    Jackknife,

    /// <summary>Bootstrap: the quantiles of the figure over drawn samples.</summary>
    Percentile,

    /// <summary>Bootstrap, bias-corrected and accelerated.</summary>
    Bca,
}
