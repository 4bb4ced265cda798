namespace Ade20kEval.Errors;

/// <summary>What pixels are to one class; several at once name a set of pixels.</summary>
[Flags]
internal enum RunKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Of the class, and predicted as it.</summary>
    Right = 1,

    /// <summary>Predicted as the class, and of another.</summary>
    False = 2,

    /// <summary>Predicted as the class where the ground truth is void: takes part in the geometry and is not counted.</summary>
    FalseInVoid = 4,

    /// <summary>Of the class, and predicted as something else.</summary>
    Missed = 8,

    /// <summary>All that was predicted as the class.</summary>
    Predicted = Right | False | FalseInVoid,

    /// <summary>All that is of the class.</summary>
    GroundTruth = Right | Missed,
}
