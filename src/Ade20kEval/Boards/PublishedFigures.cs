using System.Globalization;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>The figures that a board published as data, <c>ranking.json</c> and <c>ranking.csv</c>: whether the two say the same, and whether they say what a receipt does.</summary>
internal sealed class PublishedFigures
{
    private const int LargestFile = 64 << 20;
    private const int LongestName = 200;
    private const int MostFindings = 10;
    private const int Shift = ToldFigure.PercentShift;

    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _findings = [];
    private int? _decimals;
    private string? _title;

    private PublishedFigures()
    {
    }

    /// <summary>Where the two disagree, one sentence each.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>How many entries they hold.</summary>
    public int Count => _rows.Count;

    /// <summary>Whether there is a table beside the document.</summary>
    public bool HasTable { get; private set; }

    /// <summary>Reads the downloads that lie beside a published ledger; <see langword="null"/> where there is no <c>ranking.json</c>.</summary>
    /// <exception cref="InputException">One of them is damaged.</exception>
    public static PublishedFigures? At(string folder)
    {
        string document = Path.Combine(folder, "ranking.json"), table = Path.Combine(folder, "ranking.csv");
        if (!File.Exists(document))
        {
            return null;
        }

        PublishedFigures figures = new();
        figures.ReadDocument(document);
        if (File.Exists(table))
        {
            figures.HasTable = true;
            figures.Compare(table);
        }

        return figures;
    }

    /// <summary>What these figures and a receipt say differently, a sentence each.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="chain">Says what took an entry's place.</param>
    /// <param name="notCompared">Gets why figures could not be compared, where they could not.</param>
    public IReadOnlyList<string> Contradictions(Receipt receipt, PublishedChain chain, List<string> notCompared)
    {
        List<string> findings = [];
        if (_title is string title && title != receipt.Board)
        {
            bool isKnown = chain.AreRulesOf(receipt.Sequence) == true;
            (isKnown ? findings : notCompared).Add(isKnown
                ? $"the receipt is of the board '{receipt.Board}'; ranking.json is of '{title}', under the same rules: one of the two was changed."
                : $"its title '{receipt.Board}', for the rules may have been changed since, and the board is called '{title}' now");
        }

        if (!_rows.TryGetValue(receipt.Entry, out Row? row))
        {
            if (chain.Replacement(receipt.Entry) is not (string by, int sequence))
            {
                return [.. findings, $"entry {Short(receipt.Entry)} of the receipt is not in ranking.json, and no record says what took its place."];
            }

            notCompared.Add(Invariant($"its figures, which are history: record {sequence} put entry {Short(by)} in the place of {Short(receipt.Entry)}"));
            return findings;
        }

        if (row.Rank is int rank && chain.IsWithdrawn(receipt.Entry))
        {
            findings.Add(Invariant($"ranking.json gives entry {Short(receipt.Entry)} rank {rank}, and the ledger says that it is withdrawn."));
        }

        if (receipt.Figures is null)
        {
            notCompared.Add("its figures, for an earlier version gave it, without any");
            return findings;
        }

        if (receipt.Team != row.Team || receipt.Method != row.Method)
        {
            findings.Add($"the receipt is of {receipt.Method} of {receipt.Team}; ranking.json has {row.Method} of {row.Team} there.");
        }

        foreach ((string key, double? told) in receipt.Figures)
        {
            if (!row.Figures.TryGetValue(key, out double? published))
            {
                notCompared.Add($"{key}, which is not among the columns any more");
            }
            else if (!IsSame(told, published))
            {
                findings.Add($"{key} is {Words(told)} in the receipt and {Words(published)} in ranking.json.");
            }
        }

        return findings;
    }

    // Decimals may have become fewer since the receipt was given: then the coarser rounding counts.
    private bool IsSame(double? told, double? published) => told is not double a || published is not double b ? told is null && published is null
        : a == b || (_decimals is int digits && Math.Abs(a - b) <= (0.5 * Math.Pow(10, -digits - Shift)) + 1e-12 && ToldFigure.Rounded(b, digits + Shift) == b && ToldFigure.Rounded(a, digits + Shift) != a);

    private void ReadDocument(string file)
    {
        using JsonDocument document = JsonText.ParseStrict(file, InputFile.ReadAll(file, LargestFile));
        JsonCursor root = new(file, document.RootElement);
        _title = root.Optional("title")?.Text(LongestName);
        _decimals = root.Optional("decimals")?.Integer(0, 6);
        foreach (JsonCursor item in root.Required("entries").Items())
        {
            string id = item.Required("entry").Text(64);
            Row row = new(item.Required("rank") is { Kind: not JsonValueKind.Null } rank ? rank.Integer(1, int.MaxValue) : null, (item.Required("team") is { Kind: not JsonValueKind.Null } team ? team : item.Required("method")).Text(LongestName), item.Required("method").Text(LongestName),
                item.Required("figures").Properties().ToDictionary(p => p.Key, p => p.Value.Kind == JsonValueKind.Null ? (double?)null : p.Value.Real(-1e15, 1e15), StringComparer.Ordinal));
            if (!_rows.TryAdd(id, row))
            {
                _findings.Add($"ranking.json: entry {Short(id)} is there twice.");
            }
        }
    }

    private void Compare(string file)
    {
        IReadOnlyList<string[]> records = CsvText.Read(file, InputFile.ReadAll(file, LargestFile).Span);
        string[] header = records.Count > 0 ? records[0] : [];
        int entry = Array.IndexOf(header, "entry"), rank = Array.IndexOf(header, "rank");
        if (entry < 0 || rank < 0)
        {
            _findings.Add("ranking.csv: has no columns 'rank' and 'entry'.");
            return;
        }

        List<string> findings = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        foreach (string id in _rows.Keys)
        {
            ids[Short(id)] = id;
        }

        foreach (string[] record in records.Skip(1))
        {
            if (!ids.TryGetValue(Short(record[entry]), out string? id) || !id.StartsWith(record[entry], StringComparison.Ordinal) || !seen.Add(id))
            {
                findings.Add($"ranking.csv: entry {Excerpt.Of(record[entry])} is {(id is null ? "not in ranking.json" : "there twice")}.");
                continue;
            }

            Row row = _rows[id];
            if (record[rank] != (row.Rank is int known ? Invariant($"{known}") : ""))
            {
                findings.Add($"{Short(id)}: rank is '{Excerpt.Of(record[rank])}' in ranking.csv and {(row.Rank is int other ? Invariant($"{other}") : "none")} in ranking.json.");
            }

            foreach ((string key, double? value) in row.Figures)
            {
                int column = Array.IndexOf(header, key);
                string text = column < 0 ? "" : record[column];
                bool isSame = column >= 0 && (text.Length == 0 ? value is null : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number == value);
                if (!isSame)
                {
                    findings.Add($"{Short(id)}: {key} is '{Excerpt.Of(text)}' in ranking.csv and {Words(value)} in ranking.json.");
                }
            }
        }

        findings.AddRange(_rows.Keys.Where(id => !seen.Contains(id)).Select(id => $"ranking.csv: has no row of entry {Short(id)}, which ranking.json has."));
        _findings.AddRange(findings.Count <= MostFindings ? findings : [.. findings.Take(MostFindings), Invariant($"ranking.csv: {findings.Count - MostFindings:N0} more differences from ranking.json.")]);
    }

    private static string Words(double? value) => value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : "undefined";

    private static string Short(string id) => id.Length > 12 ? id[..12] : id;

    private sealed record Row(int? Rank, string Team, string Method, IReadOnlyDictionary<string, double?> Figures);
}
