using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>An entry with what the ledger says of it.</summary>
/// <param name="Id">SHA-256 of its file.</param>
/// <param name="Entry">What it holds.</param>
/// <param name="Added">The record that brought it.</param>
internal sealed record StoredEntry(string Id, BoardEntry Entry, LedgerRecord Added)
{
    private const int LargestFile = 1 << 20;

    /// <summary>Why it was withdrawn; <see langword="null"/> where it was not.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>The entry that took its place; <see langword="null"/> where none did.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Whether its file is not there as it was written: its digest is not its name, or it is gone. Then it has no figures here.</summary>
    public bool IsChanged { get; init; }

    /// <summary>What is wrong with its files, to stand behind its name; <see langword="null"/> where nothing was noticed.</summary>
    public string? Fault { get; init; }

    /// <summary>What commands call it: enough of the digest to be one of a kind.</summary>
    public string ShortId => Id[..12];

    /// <summary>Reads it. What was changed keeps its words, so that it can be named, and loses its figures, so that nobody is shown them; what is gone is named after the ledger.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="id">The entry.</param>
    /// <param name="state">What the ledger says of it.</param>
    /// <exception cref="InputException">It is as it was written, and no entry of this version.</exception>
    public static StoredEntry Read(string folder, string id, EntryState state)
    {
        string path = Board.EntryPath(folder, id);
        string digest = "";
        StoredEntry stored;
        try
        {
            ReadOnlyMemory<byte> bytes = InputFile.ReadAll(path, LargestFile);
            digest = BoardJsonText.Digest(bytes.Span);
            BoardEntry entry = BoardEntry.Read(path, bytes);
            stored = digest != id ? Changed(entry, "was changed after it was written: its digest is not its name")
                : new StoredEntry(id, entry, state.Added) { Fault = LostCounts(folder, entry) };
        }
        catch (InputException) when (digest != id)
        {
            bool isThere = File.Exists(path);
            BoardEntry lost = new() { Kind = EntryKind.Failed, Metadata = EntryMetadata.Lost(state.Added.Team, isThere ? "(unreadable)" : "(removed)"), Protocol = "unknown", Tool = "unknown" };
            stored = Changed(lost, isThere ? "was changed after it was written, and cannot be read any more" : "was removed");
        }

        return stored with { Withdrawn = state.Withdrawn, ReplacedBy = state.ReplacedBy };

        StoredEntry Changed(BoardEntry entry, string fault) => new(id, entry with { Figures = [], Run = null }, state.Added) { IsChanged = true, Fault = fault };
    }

    // Whether they are there, not what they are: that takes reading them.
    private static string? LostCounts(string folder, BoardEntry entry) =>
        entry.Run is string run && !File.Exists(Board.RunPath(folder, run)) ? $"has lost its counts: runs/{BoardVerification.Short(run)}….json is gone" : null;
}
