using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;

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

    /// <summary>Whether entries must be of a ground truth that was looked at.</summary>
    public bool ComparedGroundTruth { get; private init; }

    /// <summary>Entries whose counts came in a document, a method and its team each: that they are those of any masks nobody here knows.</summary>
    public IReadOnlyList<string> FromDocuments { get; private init; } = [];

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
        List<string> fromDocuments = [];
        int rescored = 0;
        foreach ((string id, EntryState state) in EntryState.Of(records))
        {
            cancellation.ThrowIfCancellationRequested();
            rescored += CheckEntry(folder, rules, id, state, findings, witness, fromDocuments) ? 1 : 0;
        }

        findings.AddRange(witness.Contradictions());

        UnfinishedEntries unfinished = UnfinishedEntries.OfQuiet(folder, records);
        findings.AddRange([.. unfinished.Smuggled, .. unfinished.Left]);
        return new BoardVerification(findings, records.Count, rescored, chain.Head)
        {
            IsSigned = rules.PublicKey is not null,
            Unfinished = unfinished.Left.Count,
            Repairs = [.. records.Where(record => record.Event == LedgerRecord.Repair)],
            ComparedGroundTruth = groundTruth is not null || rules.GroundTruth is null,
            FromDocuments = fromDocuments,
        };
    }

    /// <summary>Whether some record of the ledger has this digest, or one that begins so: whether what was its head once is still part of it.</summary>
    public static bool HeldOnce(string folder, string digest) =>
        Files(Board.LedgerFolder(folder)).Any(file => BoardJsonText.Digest(InputFile.ReadAll(file, LargestFile).Span).StartsWith(digest, StringComparison.Ordinal));

    private static bool CheckEntry(string folder, BoardDefinition rules, string id, EntryState state, List<string> findings, GroundTruthWitness witness, List<string> fromDocuments)
    {
        try
        {
            string path = Board.EntryPath(folder, id);
            if (!File.Exists(path))
            {
                findings.Add(Invariant($"entries/{Short(id)}….json: was removed; record {state.Added.Sequence} brought it{(state.Added.Team is string team ? $", of {team}" : "")}."));
                return false;
            }

            ReadOnlyMemory<byte> bytes = InputFile.ReadAll(path, LargestFile);
            bool isUnchanged = BoardJsonText.Digest(bytes.Span) == id;
            if (!isUnchanged)
            {
                findings.Add($"entries/{Short(id)}….json: was changed: its digest is not its name.");
            }

            BoardEntry entry = BoardEntry.Read(path, bytes);
            if (entry.IsFromDocument && !state.IsHistory)
            {
                fromDocuments.Add($"{entry.Metadata.Method} of {entry.Metadata.Team}");
            }

            if (isUnchanged && state.Added.Team is string said && said != entry.Metadata.Team)
            {
                findings.Add(Invariant($"ledger/{state.Added.Sequence:D8}.json: says that the entry is of {said}, for whom it counts as an attempt; entries/{Short(id)}….json is of {entry.Metadata.Team}."));
            }

            if (isUnchanged && state.Added.Event is "add" or "fail" && (state.Added.Event == "fail") != (entry.Kind == EntryKind.Failed))
            {
                findings.Add(Invariant($"ledger/{state.Added.Sequence:D8}.json: says '{state.Added.Event}'; entries/{Short(id)}….json is {BoardEntry.Words(entry.Kind)}."));
            }

            return entry.Run is not null && CheckScores(folder, rules, id, entry, state.IsHistory, findings, witness);
        }
        catch (InputException problem)
        {
            findings.Add(problem.Message);
            return false;
        }
    }

    private static bool CheckScores(string folder, BoardDefinition rules, string id, BoardEntry entry, bool isHistory, List<string> findings, GroundTruthWitness witness)
    {
        string name = $"entry {id[..12]} ({entry.Metadata.Method})";
        ReadOnlyMemory<byte> bytes = InputFile.ReadAll(Board.RunPath(folder, entry.Run!), Array.MaxLength);
        if (BoardJsonText.Digest(bytes.Span) != entry.Run)
        {
            findings.Add($"{name}: its counts, runs/{Short(entry.Run!)}….json, were changed.");
        }

        RunDocument run = RunJsonReader.Read(bytes, $"runs/{Short(entry.Run!)}….json");
        if (run.GroundTruth.Digest != entry.GroundTruth || (!isHistory && rules.GroundTruth is string truth && truth != entry.GroundTruth))
        {
            findings.Add($"{name}: was scored against another ground truth than the board's: the board was rescored against it without this entry, or the entry is of another board. Withdraw it, or rescore the board with the labels and what was handed in.");
        }

        if (!isHistory && entry.Protocol != rules.Protocol)
        {
            findings.Add($"{name}: was scored under protocol {entry.Protocol}; the board's is {rules.Protocol}. Rescoring the board puts that right.");
        }

        if (!isHistory)
        {
            witness.Hear(name, entry, run);
        }

        Scores scores = ProtocolCatalog.Find(entry.Protocol).Score(run.Counts);
        foreach ((string key, double? stored) in entry.Figures)
        {
            if (Metrics.Find(key).Of(scores) is var computed && computed != stored)
            {
                findings.Add(Invariant($"{name}: says {key} {stored}; its counts give {computed}."));
            }
        }

        return true;
    }

    /// <summary>The beginning of a digest, which is all that people compare.</summary>
    internal static string Short(string digest) => digest.Length > HeadDigits ? digest[..HeadDigits] : digest;

    /// <summary>The documents of a folder in the order of their names, without those that are being written.</summary>
    internal static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)
        : [];
}
