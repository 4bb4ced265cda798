namespace Ade20kEval;

/// <summary>What belongs together, and what to do where it does not.</summary>
public sealed record PairingOptions
{
    /// <summary>What to do with a ground truth that has no prediction.</summary>
    public MissingPrediction Missing { get; init; } = MissingPrediction.Error;

    /// <summary>What to do with a prediction that has no ground truth.</summary>
    public ExtraPrediction Extra { get; init; } = ExtraPrediction.Error;

    /// <summary>What to do with a prediction of another size.</summary>
    public PredictionResize Resize { get; init; } = PredictionResize.None;
}
