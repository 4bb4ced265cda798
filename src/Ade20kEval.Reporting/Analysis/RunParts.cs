using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What a run has beside the counts that every run has: it decides which files a report is made of, before there is a run.</summary>
internal sealed record RunParts
{
    /// <summary>Whether kinds of error are counted.</summary>
    public bool ErrorKinds { get; init; }

    /// <summary>Whether rings are counted.</summary>
    public bool Rings { get; init; }

    /// <summary>Whether regions are counted by their size.</summary>
    public bool Sizes { get; init; }

    /// <summary>Whether calibration is counted.</summary>
    public bool Calibration { get; init; }

    /// <summary>Whether the images are divided.</summary>
    public bool Slices { get; init; }

    /// <summary>Whether boundaries are counted.</summary>
    public bool Boundary { get; init; }

    /// <summary>Whether bands near boundaries are scored.</summary>
    public bool Trimap { get; init; }

    /// <summary>All that a run may have.</summary>
    public static RunParts Every { get; } = new() { ErrorKinds = true, Rings = true, Sizes = true, Calibration = true, Slices = true, Boundary = true, Trimap = true };

    /// <summary>What a run has that is there.</summary>
    public static RunParts Of(RunDocument run) => new()
    {
        ErrorKinds = run.ErrorKinds is not null,
        Slices = run.Slices.Count > 0,
        Rings = run.Counts.Rings is not null,
        Sizes = run.Counts.Sizes is not null,
        Calibration = run.Calibration is not null,
        Boundary = run.Boundary is not null,
        Trimap = run.Trimap is not null,
    };
}
