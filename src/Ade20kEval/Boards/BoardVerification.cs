using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>Checks everything that a board claims: the chain of its ledger, every digest, every signature, and every score from the stored counts.</summary>
/// <param name="Findings">What is wrong, one sentence each, in the order of the ledger; empty for a sound board.</param>
/// <param name="Records">How many records were checked.</param>
/// <param name="Rescored">How many entries were scored again.</param>
/// <param name="Head">SHA-256 of the last record; <see langword="null"/> without records.</param>
internal sealed record BoardVerification(IReadOnlyList<string> Findings, int Records, int Rescored, string? Head)
{
    /// <summary>How many digits of a head are told and asked for: enough that nobody finds another record with them.</summary>
    public const int HeadDigits = 16;

    /// <summary>Whether records are signed, so that the last one cannot be altered without the key either.</summary>
    public bool IsSigned { get; private init; }

    /// <summary>How many of the findings are unfinished entries, which can be set aside.</summary>
    public int Unfinished { get; private init; }

    /// <summary>Records of what was set aside, because no record knew it: whether its writer was stopped, or its record was cut off the end, nobody can tell from the board.</summary>
    public IReadOnlyList<LedgerRecord> Repairs { get; private init; } = [];

    /// <summary>Damage of withdrawn entries that the records of their withdrawal tell: no faults, and told every time.</summary>
    public IReadOnlyList<string> Known { get; private init; } = [];

    /// <summary>Whether entries must be of a ground truth that was looked at.</summary>
    public bool ComparedGroundTruth { get; private init; }

    /// <summary>Entries whose counts came in a document, a method and its team each: that they are those of any masks nobody here knows.</summary>
    public IReadOnlyList<string> FromDocuments { get; private init; } = [];

    /// <summary>How many entries were counted here from masks, which the board does not keep.</summary>
    public int FromMasks { get; private init; }

    /// <summary>How many entries are figures of publications.</summary>
    public int Reported { get; private init; }

    private const int LargestFile = 1 << 20;

    /// <summary>Verifies a board.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="groundTruth">Digest of the ground truth as it is now; <see langword="null"/> where nobody looked.</param>
    /// <param name="labels">The same labels counted, to hold the ground-truth side of every entry against; <see langword="null"/> where nobody counted.</param>
    /// <param name="cancellation">Stops between two entries.</param>
    /// <exception cref="InputException">It is no board at all.</exception>
    public static BoardVerification Of(string folder, string? groundTruth = null, GroundTruthSide? labels = null, CancellationToken cancellation = default)
    {
        ReadOnlyMemory<byte> json = Board.ReadDefinition(folder);
        BoardDefinition rules = BoardDefinition.Read(Board.DefinitionPath(folder), json);
        LedgerChain chain = LedgerChain.Of(folder, rules.PublicKey, everySignature: true);
        IReadOnlyList<LedgerRecord> records = chain.Records;
        List<string> findings = [.. chain.Findings];
        if (records.Count > 0 && records[^1].Board != BoardJsonText.Digest(json.Span))
        {
            findings.Add("board.json was changed after the last record of the ledger: the rules are not those that entries were taken under.");
        }

        if (groundTruth is not null && rules.GroundTruth is string expected && groundTruth != expected)
        {
            findings.Add($"the ground truth was changed: its digest is {Short(groundTruth)}; the board's is {Short(expected)}.");
        }

        GroundTruthWitness witness = new(rules, groundTruth, labels);
        EntryVerification entries = new(folder, rules, witness);
        foreach ((string id, EntryState state) in EntryState.Of(records))
        {
            cancellation.ThrowIfCancellationRequested();
            entries.Check(id, state);
        }

        findings.AddRange([.. entries.Findings, .. witness.Contradictions(), .. SubmissionLimits.Broken(rules, BoardJsonText.Digest(json.Span), records)]);

        // Beside a record that is gone or cannot be read, nobody knows what is unfinished.
        UnfinishedEntries unfinished = UnfinishedEntries.OfQuiet(folder, records);
        findings.AddRange([.. unfinished.Smuggled, .. unfinished.Left.Select(left => chain.IsWhole ? left.Sentence : left.Orphan)]);
        return new BoardVerification(findings, records.Count, entries.Rescored, chain.Head)
        {
            IsSigned = rules.PublicKey is not null,
            Unfinished = chain.IsWhole ? unfinished.Left.Count : 0,
            Repairs = [.. records.Where(record => record.Event == LedgerRecord.Repair)],
            ComparedGroundTruth = groundTruth is not null || rules.GroundTruth is null,
            Known = entries.Known,
            FromDocuments = entries.FromDocuments,
            FromMasks = entries.FromMasks,
            Reported = entries.Reported,
        };
    }

    /// <summary>Whether some record of the ledger has this digest, or one that begins so: whether what was its head once is still part of it.</summary>
    public static bool HeldOnce(string folder, string digest) =>
        Files(Board.LedgerFolder(folder)).Any(file => BoardJsonText.Digest(InputFile.ReadAll(file, LargestFile).Span).StartsWith(digest, StringComparison.Ordinal));

    /// <summary>The beginning of a digest, which is all that people compare.</summary>
    internal static string Short(string digest) => digest.Length > HeadDigits ? digest[..HeadDigits] : digest;

    /// <summary>The documents of a folder in the order of their names, without those that are being written.</summary>
    internal static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)
        : [];
}
