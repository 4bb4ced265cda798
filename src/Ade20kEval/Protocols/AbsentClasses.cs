namespace Ade20kEval.Protocols;

/// <summary>What a scorer's mean IoU does with a class that has no union.</summary>
internal enum AbsentClasses
{
    /// <summary>It is left out of the mean.</summary>
    LeftOut,

    /// <summary>It is left out of the mean, and so is a class that was predicted but is in no ground truth.</summary>
    LeftOutUnlessInGroundTruth,

    /// <summary>It counts as 0.</summary>
    Zero,

    /// <summary>It makes the mean undefined.</summary>
    Undefined,
}
