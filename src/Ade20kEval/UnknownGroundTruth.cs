namespace Ade20kEval;

/// <summary>What to do with ground-truth values that the dataset does not know.</summary>
public enum UnknownGroundTruth
{
    /// <summary>Stop, and name file, value and place.</summary>
    Error,

    /// <summary>Leave them to the protocol.</summary>
    Protocol,
}
