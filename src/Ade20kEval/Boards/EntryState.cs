namespace Ade20kEval.Boards;

/// <summary>What a ledger says of an entry in the end.</summary>
/// <param name="Added">The first record that names it.</param>
internal sealed record EntryState(LedgerRecord Added)
{
    /// <summary>Why it was withdrawn; <see langword="null"/> where it was not.</summary>
    public string? Withdrawn => Withdrawal is null ? null : Withdrawal.Reason ?? "";

    /// <summary>The record that took it off; <see langword="null"/> where none did, or it was put back since.</summary>
    public LedgerRecord? Withdrawal { get; init; }

    /// <summary>The entry that took its place; <see langword="null"/> where none did.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Whether it was scored under the rules of its time, which need not be those of now.</summary>
    public bool IsHistory => Withdrawn is not null || ReplacedBy is not null;

    /// <summary>Follows a ledger to its end.</summary>
    /// <param name="records">Its records in order.</param>
    /// <returns>Every entry that ever was, in the order of the records.</returns>
    public static IReadOnlyList<(string Id, EntryState State)> Of(IEnumerable<LedgerRecord> records)
    {
        Dictionary<string, EntryState> states = new(StringComparer.Ordinal);
        List<string> order = [];
        foreach (LedgerRecord record in records)
        {
            if (record.Entry is not string id)
            {
                continue;
            }

            if (!states.TryGetValue(id, out EntryState? state))
            {
                state = new EntryState(record);
                order.Add(id);
            }

            states[id] = record.Event switch
            {
                "withdraw" => state with { Withdrawal = record },
                "restore" => state with { Withdrawal = null },
                _ => state,
            };
            if (record.Replaces is string old && states.TryGetValue(old, out EntryState? before))
            {
                states[old] = before with { ReplacedBy = id };
                states[id] = states[id] with { ReplacedBy = null, Withdrawal = before.Withdrawal };
            }
        }

        return [.. order.Select(id => (id, states[id]))];
    }
}
