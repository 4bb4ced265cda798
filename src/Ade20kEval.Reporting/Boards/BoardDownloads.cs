using System.Globalization;
using System.Text;
using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as data for others: rounded as it says, and no more than it reveals.</summary>
internal static class BoardDownloads
{
    private const int LargestRecord = 1 << 20;

    // Where an entry comes from, behind what tables show of it.
    private static readonly string[] s_origin = ["kind", "protocol", "citation", "error"];

    /// <summary>A row an entry: what tables show, then where it comes from and all that it says of itself, in the same columns on every board.</summary>
    public static byte[] Csv(Board board, IReadOnlyList<RankedEntry> order)
    {
        Table ranking = BoardTables.Ranking(board, order, forPeople: false);
        Table table = new(ranking.Id, ranking.Title,
            [.. ranking.Columns, .. s_origin.Select(key => new TableColumn(key, key, CellKind.Text)), .. MetadataField.All.Select(field => new TableColumn(field.Key, field.Title, CellKind.Text))],
            [.. ranking.Rows.Zip(order, (cells, row) => (Cell[])
            [
                .. cells, Cell.Of(BoardEntry.Words(row.Stored.Entry.Kind)), Cell.Of(row.Stored.Entry.Protocol), Cell.Of(row.Stored.Entry.Citation ?? ""), Cell.Of(row.Stored.Entry.Error ?? ""),
                .. MetadataField.All.Select(field => Cell.Of(row.Stored.Entry.Metadata.Text(field.Key) ?? "")),
            ])]);
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CsvTableWriter.Write(writer, table);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }

    /// <summary>The ranking with ranges, metadata and digests, and what each figure and field is; schema <c>ade20k-eval/ranking/1</c>.</summary>
    public static byte[] Json(Board board, IReadOnlyList<RankedEntry> order) => BoardJsonText.Write(json =>
    {
        BoardDefinition rules = board.Definition;
        json.WriteString("schema", "ade20k-eval/ranking/1");
        json.WriteString("tool", ToolInfo.CurrentVersion);
        json.WriteString("title", rules.Title);
        json.WriteString("dataset", rules.Dataset);
        json.WriteString("protocol", rules.Protocol);
        json.WriteString("groundTruth", rules.GroundTruth);
        json.WriteString("primary", rules.Primary.Key);
        json.WriteBoolean("higherIsBetter", rules.Primary.HigherIsBetter);
        json.WriteNumber("decimals", rules.Decimals);
        WriteColumns(json, rules);
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
            WriteWords(json, row.Stored.Entry);
            json.WriteString("kind", BoardEntry.Words(row.Stored.Entry.Kind));
            json.WriteString("protocol", row.Stored.Entry.Protocol);
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

    /// <summary>The chain: every record as it is, with its digest, against which receipts are checked; schema <c>ade20k-eval/chain/1</c>.</summary>
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
            json.WriteString("text", Text(board, i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    // Whoever reads the numbers need not guess what they are.
    private static void WriteColumns(Utf8JsonWriter json, BoardDefinition rules)
    {
        json.WriteStartArray("columns");
        foreach (Metric metric in rules.Figures)
        {
            json.WriteStartObject();
            json.WriteString("key", metric.Key);
            json.WriteString("title", metric.Title);
            json.WriteString("unit", metric.Kind switch { MetricKind.Fraction => "fraction of 1", MetricKind.Count => "count", _ => "coefficient in [-1, 1]" });
            json.WriteBoolean("higherIsBetter", metric.HigherIsBetter);
            json.WriteString("definition", metric.Definition);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("fields");
        foreach (MetadataField field in MetadataField.All.Concat(rules.OwnFields))
        {
            json.WriteStartObject();
            json.WriteString("key", field.Key);
            json.WriteString("title", field.Title);
            json.WriteString("unit", UnitOf(field));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string UnitOf(MetadataField field) => field.Key switch
    {
        "parameters" => "parameters",
        "flops" => "floating-point operations an image",
        "gmacs" => "10^9 multiply-accumulates an image",
        "epochs" => "epochs",
        "batchSize" => "images",
        "classes" => "classes",
        "memoryGigabytes" => "GB",
        "hours" => "h",
        _ => field.Kind switch { MetadataKind.Number => "number", MetadataKind.Count => "count", MetadataKind.Link => "address", MetadataKind.Choice => "one of: " + string.Join(", ", field.Choices), _ => "text" },
    };

    // As entries have them, but no team and no date where none was known.
    private static void WriteWords(Utf8JsonWriter json, BoardEntry entry)
    {
        EntryMetadata about = entry.Metadata;
        json.WriteString("team", entry.Team);
        json.WriteString("method", about.Method);
        json.WriteString("date", BoardTables.DateWords(about.Date) is { Length: > 0 } date ? date : null);
        json.WriteStartObject("metadata");
        foreach ((string key, string value) in about.Values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    // To the last byte, for the digest; nothing where another process is about to say otherwise.
    private static string? Text(Board board, int sequence)
    {
        ReadOnlyMemory<byte> bytes = InputFile.ReadAll(Board.RecordPath(board.Folder, sequence), LargestRecord);
        return BoardJsonText.Digest(bytes.Span) == board.RecordDigests[sequence] ? Encoding.UTF8.GetString(bytes.Span) : null;
    }
}
