namespace Ade20kEval.Boards;

/// <summary>Where the figures of an entry come from.</summary>
internal enum EntryKind
{
    /// <summary>Counted: the board holds the counts of every image, from which anybody can compute the figures again.</summary>
    Scored,

    /// <summary>Taken from a publication, which is cited; never verified.</summary>
    Reported,

    /// <summary>There are none: the submission could not be scored. Counts against the limits, is listed, never ranked.</summary>
    Failed,
}
