using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>The end of a ledger, to append to; only whoever holds the lock may ask for it.</summary>
internal sealed class LedgerEnd
{
    private readonly string _folder;
    private readonly int _count;
    private readonly string? _last;
    private List<LedgerRecord>? _records;

    private LedgerEnd(string folder, int count, string? last)
    {
        _folder = folder;
        _count = count;
        _last = last;
    }

    /// <summary>Finds the last record.</summary>
    public static LedgerEnd Of(string folder)
    {
        string ledger = Board.LedgerFolder(folder);
        int count = Directory.Exists(ledger) ? Directory.EnumerateFiles(ledger, "*.json").Count(file => !Path.GetFileName(file).StartsWith('.')) : 0;
        return new LedgerEnd(folder, count, count == 0 ? null : BoardJsonText.Digest(Read(folder, count - 1).Span));
    }

    /// <summary>All records, read when first asked for.</summary>
    public IReadOnlyList<LedgerRecord> Records() => _records ??= [.. Enumerable.Range(0, _count).Select(i => LedgerRecord.Read(Board.RecordPath(_folder, i), Read(_folder, i)))];

    /// <summary>The record that made the board; <see langword="null"/> before there is one.</summary>
    public LedgerRecord? First => _count == 0 ? null : LedgerRecord.Read(Board.RecordPath(_folder, 0), Read(_folder, 0));

    /// <summary>Refuses to go on under rules that no record is of: the next record would make them look as if they had always been there.</summary>
    /// <exception cref="InputException"><c>board.json</c> was changed since the last record.</exception>
    public void RequireRules()
    {
        if (_count > 0 && LedgerRecord.Read(Board.RecordPath(_folder, _count - 1), Read(_folder, _count - 1)).Board != BoardJsonText.Digest(Board.ReadDefinition(_folder).Span))
        {
            throw Board.RulesChanged(_folder);
        }
    }

    /// <summary>The record that comes next.</summary>
    public LedgerRecord Next(string happened, DateTimeOffset now) => new(_count, _last, now, happened, BoardJsonText.Digest(Board.ReadDefinition(_folder).Span));

    private static ReadOnlyMemory<byte> Read(string folder, int sequence) => InputFile.ReadAll(Board.RecordPath(folder, sequence), 1 << 20);
}
