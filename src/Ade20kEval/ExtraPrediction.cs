namespace Ade20kEval;

/// <summary>What to do with a prediction that belongs to no ground truth.</summary>
public enum ExtraPrediction
{
    /// <summary>Stop, and name up to ten of them with the total.</summary>
    Error,

    /// <summary>Leave it out, and warn.</summary>
    Skip,
}
