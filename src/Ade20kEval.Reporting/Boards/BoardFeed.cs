using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The latest entries as an Atom feed (RFC 4287).</summary>
internal static class BoardFeed
{
    private const int Latest = 50;

    public static byte[] Write(Board board, IReadOnlyList<RankedEntry> order, string? address)
    {
        BoardDefinition rules = board.Definition;
        string root = address is null ? "" : address.TrimEnd('/') + "/";
        string id = board.RecordDigests.Count > 0 ? board.RecordDigests[0] : board.Digest;
        StringBuilder xml = new();
        xml.Append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        xml.Append(CultureInfo.InvariantCulture, $"<title>{HtmlText.Escape(rules.Title)}</title>\n<id>urn:sha256:{id}</id>\n<updated>{Time(board.Ledger.Count > 0 ? board.Ledger[^1].Time : DateTimeOffset.UnixEpoch)}</updated>\n<author><name>{HtmlText.Escape(rules.Title)}</name></author>\n<link href=\"{HtmlText.Escape(root)}index.html\"/>\n");
        foreach (RankedEntry row in order.OrderByDescending(row => row.Stored.Added.Sequence).Take(Latest))
        {
            string figure = BoardFigure.Words(row.Stored.Entry, rules.Primary, rules);
            string title = SafeText.Cut(BoardCharts.Name(row), 200);
            xml.Append(CultureInfo.InvariantCulture, $"<entry><title>{HtmlText.Escape($"{title}: {figure}{(row.Rank is int rank ? Invariant($", rank {rank}") : $", {row.Unranked}")}")}</title><id>urn:sha256:{row.Stored.Id}</id><updated>{Time(row.Stored.Added.Time)}</updated><link href=\"{HtmlText.Escape(root)}entries/{row.Stored.ShortId}.html\"/></entry>\n");
        }

        xml.Append("</feed>\n");
        return Encoding.UTF8.GetBytes(xml.ToString());
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
