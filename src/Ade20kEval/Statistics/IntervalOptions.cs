namespace Ade20kEval.Statistics;

/// <summary>How the intervals of a run are made.</summary>
public sealed record IntervalOptions
{
    /// <summary>The method; the jackknife, which needs no random numbers and holds its promise where the bootstrap does not.</summary>
    public IntervalMethod Method { get; init; } = IntervalMethod.Jackknife;

    /// <summary>How many draws, for methods that draw; at least 1.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>With which probability intervals shall hold the truth, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Which images show the same scene; <see langword="null"/> where each stands for itself.</summary>
    public SceneList? Scenes { get; init; }
}
