using System.Text;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>The chain of a ledger as a board publishes it (<c>ledger.json</c>, schema <c>ade20k-eval/chain/1</c>): what a participant can check a receipt against.</summary>
/// <remarks>
/// Each record is published as it is, so that its digest, and with it what it says of which entry, is computed again by whoever reads it; what earlier versions published are digests and
/// entries alone.
/// </remarks>
/// <param name="Findings">Where its links do not hold, one sentence each.</param>
internal sealed record PublishedChain(IReadOnlyList<string> Findings)
{
    /// <summary>The schema that the file names in its first key.</summary>
    public const string Schema = "ade20k-eval/chain/1";

    private const int LargestFile = 64 << 20;
    private const int LongestRecord = 1 << 16;

    private readonly Dictionary<int, (string? Entry, string Record)> _records = [];

    // By what was replaced: by what, and in which record.
    private readonly Dictionary<string, (string By, int Sequence)> _replaced = new(StringComparer.Ordinal);

    private readonly List<LedgerRecord> _texts = [];

    /// <summary>How many records it has.</summary>
    public int Count => _records.Count;

    /// <summary>Of how many the text is published, which gives their digests.</summary>
    public int Proven { get; private set; }

    /// <summary>SHA-256 of the last record; <see langword="null"/> without records.</summary>
    public string? Head { get; private init; }

    /// <summary>The file of a published board: the file itself, or the folder that was published; <see langword="null"/> where it is neither, as a board is not.</summary>
    public static string? FileAt(string path) => File.Exists(path) ? path
        : !File.Exists(Board.DefinitionPath(path)) && Path.Combine(path, "ledger.json") is var file && File.Exists(file) ? file
        : null;

    /// <summary>Reads the file and follows its links.</summary>
    /// <exception cref="InputException">It is no chain.</exception>
    public static PublishedChain Read(string file)
    {
        using JsonDocument document = JsonText.ParseStrict(file, InputFile.ReadAll(file, LargestFile));
        JsonCursor root = new(file, document.RootElement);
        if (root.Required("schema").Text(100) != Schema)
        {
            throw root.Required("schema").Unexpected($"'{Schema}'");
        }

        List<string> findings = [];
        PublishedChain chain = new(findings);
        string? last = null;
        foreach (JsonCursor item in root.Required("records").Items())
        {
            int sequence = item.Required("sequence").Integer(0, int.MaxValue);
            string? previous = item.Required("previous") is { Kind: not JsonValueKind.Null } link ? link.Text(64) : null;
            if (sequence != chain.Count || previous != last)
            {
                findings.Add(Invariant($"record {sequence}: does not follow from the one before it: one of them was changed, removed or moved."));
            }

            last = item.Required("record").Text(64);
            string? entry = item.Required("entry") is { Kind: not JsonValueKind.Null } id ? id.Text(64) : null;
            if (!chain._records.TryAdd(sequence, (entry, last)))
            {
                findings.Add(Invariant($"record {sequence}: is there twice."));
            }
            else if (item.Optional("text") is { Kind: not JsonValueKind.Null } text)
            {
                findings.AddRange(chain.Prove(file, text.AnyText(LongestRecord), sequence, previous, entry, last) is string problem ? [problem] : []);
            }
        }

        return chain with { Head = last };
    }

    // Takes in what a record says; why it is not what its digest stands for, where it is not.
    private string? Prove(string file, string text, int sequence, string? previous, string? entry, string digest)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (BoardJsonText.Digest(bytes) != digest)
        {
            return Invariant($"record {sequence}: its text does not give its digest: one of the two was changed.");
        }

        LedgerRecord record = LedgerRecord.Read(file, bytes);
        if (record.Sequence != sequence || record.Previous != previous || record.Entry != entry)
        {
            return Invariant($"record {sequence}: is listed as something else than its text says.");
        }

        if (record is { Replaces: string old, Entry: string by })
        {
            _replaced[old] = (by, sequence);
        }

        _texts.Add(record);
        Proven++;
        return null;
    }

    /// <summary>What took the place of an entry, and by which record; <see langword="null"/> where nothing did, or none of the published texts says so.</summary>
    public (string By, int Sequence)? Replacement(string entry) => _replaced.TryGetValue(entry, out (string By, int Sequence) found) ? found : null;

    /// <summary>What became of an entry, as far as the published texts say; <see langword="null"/> where it stands as it was entered.</summary>
    public string? Standing(string entry) => EntryStanding.Of(EntryState.Of(_texts), entry);

    /// <summary>Whether an entry is withdrawn, as far as the published texts say.</summary>
    public bool IsWithdrawn(string entry) => EntryState.Of(_texts).Any(known => known.Id == entry && known.State.Withdrawn is not null);

    /// <summary>Whether the rules are still those of a record; <see langword="null"/> where the published texts do not say.</summary>
    public bool? AreRulesOf(int sequence) => _texts.Find(record => record.Sequence == sequence) is LedgerRecord then && _texts.Find(record => record.Sequence == Count - 1) is LedgerRecord last ? then.Board == last.Board : null;

    /// <summary>Whether some record has this digest, or one that begins so.</summary>
    public bool Holds(string digest) => _records.Values.Any(record => record.Record.StartsWith(digest, StringComparison.Ordinal));

    /// <summary>What of a board is not as it was when this was published, a sentence each; that it went on since is none.</summary>
    public IEnumerable<string> Contradictions(string folder)
    {
        foreach ((int sequence, (_, string digest)) in _records.OrderBy(record => record.Key))
        {
            string path = Board.RecordPath(folder, sequence);
            if (!File.Exists(path))
            {
                yield return Invariant($"record {sequence} was published and is gone from the ledger.");
            }
            else if (BoardJsonText.Digest(InputFile.ReadAll(path, 1 << 20).Span) != digest)
            {
                yield return Invariant($"record {sequence} is not the one that was published: it was changed since.");
            }
        }
    }

    /// <summary>What of a published ranking does not belong to this chain, a sentence each.</summary>
    /// <param name="file">The ranking, <c>ranking.json</c>.</param>
    /// <exception cref="InputException">It is none.</exception>
    public IReadOnlyList<string> ContradictionsOf(string file)
    {
        using JsonDocument document = JsonText.ParseStrict(file, InputFile.ReadAll(file, LargestFile));
        JsonCursor root = new(file, document.RootElement);
        List<string> findings = [];
        if (root.Required("head").Text(64) != (Head ?? ""))
        {
            findings.Add("the ranking was published at another record of the ledger than the chain ends with: one of the two was changed, or they are of different days.");
        }

        HashSet<string?> known = [.. _records.Values.Select(record => record.Entry)];
        findings.AddRange(root.Required("entries").Items().Select(entry => entry.Required("entry").Text(64)).Where(id => !known.Contains(id)).Select(id => $"entry {id} is in the ranking, and no record of the chain brought it there."));
        return findings;
    }

    /// <summary>What is wrong with a board that gave this receipt; <see langword="null"/> where its record is published, unchanged.</summary>
    public string? Contradiction(Receipt receipt) => !_records.TryGetValue(receipt.Sequence, out (string? Entry, string Record) record) ? Invariant($"record {receipt.Sequence} of the receipt is gone from the ledger.")
        : record.Record != receipt.Record || record.Entry != receipt.Entry ? Invariant($"record {receipt.Sequence} is not the one that the receipt was given for.")
        : null;
}
