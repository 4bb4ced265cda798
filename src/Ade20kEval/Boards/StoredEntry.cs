namespace Ade20kEval.Boards;

/// <summary>An entry with what the ledger says of it.</summary>
/// <param name="Id">SHA-256 of its file.</param>
/// <param name="Entry">What it holds.</param>
/// <param name="Added">The record that brought it.</param>
internal sealed record StoredEntry(string Id, BoardEntry Entry, LedgerRecord Added)
{
    /// <summary>Why it was withdrawn; <see langword="null"/> where it was not.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>The entry that took its place; <see langword="null"/> where none did.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Whether its file was changed after it was written: its digest is not its name. Then it has no figures here.</summary>
    public bool IsChanged { get; init; }

    /// <summary>What commands call it: enough of the digest to be one of a kind.</summary>
    public string ShortId => Id[..12];
}
