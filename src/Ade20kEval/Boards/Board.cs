using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>A board: a folder of <c>board.json</c>, immutable entries and runs that are called after their contents, and a ledger of what happened.</summary>
/// <remarks>
/// Files appear under their final names only when they are whole and on the disk; a record of the ledger comes last, so that what is no
/// record yet did not happen. Any number of processes may write at once. A snapshot: what others add later is not in it.
/// </remarks>
internal sealed class Board
{
    /// <summary>The line of a refusal of an entry that was made before: by it scripts tell it. No line with a name in it is the same.</summary>
    public const string IsThereAlready = "The board has this entry already, and stays as it is.";

    private const int LargestFile = 1 << 20;

    private Board(string folder, BoardDefinition definition, string digest, LedgerChain ledger, int records, IReadOnlyList<StoredEntry> entries)
    {
        Folder = folder;
        Definition = definition;
        Digest = digest;
        Ledger = [.. ledger.Records.Take(records)];
        RecordDigests = [.. ledger.Digests.Take(records)];
        Entries = entries;
        UnfinishedEntries unfinished = UnfinishedEntries.Beside(folder, ledger.Records);
        LedgerFaults = [.. ledger.Findings, .. unfinished.Smuggled];
        Unfinished = [.. unfinished.Left.Select(left => left.Sentence)];
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>Its rules.</summary>
    public BoardDefinition Definition { get; }

    /// <summary>SHA-256 of <c>board.json</c>.</summary>
    public string Digest { get; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<LedgerRecord> Ledger { get; }

    /// <summary>SHA-256 of every record's file, in order.</summary>
    public IReadOnlyList<string> RecordDigests { get; }

    /// <summary>SHA-256 of the last record's file: whoever keeps it notices any later change of the ledger. Empty without records.</summary>
    public string Head => RecordDigests.Count > 0 ? RecordDigests[^1] : "";

    /// <summary>Every entry that ever was, in the order of the ledger.</summary>
    public IReadOnlyList<StoredEntry> Entries { get; }

    /// <summary>What does not hold of the ledger, and files among the entries that are none: all that can be seen without reading counts, a sentence each.</summary>
    public IReadOnlyList<string> LedgerFaults { get; }

    /// <summary>What a writer left that was stopped before its record, or whose record was cut off the end: it is on no ranking, and stops nobody.</summary>
    public IReadOnlyList<string> Unfinished { get; }

    /// <summary>What is wrong with the files of entries that were not withdrawn, a sentence each.</summary>
    public IEnumerable<string> EntryFaults => Entries.Where(entry => entry is { Fault: not null, Withdrawn: null }).Select(entry => $"{EntryPath(Folder, entry.Id)}: {entry.Entry.Metadata.Method} of {entry.Entry.Metadata.Team} {entry.Fault}");

    /// <summary>Makes a new board.</summary>
    /// <exception cref="InputException">There is one already.</exception>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public static void Create(string folder, BoardDefinition definition, DateTimeOffset now, ECDsa? key)
    {
        if (File.Exists(DefinitionPath(folder)))
        {
            throw new InputException($"{folder}: holds a board already. Give a new folder.");
        }

        byte[] json = definition.ToJson();
        AtomicFile.Write(DefinitionPath(folder), json);
        Append(folder, _ => new LedgerRecord(0, null, now, "init", BoardJsonText.Digest(json)) { Key = definition.PublicKey }, key);
    }

    /// <summary>Reads a board as it is now.</summary>
    /// <exception cref="InputException">There is none, or a file of it is missing or damaged; verifying it tells all of what is wrong.</exception>
    public static Board Open(string folder) => OpenAt(folder, int.MaxValue);

    /// <summary>Reads a board as its ledger had it after so many records; the rules are those of now, which <see cref="RequireRules"/> compares with the last of these records.</summary>
    /// <exception cref="InputException">There is none, or a file of it is missing or damaged.</exception>
    public static Board OpenAt(string folder, int records)
    {
        ReadOnlyMemory<byte> json = ReadDefinition(folder);
        BoardDefinition definition = BoardDefinition.Read(DefinitionPath(folder), json);
        LedgerChain ledger = LedgerChain.Of(folder, definition.PublicKey, everySignature: false);
        ledger.RequireWhole();
        StoredEntry[] entries = [.. EntryState.Of(ledger.Records.Take(records)).Select(entry => StoredEntry.Read(folder, entry.Id, entry.State))];
        return new Board(folder, definition, BoardJsonText.Digest(json.Span), ledger, records, entries);
    }

    /// <summary>The entry whose digest begins so, or whose method is called so.</summary>
    /// <exception cref="InputException">None does, or several do.</exception>
    public StoredEntry Find(string id)
    {
        StoredEntry[] found = [.. Entries.Where(entry => entry.ReplacedBy is null && entry.Entry.Metadata.Method == id)];
        if (found.Length == 0 && id.Length >= 4)
        {
            found = [.. Entries.Where(entry => entry.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase))];
        }

        return found.Length switch
        {
            1 => found[0],
            0 => throw new InputException($"{Folder}: no entry has the method or the digest '{(id.Length <= 64 ? id : id[..64])}'; expected a method's name, or at least 4 characters of a digest.{(Entries.Any(entry => entry.IsChanged) ? Invariant($" Of {string.Join(", ", Entries.Where(entry => entry.IsChanged).Take(10).Select(entry => entry.ShortId))} the file is damaged or gone, and with it the name: give the digest.") : "")}"),
            _ => throw new InputException(Invariant($"{Folder}: '{id}' are {found.Length} entries: {string.Join(", ", found.Take(10).Select(entry => entry.ShortId))}. Give the digest.")),
        };
    }

    /// <summary>The run that an entry was scored from.</summary>
    /// <exception cref="InputException">It is missing, damaged, or not what it was when the entry was made.</exception>
    public RunDocument ReadRun(StoredEntry entry)
    {
        string run = entry.Entry.Run ?? throw new InputException($"{entry.ShortId}: holds no counts; it is {BoardEntry.Words(entry.Entry.Kind)}.");
        string path = RunPath(Folder, run);
        ReadOnlyMemory<byte> bytes = InputFile.ReadAll(path, Array.MaxLength);
        return BoardJsonText.Digest(bytes.Span) == run ? RunJsonReader.ReadOwn(bytes, path)
            : throw new InputException($"{path}: the counts of {entry.Entry.Metadata.Method} ({entry.ShortId}) were changed: their digest is not the file's name. Put the file back from a copy of the board, or withdraw the entry.");
    }

    /// <summary>Refuses to go on with entries whose files are not as they were written; withdrawn ones do not matter.</summary>
    /// <exception cref="InputException">There are some; up to ten are named.</exception>
    public void RequireUnchanged()
    {
        ProblemList problems = new();
        foreach (string fault in EntryFaults)
        {
            problems.Add(fault, fault);
        }

        problems.ThrowIfAny($"{Folder}: entries that were changed after they were written, so that their digest is not their name, or whose files are gone: {{0}}", "Put the files back from a copy of the board, or withdraw the entries.");
    }

    /// <summary>Refuses to go on with a ledger that is not as it was written, or with files that are no entries: whatever came next would look as if it followed from all of it.</summary>
    /// <exception cref="InputException">It is not; up to ten faults are named.</exception>
    public void RequireLedger()
    {
        ProblemList problems = new();
        foreach (string fault in LedgerFaults)
        {
            problems.Add(fault, fault);
        }

        problems.ThrowIfAny($"{Folder}: was altered by other means than its commands: {{0}}", $"Put the files back from a copy of the board. To see all that is wrong, {Advice.VerifyBoard}.");
    }

    /// <summary>Refuses to go on with a board that is not as it was written, as far as that shows without reading counts.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public void RequireSound()
    {
        RequireLedger();
        RequireUnchanged();
    }

    /// <summary>Whether the rules are those of the last record.</summary>
    public bool HasItsRules => Ledger[^1].Board == Digest && Ledger[0].Key == Definition.PublicKey;

    /// <summary>Refuses to show a board under rules that no record is of.</summary>
    /// <exception cref="InputException"><c>board.json</c> was changed since the last record.</exception>
    public void RequireRules()
    {
        if (!HasItsRules)
        {
            throw Ledger[0].Key == Definition.PublicKey ? RulesChanged(Folder) : KeyChanged(Folder);
        }
    }

    /// <summary>Refuses a key that is not the board's, before any work is done.</summary>
    /// <exception cref="InputException">Records must be signed, and this key, or none, cannot.</exception>
    public void RequireKey(ECDsa? key) => RequireKey(Folder, Definition, Ledger[0], key);

    /// <summary>The entry that a run makes, and the run as it is kept: without what differs between two equal runs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metadata">What is said of the entry.</param>
    /// <param name="masks">Digest of the masks that were scored (<see cref="MaskPixels"/>); <see langword="null"/> for a document whose masks nobody saw.</param>
    /// <exception cref="InputException">The run does not fit the board.</exception>
    public (BoardEntry Entry, byte[] Run) Score(RunDocument run, EntryMetadata metadata, string? masks = null) => EntryScoring.Of(Definition, run, metadata, masks);

    /// <summary>Adds an entry, unless the rules forbid it or it is there already.</summary>
    /// <param name="entry">The entry; a failed one counts as an attempt.</param>
    /// <param name="run">The run that it was scored from.</param>
    /// <param name="now">When.</param>
    /// <param name="key">Signs the record.</param>
    /// <returns>The record.</returns>
    public LedgerRecord Add(BoardEntry entry, byte[]? run, DateTimeOffset now, ECDsa? key)
    {
        RequireSound();
        string id = IdOf(entry);
        return Append(Folder, ledger =>
        {
            ledger.RequireRules();
            SubmissionLimits.Check(Definition, ledger.Records(), entry.Metadata.Team, now);
            if (entry.Kind != EntryKind.Failed && ledger.Records().Any(record => record.Entry == id))
            {
                throw new InputException($"{entry.Metadata.Method}: is on the board already ({id[..12]}), with the same figures and words.\n{IsThereAlready}");
            }

            // Only now, and while nobody else writes: what the rules refuse leaves nothing.
            Store(entry, run);
            return ledger.Next(entry.Kind == EntryKind.Failed ? "fail" : "add", now) with { Entry = id, Team = entry.Metadata.Team };
        }, key);
    }

    /// <summary>Takes an entry off, or puts it back; it stays in the ledger either way.</summary>
    /// <remarks>Taking off is also the way out where the files of entries are damaged and there is no copy: that alone does not stop it.</remarks>
    /// <exception cref="InputException">The board is not as it was written, or the entry cannot be put back as it is.</exception>
    public LedgerRecord Mark(StoredEntry entry, bool withdraw, string reason, DateTimeOffset now, ECDsa? key)
    {
        if (withdraw)
        {
            RequireLedger();
        }
        else
        {
            RequireSound();
            Restoring.Require(Definition, entry);
        }

        string why = withdraw ? KnownDamage.Reason(Folder, entry, reason) : reason;
        return Append(Folder, ledger =>
        {
            ledger.RequireRules();
            RequireOther(entry, withdraw, EntryState.Of(ledger.Records()).First(known => known.Id == entry.Id).State.Withdrawn);
            return ledger.Next(withdraw ? "withdraw" : "restore", now) with { Entry = entry.Id, Reason = why };
        }, key);
    }

    /// <summary>Puts another entry in the place of one, which stays as history.</summary>
    public LedgerRecord Replace(StoredEntry old, BoardEntry entry, byte[] run, string reason, DateTimeOffset now, ECDsa? key)
    {
        RequireSound();
        string id = IdOf(entry);
        return Append(Folder, ledger =>
        {
            Store(entry, run);
            return ledger.Next("rescore", now) with { Entry = id, Replaces = old.Id, Team = entry.Metadata.Team, Reason = reason };
        }, key);
    }

    /// <summary>Replaces the rules and records that they changed.</summary>
    public LedgerRecord ChangeRules(BoardDefinition rules, string reason, DateTimeOffset now, ECDsa? key)
    {
        RequireSound();
        RequireKey(Folder, rules, Ledger[0], key);
        AtomicFile.Write(DefinitionPath(Folder), rules.ToJson());
        return Append(Folder, ledger => ledger.Next("rules", now) with { Reason = reason }, key);
    }

    /// <summary>Sets aside what no record knows, in a folder of its own, each with a record of its own: what was cleared away stays known, and can be looked at.</summary>
    /// <returns>What was set aside, by its path in the board.</returns>
    /// <exception cref="InputException">The ledger is not as it was written.</exception>
    /// <exception cref="OutputException">The folder cannot be written.</exception>
    public IReadOnlyList<string> SetUnfinishedAside(DateTimeOffset now, ECDsa? key)
    {
        RequireSound();
        RequireRules();
        RequireKey(key);
        using BoardLock alone = BoardLock.Take(Folder);
        UnfinishedEntries unfinished = UnfinishedEntries.Of(Folder, LedgerEnd.Of(Folder).Records());

        // Recorded first: what is stopped between the two is set aside by the next one, with a record more.
        foreach (LeftFile left in unfinished.Left)
        {
            AppendAlone(Folder, ledger => ledger.Next(LedgerRecord.Repair, now) with { Team = left.Team, Reason = $"set aside, for no record knew it: {left.Name}" }, key);
        }

        unfinished.SetAside(Folder);
        return [.. unfinished.Files.Select(file => Path.GetRelativePath(Folder, file))];
    }

    // Somebody else may have done it since the board was opened.
    private static void RequireOther(StoredEntry entry, bool withdraw, string? withdrawn)
    {
        if (withdraw == withdrawn is not null)
        {
            throw new InputException($"{entry.ShortId}: is {(withdraw ? "withdrawn already" : "not withdrawn")}.");
        }
    }

    internal static InputException RulesChanged(string folder) =>
        new($"{DefinitionPath(folder)}: was changed after the last record of the ledger: the rules are not those that entries were taken under. Put it back from a copy of the board, or rescore the board, which puts the change on record.");

    internal static InputException KeyChanged(string folder) =>
        new($"{DefinitionPath(folder)}: its publicKey is not that of the board's first record, with which every record must be signed. No command changes it: put board.json back from a copy of the board.");

    internal static string DefinitionPath(string folder) => Path.Combine(folder, "board.json");

    internal static string EntryPath(string folder, string id) => Path.Combine(folder, "entries", id + ".json");

    internal static string RunPath(string folder, string digest) => Path.Combine(folder, "runs", digest + ".json");

    internal static string LedgerFolder(string folder) => Path.Combine(folder, "ledger");

    internal static string RecordPath(string folder, int sequence) => Path.Combine(LedgerFolder(folder), Invariant($"{sequence:D8}.json"));

    internal static ReadOnlyMemory<byte> ReadDefinition(string folder) => File.Exists(DefinitionPath(folder))
        ? InputFile.ReadAll(DefinitionPath(folder), LargestFile)
        : throw new InputException(BoardSet.IsAt(folder)
            ? $"{folder}: holds a set of boards, which ranks what is on them and has no entries of its own. Give one of its boards: {string.Join(", ", BoardSet.ReadAt(folder).Folders(folder))}."
            : $"{folder}: holds no board.json, so it is no board.");

    // Read as it will be read again, so that no word makes a board that cannot be opened.
    internal static string IdOf(BoardEntry entry)
    {
        byte[] json = entry.ToJson();
        BoardEntry.Read("the entry", json);
        return BoardJsonText.Digest(json);
    }

    private void Store(BoardEntry entry, byte[]? run)
    {
        byte[] json = entry.ToJson();
        string id = BoardJsonText.Digest(json);
        if (run is not null && !File.Exists(RunPath(Folder, entry.Run!)))
        {
            AtomicFile.Write(RunPath(Folder, entry.Run!), run);
        }

        if (!File.Exists(EntryPath(Folder, id)))
        {
            AtomicFile.Write(EntryPath(Folder, id), json);
        }
    }

    // The first record says which key, and every other record holds on to the first: rules that are edited cannot let signatures go.
    private static void RequireKey(string folder, BoardDefinition rules, LedgerRecord first, ECDsa? key)
    {
        if (first.Key != rules.PublicKey)
        {
            throw KeyChanged(folder);
        }

        if (first.Key is string publicKey && (key is null || BoardSignature.PublicKeyOf(key) != publicKey))
        {
            throw new InputException($"{folder}: its records are signed. Give the private key that belongs to the public one in board.json.");
        }
    }

    private static LedgerRecord Append(string folder, Func<LedgerEnd, LedgerRecord> make, ECDsa? key)
    {
        using BoardLock alone = BoardLock.Take(folder);
        return AppendAlone(folder, make, key);
    }

    // Only whoever holds the lock may.
    private static LedgerRecord AppendAlone(string folder, Func<LedgerEnd, LedgerRecord> make, ECDsa? key)
    {
        LedgerEnd ledger = LedgerEnd.Of(folder);
        if (ledger.First is LedgerRecord first)
        {
            RequireKey(folder, BoardDefinition.Read(DefinitionPath(folder), ReadDefinition(folder)), first, key);
        }

        LedgerRecord record = make(ledger);
        byte[] json = record.ToJson();
        LedgerRecord.Read("the record", json);
        string path = RecordPath(folder, record.Sequence);
        if (key is not null)
        {
            AtomicFile.Write(Path.ChangeExtension(path, ".sig"), Encoding.ASCII.GetBytes(BoardSignature.Sign(key, json) + "\n"));
        }

        if (File.Exists(path))
        {
            throw new OutputException($"{path}: is there already. Does the file system keep locks among machines?");
        }

        AtomicFile.Write(path, json);
        return record;
    }
}
