namespace Ade20kEval.Statistics;

/// <summary>How the intervals of a run are made.</summary>
public sealed record IntervalOptions
{
    /// <summary>The level of all intervals that nobody asked another of.</summary>
    internal const double UsualLevel = 0.95;

    /// <summary>The method; the jackknife, which needs no random numbers and holds its promise where the bootstrap does not.</summary>
    public IntervalMethod Method { get; init; } = IntervalMethod.Jackknife;

    /// <summary>How many draws, for methods that draw; at least 1.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>With which probability intervals shall hold the truth, in (0, 1).</summary>
    public double Level { get; init; } = UsualLevel;

    /// <summary>Which images show the same scene; <see langword="null"/> where each stands for itself.</summary>
    public SceneList? Scenes { get; init; }

    /// <summary>Whether to make intervals of a document again, to hold them against what it says: the jackknife takes no time, and another level than the usual one is mostly an edited word.</summary>
    internal bool IsMadeAgain => Method == IntervalMethod.Jackknife || Level != UsualLevel;
}
