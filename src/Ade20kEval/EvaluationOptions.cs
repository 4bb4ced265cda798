using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval;

/// <summary>What to do with a ground truth that has no prediction.</summary>
public enum MissingPrediction
{
    /// <summary>Stop, and name up to ten of them with the total.</summary>
    Error,

    /// <summary>Leave it out; the run is marked partial.</summary>
    Skip,

    /// <summary>Count all its labelled pixels as wrong, without giving them to another class.</summary>
    Wrong,
}

/// <summary>What to do with a prediction of another size than its ground truth.</summary>
public enum PredictionResize
{
    /// <summary>Stop, and say both sizes.</summary>
    None,

    /// <summary>Nearest neighbour to the ground-truth size, at pixel centres: floor((i + 0.5) x in / out).</summary>
    Nearest,
}

/// <summary>How to evaluate.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What raw values mean.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>The scorers whose arithmetic to apply, the primary one first; at least one.</summary>
    public required IReadOnlyList<Protocol> Protocols { get; init; }

    /// <summary>What prediction files hold.</summary>
    public PredictionLabels PredictionLabels { get; init; } = PredictionLabels.Ids;

    /// <summary>How mask files are decoded, on both sides: raw values, or colours through a palette.</summary>
    public MaskReaderOptions Reading { get; init; } = new();

    /// <summary>New numbers for ground-truth values before the dataset sees them; <see langword="null"/> for none.</summary>
    public LabelRemap? GroundTruthRemap { get; init; }

    /// <summary>New numbers for prediction values before the dataset sees them; <see langword="null"/> for none.</summary>
    public LabelRemap? PredictionRemap { get; init; }

    /// <summary>What to do with a ground truth that has no prediction.</summary>
    public MissingPrediction Missing { get; init; } = MissingPrediction.Error;

    /// <summary>Whether predictions without ground truth are left out with a warning instead of being an error.</summary>
    public bool IgnoreExtra { get; init; }

    /// <summary>What to do with a prediction of another size.</summary>
    public PredictionResize Resize { get; init; } = PredictionResize.None;

    /// <summary>Whether prediction values that the dataset does not know are an error instead of a warning.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether ground-truth values that the dataset does not know are left to the protocol instead of being an error.</summary>
    public bool Lenient { get; init; }

    /// <summary>Whether boundaries are counted too, for Boundary IoU. Several passes over every pixel: a run takes a few times as long.</summary>
    public bool Boundary { get; init; }

    /// <summary>Masks scored at once; at least 1. More than there are processors helps where files come slowly.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Which slice of the sorted list to score; <see langword="null"/> for all of it.</summary>
    public Runs.ShardInfo? Shard { get; init; }

    /// <summary>
    /// The kernel that counts, by name, and the one that fuses score maps where one has that name, too; <see langword="null"/> for the fastest that the
    /// processor accelerates.
    /// </summary>
    public string? Kernel { get; init; }

    /// <summary>Called after every image, from the worker that did it; must be quick and thread-safe.</summary>
    public Action<EvaluationProgress>? OnProgress { get; init; }
}
