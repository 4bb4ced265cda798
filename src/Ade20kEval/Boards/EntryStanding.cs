namespace Ade20kEval.Boards;

/// <summary>What became of an entry, in words for whoever has a receipt for it.</summary>
internal static class EntryStanding
{
    /// <summary>That it failed, was withdrawn, or was replaced; <see langword="null"/> where it stands as it was entered.</summary>
    /// <param name="states">What the ledger says of every entry.</param>
    /// <param name="id">The entry.</param>
    public static string? Of(IReadOnlyList<(string Id, EntryState State)> states, string id)
    {
        Dictionary<string, EntryState> known = states.ToDictionary(entry => entry.Id, entry => entry.State, StringComparer.Ordinal);
        if (!known.TryGetValue(id, out EntryState? state))
        {
            return null;
        }

        List<string> words = state.Added.Event == "fail" ? [Invariant($"failed, on {state.Added.Time.UtcDateTime:yyyy-MM-dd} (record {state.Added.Sequence}): it has no figures and no rank")] : [];
        string last = id;
        for (int i = 0; i < known.Count && state.ReplacedBy is string by && known.TryGetValue(by, out EntryState? next); i++)
        {
            (last, state) = (by, next);
        }

        if (last != id)
        {
            words.Add(Invariant($"was scored again: entry {last[..12]} stands in its place (record {state.Added.Sequence})"));
        }

        if (state.Withdrawal is LedgerRecord withdrawal)
        {
            words.Add(Invariant($"was withdrawn on {withdrawal.Time.UtcDateTime:yyyy-MM-dd} (record {withdrawal.Sequence}): {withdrawal.Reason}"));
        }

        return words.Count > 0 ? string.Join("; ", words) : null;
    }
}
