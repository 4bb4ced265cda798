using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as data for others: rounded as it says, and no more than it reveals.</summary>
internal static class BoardDownloads
{
    /// <summary>A row an entry.</summary>
    public static byte[] Csv(Board board, IReadOnlyList<RankedEntry> order)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CsvTableWriter.Write(writer, BoardTables.Ranking(board, order, forPeople: false));
        return Encoding.UTF8.GetBytes(writer.ToString());
    }

    /// <summary>The ranking with ranges, metadata and digests; schema <c>ade20k-eval/ranking/1</c>.</summary>
    public static byte[] Json(Board board, IReadOnlyList<RankedEntry> order) => BoardJsonText.Write(json =>
    {
        BoardDefinition rules = board.Definition;
        json.WriteString("schema", "ade20k-eval/ranking/1");
        json.WriteString("title", rules.Title);
        json.WriteString("dataset", rules.Dataset);
        json.WriteString("protocol", rules.Protocol);
        json.WriteString("groundTruth", rules.GroundTruth);
        json.WriteString("primary", rules.Primary.Key);
        json.WriteBoolean("higherIsBetter", rules.Primary.HigherIsBetter);
        json.WriteNumber("records", board.Ledger.Count);
        json.WriteString("head", board.Head);
        json.WriteStartArray("entries");
        foreach (RankedEntry row in order)
        {
            json.WriteStartObject();
            if (row.Rank is int rank)
            {
                json.WriteNumber("rank", rank);
            }
            else
            {
                json.WriteNull("rank");
            }

            if (row.Range is RankRange range)
            {
                json.WriteNumber("bestRank", range.Best);
                json.WriteNumber("worstRank", range.Worst);
                json.WriteNumber("probabilityFirst", Math.Round(range.First, 4));
                json.WriteNumber("meanRank", Math.Round(range.MeanRank, 4));
            }

            json.WriteString("status", BoardTables.Status(row));
            row.Stored.Entry.Metadata.Write(json);
            json.WriteString("citation", row.Stored.Entry.Citation);
            json.WriteString("error", row.Stored.Entry.Error);
            json.WriteString("entry", row.Stored.Id);
            json.WriteStartObject("figures");
            foreach (Metric metric in rules.Figures)
            {
                if (BoardFigure.Told(row.Stored.Entry.Figure(metric), metric, rules) is double value)
                {
                    json.WriteNumber(metric.Key, value);
                }
                else
                {
                    json.WriteNull(metric.Key);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The chain: of every record its digest and what it did, against which receipts are checked; schema <c>ade20k-eval/chain/1</c>.</summary>
    public static byte[] Chain(Board board) => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", PublishedChain.Schema);
        json.WriteStartArray("records");
        foreach ((int i, LedgerRecord record) in board.Ledger.Index())
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", record.Sequence);
            json.WriteString("event", record.Event);
            json.WriteString("entry", record.Entry);
            json.WriteString("previous", record.Previous);
            json.WriteString("record", board.RecordDigests[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
