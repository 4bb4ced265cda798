using Ade20kEval.Boards;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What entries are called in charts: the method, and its team or date too where methods of one name would be mistaken for each other.</summary>
internal sealed class EntryLabels
{
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    public EntryLabels(IEnumerable<RankedEntry> order)
    {
        foreach (IGrouping<string, RankedEntry> same in order.GroupBy(row => row.Stored.Entry.Metadata.Method, StringComparer.OrdinalIgnoreCase))
        {
            RankedEntry[] rows = [.. same];
            bool hasOneTeam = rows.Select(row => row.Stored.Entry.Metadata.Team).Distinct(StringComparer.OrdinalIgnoreCase).Count() < rows.Length;
            foreach (RankedEntry row in rows)
            {
                EntryMetadata about = row.Stored.Entry.Metadata;
                string team = about.Team == about.Method || rows.Length == 1 ? "" : about.Team;
                string date = rows.Length > 1 && hasOneTeam ? BoardTables.DateWords(about.Date) : "";
                string more = string.Join(", ", new[] { team, date }.Where(words => words.Length > 0));
                _labels[row.Stored.Id] = more.Length == 0 ? about.Method : $"{about.Method} ({more})";
            }
        }
    }

    /// <summary>The label of an entry.</summary>
    public string this[RankedEntry row] => _labels[row.Stored.Id];
}
