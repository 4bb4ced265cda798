using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The latest entries as an Atom feed (RFC 4287).</summary>
/// <remarks>
/// An entry keeps its id for good, and is as new as the last record of it: whoever reads along is told of one that was withdrawn, and not of all others because their
/// ranks moved. Ranks are of the day of publication and stand in the summary.
/// </remarks>
internal static class BoardFeed
{
    private const int Latest = 50;

    public static byte[] Write(Board board, IReadOnlyList<RankedEntry> order, string? address)
    {
        BoardDefinition rules = board.Definition;
        string root = address is null ? "" : address.TrimEnd('/') + "/";
        string id = board.RecordDigests.Count > 0 ? board.RecordDigests[0] : board.Digest;
        Dictionary<string, DateTimeOffset> updated = new(StringComparer.Ordinal);
        foreach (LedgerRecord record in board.Ledger.Where(record => record.Entry is not null))
        {
            updated[record.Entry!] = record.Time;
        }

        StringBuilder xml = new();
        xml.Append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        xml.Append(CultureInfo.InvariantCulture, $"<title>{HtmlText.Escape(rules.Title)}</title>\n<id>urn:sha256:{id}</id>\n<updated>{Time(board.Ledger.Count > 0 ? board.Ledger[^1].Time : DateTimeOffset.UnixEpoch)}</updated>\n<author><name>{HtmlText.Escape(rules.Title)}</name></author>\n<link href=\"{HtmlText.Escape(root)}index.html\"/>\n");
        if (address is not null)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<link rel=\"self\" href=\"{HtmlText.Escape(root)}feed.xml\"/>\n");
        }

        foreach (RankedEntry row in order.OrderByDescending(row => updated[row.Stored.Id]).ThenByDescending(row => row.Stored.Added.Sequence).Take(Latest))
        {
            EntryMetadata about = row.Stored.Entry.Metadata;
            string figure = BoardFigure.Words(row.Stored.Entry, rules.Primary, rules);
            string title = $"{SafeText.Cut(BoardCharts.Name(row), 200)}: {(row.Stored.Withdrawn is not null ? "withdrawn" : row.Stored.Entry.Kind == EntryKind.Failed ? "failed" : figure)}";
            string summary = $"{rules.Primary.Title}: {figure}. {(row.Rank is int rank ? Invariant($"Rank {rank} when this was published.") : $"Without a rank: {row.Unranked}.")}";
            xml.Append(CultureInfo.InvariantCulture, $"<entry><title>{HtmlText.Escape(title)}</title><id>urn:sha256:{row.Stored.Id}</id><published>{Time(row.Stored.Added.Time)}</published><updated>{Time(updated[row.Stored.Id])}</updated><author><name>{HtmlText.Escape(row.Stored.Entry.Team ?? row.Stored.Entry.Citation ?? about.Method)}</name></author><link href=\"{HtmlText.Escape(root)}entries/{row.Stored.ShortId}.html\"/><summary>{HtmlText.Escape(summary)}</summary></entry>\n");
        }

        xml.Append("</feed>\n");
        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
