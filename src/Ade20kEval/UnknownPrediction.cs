namespace Ade20kEval;

/// <summary>What to do with predicted values that the dataset does not know.</summary>
public enum UnknownPrediction
{
    /// <summary>Leave them to the protocol, and warn.</summary>
    Warn,

    /// <summary>Stop, and name file, value and place.</summary>
    Error,
}
