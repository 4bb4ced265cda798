namespace Ade20kEval.Boards;

/// <summary>What of an entry leaves the host. Labels are hidden only as long as what is told does not give them away.</summary>
internal enum RevealLevel
{
    /// <summary>The figures of the columns.</summary>
    Score,

    /// <summary>The IoU of every class too.</summary>
    Classes,

    /// <summary>The figures of every image too.</summary>
    Images,
}
