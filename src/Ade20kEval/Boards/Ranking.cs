using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Puts the entries of a board in order: the primary figure, then the further columns, then the earlier date; who is equal in all shares the rank.</summary>
/// <remarks>
/// Figures are compared whole, not as rounded for display. What failed, was withdrawn or is undefined is listed after the ranked, never among
/// them. A further column that is undefined, or impossible as it was reported, comes after any other; a date that nobody knows is later than any that
/// somebody does. Whatever order entries came in, and by how many writers, the ranks are the same.
/// </remarks>
internal static class Ranking
{
    /// <summary>Why an entry has no rank whose primary figure cannot be what it is called.</summary>
    public const string Impossible = "impossible";

    /// <summary>Whether a reported figure cannot be what it is called: a share above 1 is one of something else, or lacks its percent sign.</summary>
    public static bool IsImpossible(BoardEntry entry, Metric metric) => entry.Kind == EntryKind.Reported && entry.Figure(metric) is double value && metric.Kind switch
    {
        MetricKind.Fraction => value is not (>= 0 and <= 1),
        MetricKind.Coefficient => value is not (>= -1 and <= 1),
        _ => false,
    };

    /// <summary>The order; ranked entries first.</summary>
    public static IReadOnlyList<RankedEntry> Of(Board board)
    {
        BoardDefinition rules = board.Definition;
        (StoredEntry Entry, string Why)[] all = [.. board.Entries.Where(entry => entry.ReplacedBy is null).Select(entry => (entry, WhyNot(entry, rules)))];
        StoredEntry[] ranked = [.. all.Where(entry => entry.Why.Length == 0).Select(entry => entry.Entry)];
        Array.Sort(ranked, (a, b) => Compare(a, b, rules) is var order && order != 0 ? order : CompareNames(a, b));
        List<RankedEntry> rows = [];
        List<RankedEntry> others = [.. all.Where(entry => entry.Why.Length > 0).Select(entry => new RankedEntry(entry.Entry, null, entry.Why))];
        HashSet<string> teams = new(StringComparer.Ordinal);
        foreach (StoredEntry entry in ranked)
        {
            if (rules.BestPerTeam && !teams.Add(NameKey.Of(entry.Entry.Metadata.Team)))
            {
                others.Add(new RankedEntry(entry, null, "not the team's best"));
            }
            else
            {
                bool equal = rows.Count > 0 && Compare(rows[^1].Stored, entry, rules) == 0;
                rows.Add(new RankedEntry(entry, equal ? rows[^1].Rank : rows.Count + 1, ""));
            }
        }

        others.Sort((a, b) => string.CompareOrdinal(a.Unranked, b.Unranked) is var why && why != 0 ? why
            : Compare(a.Stored, b.Stored, rules) is var order && order != 0 ? order : CompareNames(a.Stored, b.Stored));
        return [.. rows, .. others];
    }

    /// <summary>The primary figure, then the columns, then the date; below 0 where the first one ranks before the second.</summary>
    private static int Compare(StoredEntry a, StoredEntry b, BoardDefinition rules)
    {
        foreach (Metric metric in rules.Figures)
        {
            double sign = metric.HigherIsBetter ? -1 : 1;
            int order = (sign * Possible(a.Entry, metric) ?? double.PositiveInfinity).CompareTo(sign * Possible(b.Entry, metric) ?? double.PositiveInfinity);
            if (order != 0)
            {
                return order;
            }
        }

        return Known(a).CompareTo(Known(b));
        static DateOnly Known(StoredEntry entry) => entry.Entry.Metadata.Date is var date && date == DateOnly.MinValue ? DateOnly.MaxValue : date;
    }

    private static double? Possible(BoardEntry entry, Metric metric) => IsImpossible(entry, metric) ? null : entry.Figure(metric);

    private static int CompareNames(StoredEntry a, StoredEntry b) =>
        string.CompareOrdinal(a.Entry.Metadata.Team, b.Entry.Metadata.Team) is var team && team != 0 ? team
        : string.CompareOrdinal(a.Entry.Metadata.Method, b.Entry.Metadata.Method) is var method && method != 0 ? method
        : string.CompareOrdinal(a.Id, b.Id);

    private static string WhyNot(StoredEntry entry, BoardDefinition rules) => entry switch
    {
        { Withdrawn: not null } => "withdrawn",
        { IsChanged: true } => "changed on the disk",
        { Entry.Kind: EntryKind.Failed } => "failed",
        { Entry.Kind: EntryKind.Reported } when !rules.RankReported => "reported",
        _ when entry.Entry.Figure(rules.Primary) is null => "undefined",
        _ when IsImpossible(entry.Entry, rules.Primary) => Impossible,
        _ when entry.Entry.Kind == EntryKind.Scored && entry.Entry.Protocol != rules.Protocol => "another protocol",
        _ when entry.Entry.Kind == EntryKind.Scored && rules.GroundTruth is string truth && entry.Entry.GroundTruth != truth => "another ground truth",
        _ => "",
    };
}
