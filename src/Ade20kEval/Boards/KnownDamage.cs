using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>Damage of an entry's files that the record of its withdrawal tells: what is on record is known, and the same said without such a record is a fault.</summary>
internal static class KnownDamage
{
    /// <summary>The reason of a withdrawal, with what was wrong with the entry's files that day behind it.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="reason">Why, as somebody said.</param>
    public static string Reason(string folder, StoredEntry entry, string reason) => Of(folder, entry) is string damage ? reason + Note(damage) : reason;

    /// <summary>What is wrong with the files of a withdrawn entry where the record of its withdrawal says just that; <see langword="null"/> where nothing is, or no record says it.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="id">The entry.</param>
    /// <param name="state">What the ledger says of it.</param>
    /// <exception cref="InputException">The entry cannot be read, though it is as it was written.</exception>
    public static string? OnRecord(string folder, string id, EntryState state) =>
        state.Withdrawal is { Reason: string reason } withdrawal && Of(folder, StoredEntry.Read(folder, id, state)) is string damage && reason.EndsWith(Note(damage), StringComparison.Ordinal)
            ? Invariant($"{damage}; withdrawn on {withdrawal.Time.UtcDateTime:yyyy-MM-dd} (record {withdrawal.Sequence}): {reason[..^Note(damage).Length]}") : null;

    /// <summary>What is wrong with the files of an entry, its counts read; <see langword="null"/> where they are as they were written.</summary>
    public static string? Of(string folder, StoredEntry entry)
    {
        if (entry.Fault is not null || entry.Entry.Run is not string run)
        {
            return entry.Fault;
        }

        return BoardJsonText.Digest(InputFile.ReadAll(Board.RunPath(folder, run), Array.MaxLength).Span) == run ? null : $"has counts that were changed: runs/{BoardVerification.Short(run)}….json";
    }

    private static string Note(string damage) => $" [its files when it was withdrawn: {damage}]";
}
