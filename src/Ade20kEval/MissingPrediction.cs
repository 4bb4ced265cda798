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
