namespace Ade20kEval;

/// <summary>What belongs together, and what to do where it does not.</summary>
public sealed record PairingOptions
{
    /// <summary>What to do with a ground truth that has no prediction.</summary>
    public MissingPrediction Missing { get; init; } = MissingPrediction.Error;

    /// <summary>What to do with a prediction that has no ground truth.</summary>
    public ExtraPrediction Extra { get; init; } = ExtraPrediction.Error;

    /// <summary>Endings of file names, without extension, that are no part of an image's name on either side, such as <c>_pred</c>; the longest that fits is left aside. Default: none.</summary>
    public IReadOnlyList<string> Suffixes { get; init; } = [];

    /// <summary>What to do with a prediction of another size.</summary>
    public PredictionResize Resize { get; init; } = PredictionResize.None;
}
