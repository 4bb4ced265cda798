using System.Globalization;
using System.Text;
using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>A board's ledger as its folder holds it, followed link by link; what does not hold is told, and reading goes on.</summary>
/// <remarks>
/// A chain cannot show that its last records were cut off: that takes the digest of the last one (<see cref="Head"/>) from somewhere else, or a receipt. Nor can it show, without
/// signatures, that all of it was written anew.
/// </remarks>
internal sealed class LedgerChain
{
    private const int LargestFile = 1 << 20;

    private static readonly string[] s_events = ["init", "add", "fail", "withdraw", "restore", "rescore", "rules", LedgerRecord.Repair];

    private readonly string _folder;
    private readonly string? _publicKey;
    private readonly List<LedgerRecord> _records = [];
    private readonly List<string> _digests = [];
    private readonly List<string> _findings = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private string? _key;

    private LedgerChain(string folder, string? publicKey, bool everySignature)
    {
        _folder = folder;
        _publicKey = publicKey;
        Follow(everySignature);
    }

    /// <summary>The records that can be read, in the order of their files.</summary>
    public IReadOnlyList<LedgerRecord> Records => _records;

    /// <summary>SHA-256 of their files.</summary>
    public IReadOnlyList<string> Digests => _digests;

    /// <summary>What does not hold, one sentence each; empty for a sound ledger.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>SHA-256 of the last record; <see langword="null"/> where there is none, or it cannot be read.</summary>
    public string? Head { get; private set; }

    /// <summary>Whether every record is there and can be read, whatever it says.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Reads it as it is now. Where something does not hold it is read again while nobody writes: a record that is just being written is no fault.</summary>
    /// <param name="folder">The board. Its lock must not be held.</param>
    /// <param name="publicKey">The key of its rules.</param>
    /// <param name="everySignature">Whether to check all; else that of the last record alone, which holds all others by the chain.</param>
    public static LedgerChain Of(string folder, string? publicKey, bool everySignature)
    {
        LedgerChain first = new(folder, publicKey, everySignature);
        if (first.Findings.Count == 0 || !Directory.Exists(folder))
        {
            return first;
        }

        try
        {
            using BoardLock alone = BoardLock.Take(folder);
            return new LedgerChain(folder, publicKey, everySignature);
        }
        catch (OutputException)
        {
            // A board that may only be read.
            return first;
        }
    }

    /// <summary>Refuses a ledger of which a record is missing or cannot be read: a part of a board would be another board.</summary>
    /// <exception cref="InputException">It is such a one.</exception>
    public void RequireWhole()
    {
        for (int i = 0; !IsWhole; i++)
        {
            string path = Board.RecordPath(_folder, i);
            if (!File.Exists(path))
            {
                throw new InputException($"{path}: is missing, so that the board cannot be read. Put it back from a copy of the board; to see what else is wrong, {Text.Advice.VerifyBoard}.");
            }

            LedgerRecord.Read(path, InputFile.ReadAll(path, LargestFile));
        }
    }

    private void Follow(bool everySignature)
    {
        string? previous = null;
        int next = 0;
        string[] files = [.. BoardVerification.Files(Board.LedgerFolder(_folder))];
        foreach (string file in files)
        {
            string name = $"ledger/{Path.GetFileName(file)}";
            if (!int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out int place) || Path.GetFileName(Board.RecordPath(_folder, place)) != Path.GetFileName(file))
            {
                _findings.Add($"{name}: is not called as records are. Take it away.");
                continue;
            }

            if (place != next)
            {
                _findings.Add(place == next + 1 ? Invariant($"{name}: record {next} was removed before it.") : Invariant($"{name}: records {next} to {place - 1} were removed before it."));
                IsWhole = false;
            }

            next = place + 1;
            if (Read(file, name) is not (LedgerRecord record, byte[] bytes))
            {
                previous = null;
                IsWhole = false;
                continue;
            }

            Check(record, name, place, previous);
            if (everySignature || file == files[^1])
            {
                CheckSignature(file, name, bytes);
            }

            previous = BoardJsonText.Digest(bytes);
            _records.Add(record);
            _digests.Add(previous);
        }

        if (_records.Count == 0)
        {
            _findings.Add("the ledger holds no record.");
            IsWhole = false;
        }

        Head = previous;
    }

    private (LedgerRecord Record, byte[] Bytes)? Read(string file, string name)
    {
        try
        {
            byte[] bytes = InputFile.ReadAll(file, LargestFile).ToArray();
            return (LedgerRecord.Read(name, bytes), bytes);
        }
        catch (InputException problem)
        {
            _findings.Add(problem.Message);
            return null;
        }
    }

    private void Check(LedgerRecord record, string name, int place, string? previous)
    {
        if (record.Sequence != place)
        {
            _findings.Add(Invariant($"{name}: calls itself record {record.Sequence}: records were put in another order."));
        }

        if (record.Previous != previous)
        {
            _findings.Add($"{name}: does not follow from the record before it: one of them was changed, removed or moved.");
        }

        if (_records.Count == 0 && (_key = record.Key) != _publicKey)
        {
            _findings.Add($"board.json: its publicKey is not that of the board's first record, with which every record must be signed: it was {(_publicKey is null ? "taken out" : _key is null ? "put in later" : "changed")}.");
        }

        if (Objection(record, place) is string objection)
        {
            _findings.Add($"{name}: {objection}");
        }

        _known.UnionWith(record.Entry is string entry ? [entry] : []);
    }

    // What no command writes, however well it is chained.
    private string? Objection(LedgerRecord record, int place) =>
        !s_events.Contains(record.Event) ? $"its event is '{Text.Excerpt.Of(record.Event)}'; expected one of {string.Join(", ", s_events)}."
        : record.Event == "init" != (place == 0) ? place == 0 ? "is the first record and does not make the board." : "makes the board once more."
        : record.Event is "init" or "rules" or LedgerRecord.Repair ? null
        : record.Entry is not string entry ? "names no entry."
        : record.Event == "add" && _known.Contains(entry) ? $"enters {BoardVerification.Short(entry)} once more, which was entered before."
        : record.Event is "withdraw" or "restore" && !_known.Contains(entry) ? $"is of {BoardVerification.Short(entry)}, which no record before it entered."
        : record.Event == "rescore" && !(record.Replaces is string old && _known.Contains(old)) ? "replaces an entry that no record before it entered."
        : null;

    private void CheckSignature(string file, string name, byte[] bytes)
    {
        string signature = Path.ChangeExtension(file, ".sig");
        bool isThere = File.Exists(signature);
        if (_key is null && isThere)
        {
            _findings.Add($"{name}: is signed, and the board's first record names no key: the ledger was written anew.");
        }

        if (_key is not null && !(isThere && BoardSignature.Holds(_key, bytes, Encoding.ASCII.GetString(InputFile.ReadAll(signature, LargestFile).Span))))
        {
            _findings.Add($"{name}: is not signed with the board's key.");
        }
    }
}
