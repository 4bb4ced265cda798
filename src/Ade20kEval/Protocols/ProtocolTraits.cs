namespace Ade20kEval.Protocols;

/// <summary>What a protocol does with that on which scorers differ: each a phrase that goes on from "3 classes absent: ..." or "12 pixels predicted void: ...".</summary>
internal sealed record ProtocolTraits
{
    /// <summary>Classes that occur on neither side: "counted as 0".</summary>
    public required string AbsentClasses { get; init; }

    /// <summary>Classes predicted somewhere but absent from the ground truth.</summary>
    public string PredictedOnlyClasses { get; init; } = "counted as 0";

    /// <summary>Labelled pixels predicted as a value beyond the classes.</summary>
    public required string PredictedOutOfRange { get; init; }

    /// <summary>Labelled pixels predicted as void.</summary>
    public required string PredictedVoid { get; init; }

    /// <summary>Ground-truth pixels of a value that the dataset does not know.</summary>
    public required string GroundTruthOutOfRange { get; init; }

    /// <summary>Void ground-truth pixels, where they are not simply left out.</summary>
    public string? GroundTruthVoid { get; init; }

    /// <summary>What sets the protocol apart on any data; <see langword="null"/> for the usual sum over images and mean over classes.</summary>
    public string? Always { get; init; }
}
