using Ade20kEval.Protocols;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison;

/// <summary>How runs are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Whose arithmetic, computed from the counts of both; <see langword="null"/> for the baseline's primary protocol.</summary>
    public Protocol? Protocol { get; init; }

    /// <summary>Randomisations behind every p-value; 0 for none.</summary>
    public int Draws { get; init; } = 10_000;

    /// <summary>The level of intervals, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Which images show the same scene; <see langword="null"/> where each stands for itself.</summary>
    public SceneList? Scenes { get; init; }

    /// <summary>By what else the images are divided; where <see langword="null"/>, by what the runs' documents say.</summary>
    internal SliceTable? Slices { get; init; }

    /// <summary>Whether runs over different ground truth are compared all the same, on the images that both have.</summary>
    public bool Force { get; init; }
}
