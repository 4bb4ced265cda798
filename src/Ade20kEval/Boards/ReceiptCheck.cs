using Ade20kEval.Files;
using Ade20kEval.Scoring;

namespace Ade20kEval.Boards;

/// <summary>A receipt held against the board that gave it: its record, its words and its figures.</summary>
/// <param name="Findings">What the two say differently, a sentence each.</param>
/// <param name="NotCompared">What could not be compared, and why.</param>
/// <param name="Standing">What became of the entry since; <see langword="null"/> where it stands as it was entered.</param>
internal sealed record ReceiptCheck(IReadOnlyList<string> Findings, IReadOnlyList<string> NotCompared, string? Standing)
{
    private const int LargestFile = 1 << 20;
    private const int MostDecimals = 6;

    /// <summary>Compares.</summary>
    /// <param name="folder">The board.</param>
    /// <param name="receipt">What somebody was given.</param>
    /// <param name="records">Its ledger.</param>
    /// <exception cref="InputException">The record of the receipt cannot be read.</exception>
    public static ReceiptCheck Of(string folder, Receipt receipt, IReadOnlyList<LedgerRecord> records)
    {
        string path = Board.RecordPath(folder, receipt.Sequence);
        if (!File.Exists(path))
        {
            return Wrong(Invariant($"record {receipt.Sequence} of the receipt is gone from the ledger."));
        }

        ReadOnlyMemory<byte> bytes = InputFile.ReadAll(path, LargestFile);
        if (BoardJsonText.Digest(bytes.Span) != receipt.Record)
        {
            return Wrong(Invariant($"record {receipt.Sequence} is not the one that the receipt was given for."));
        }

        LedgerRecord record = LedgerRecord.Read(path, bytes);
        if (record.Entry != receipt.Entry)
        {
            return Wrong(Invariant($"record {receipt.Sequence} is of {(record.Entry is string entry ? $"entry {BoardVerification.Short(entry)}" : "no entry")}; the receipt says {BoardVerification.Short(receipt.Entry)}: the receipt was changed."));
        }

        List<string> findings = [], open = [];
        ReadOnlyMemory<byte> json = Board.ReadDefinition(folder);
        BoardDefinition rules = BoardDefinition.Read(Board.DefinitionPath(folder), json);
        bool areRulesTheSame = record.Board == BoardJsonText.Digest(json.Span);
        if (rules.Title != receipt.Board)
        {
            (areRulesTheSame ? findings : open).Add(areRulesTheSame
                ? $"the receipt is of the board '{receipt.Board}'; this one is called '{rules.Title}', as it was then: the receipt was changed."
                : $"its title '{receipt.Board}', for the rules were changed since, and the board is called '{rules.Title}' now");
        }

        Compare(folder, receipt, areRulesTheSame ? rules.Decimals : null, findings, open);
        return new ReceiptCheck(findings, open, EntryStanding.Of(EntryState.Of(records), receipt.Entry));
    }

    private static ReceiptCheck Wrong(string finding) => new([finding], [], null);

    private static void Compare(string folder, Receipt receipt, int? decimals, List<string> findings, List<string> open)
    {
        if (receipt.Figures is null)
        {
            open.Add("its team, method and figures, for an earlier version gave it, without any");
            return;
        }

        // That its file is damaged is told of the board.
        string path = Board.EntryPath(folder, receipt.Entry);
        if (!File.Exists(path) || InputFile.ReadAll(path, LargestFile) is var bytes && BoardJsonText.Digest(bytes.Span) != receipt.Entry)
        {
            open.Add("its team, method and figures, for the file of its entry is not as it was written");
            return;
        }

        BoardEntry entry = BoardEntry.Read(path, bytes);
        if (receipt.Team != entry.Metadata.Team || receipt.Method != entry.Metadata.Method)
        {
            findings.Add($"the receipt is of {receipt.Method} of {receipt.Team}; the entry is {entry.Metadata.Method} of {entry.Metadata.Team}: the receipt was changed.");
        }

        foreach ((string key, double? told) in receipt.Figures)
        {
            double? stored = entry.Figures.FirstOrDefault(figure => figure.Key == key).Value;
            if (!IsRounded(told, stored, key, decimals))
            {
                findings.Add($"{key} is {Words(told)} in the receipt and {Words(stored)} in the entry: the receipt was changed.");
            }
        }
    }

    // Where the rules were changed since, nobody knows with how many decimals the board told it that day.
    private static bool IsRounded(double? told, double? stored, string key, int? decimals)
    {
        if (told is not double number || stored is not double value)
        {
            return told is null && stored is null;
        }

        bool isCount = Metrics.All.FirstOrDefault(metric => metric.Key == key)?.Kind == MetricKind.Count;
        return isCount ? number == Math.Round(value)
            : (decimals is int known ? [known] : Enumerable.Range(0, MostDecimals + 1)).Any(digits => number == Math.Round(value, digits + ToldFigure.PercentShift));
    }

    private static string Words(double? value) => value is double number ? Invariant($"{number:R}") : "undefined";
}
