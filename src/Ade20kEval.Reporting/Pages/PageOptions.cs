using Ade20kEval.Comparison;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What a page shows beside the run itself.</summary>
public sealed record PageOptions
{
    /// <summary>Another run on the same dataset to compare with.</summary>
    public RunDocument? Baseline { get; init; }

    /// <summary>What the run has beside the counts that every run has, as far as files depend on it.</summary>
    internal RunParts Parts { get; init; } = new();

    /// <summary>The comparison with it, where that was made already.</summary>
    internal RunComparison? Comparison { get; init; }

    /// <summary>Where the files of the worst images are; <see langword="null"/> for a page without pictures.</summary>
    public GallerySource? Gallery { get; init; }
}
