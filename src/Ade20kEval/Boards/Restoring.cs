using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Which withdrawn entries may be put back: those that fit the rules and the labels of now.</summary>
internal static class Restoring
{
    /// <summary>Refuses an entry that would be on the board and on no ranking, and the board unsound.</summary>
    /// <param name="rules">The board's rules.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="InputException">It is such a one; the message says what to do first.</exception>
    public static void Require(BoardDefinition rules, StoredEntry entry)
    {
        if (entry.ReplacedBy is string by)
        {
            throw new InputException($"{entry.ShortId}: was replaced by {by[..12]} when the board was rescored, and stays as history. Restore that one.");
        }

        if (entry.Fault is string fault)
        {
            throw new InputException($"{entry.ShortId}: {fault}. Put the file back from a copy of the board before the entry.");
        }

        if (entry.Entry.Run is not null && rules.GroundTruth is string truth && entry.Entry.GroundTruth != truth)
        {
            throw new InputException($"{entry.ShortId}: was scored against other labels than the board's now, which were corrected while it was withdrawn: it would have no rank, and the board would not be sound. With the labels of now and the masks that were handed in, {Advice.RescoreWithdrawn}; then restore the one that takes its place.");
        }

        if (entry.Entry.Run is not null && entry.Entry.Protocol != rules.Protocol)
        {
            throw new InputException($"{entry.ShortId}: was scored under protocol {entry.Entry.Protocol}, and the board is of {rules.Protocol} since: it would have no rank. First {Advice.RescoreWithdrawn}; then restore the one that takes its place.");
        }
    }
}
