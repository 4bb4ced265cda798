namespace Ade20kEval.Boards;

/// <summary>A file of a board that was written whole, and that no record of its ledger brought there.</summary>
/// <param name="Folder">Which of the board's folders it lies in.</param>
/// <param name="Digest">What it is called.</param>
/// <param name="What">What it is.</param>
/// <param name="Why">How that may be, in a sentence.</param>
internal sealed record LeftFile(string Folder, string Digest, string What, string Why)
{
    /// <summary>Whose it is, where it says.</summary>
    public string? Team { get; init; }

    /// <summary>Where it is and what it is, with a short digest.</summary>
    public string Name => $"{Place}: {(Team is null ? "" : "an unfinished entry, ")}{What}";

    /// <summary>The same, and why.</summary>
    public string Sentence => $"{Name}: {Why}";

    /// <summary>What is known of it beside a ledger that is not whole.</summary>
    public string Orphan => $"{Place}: {What}: no record that can be read brought it here.";

    private string Place => $"{Folder}/{BoardVerification.Short(Digest)}….json";
}
