using Ade20kEval.Boards;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The page of one entry; of its classes and images as much as the board reveals.</summary>
internal static class EntryPage
{
    private const int LongestText = 2000;

    /// <summary>Writes it.</summary>
    /// <param name="board">The board.</param>
    /// <param name="row">The entry.</param>
    /// <param name="run">Its counts; <see langword="null"/> where they stay with the host.</param>
    public static byte[] Write(Board board, RankedEntry row, RunDocument? run) => BoardSite.Page(board, SafeText.Cut($"{BoardCharts.Name(row)}: {board.Definition.Title}", 200), "../", html =>
    {
        BoardEntry entry = row.Stored.Entry;
        html.Raw("<section>\n<h2>Figures</h2>\n<dl>\n");
        Item(html, "Rank", row.Rank is int rank ? Invariant($"{rank}") : $"none: {row.Unranked}");
        if (row.Range is RankRange range)
        {
            Item(html, "Ranks that the images allow", BoardTables.Words(range));
            Item(html, "First in draws of the images", Invariant($"{100 * range.First:0.0} %, mean rank {range.MeanRank:0.0}"));
        }

        bool hasFigures = board.Definition.Figures.Any(metric => entry.Figure(metric) is not null);
        Item(html, "Figures", hasFigures ? null : "none");
        foreach (Metric metric in board.Definition.Figures.Where(_ => hasFigures))
        {
            Item(html, metric.Title, BoardFigure.Words(entry, metric, board.Definition));
        }

        Item(html, "Comes from", entry.Kind switch { EntryKind.Scored => $"{(entry.IsFromDocument ? BoardEntry.FromDocument : "counted here")}, protocol {entry.Protocol}, version {entry.Tool}", EntryKind.Reported => "reported, not verified", _ => null });
        Item(html, "Citation", entry.Citation);
        Item(html, "Failed", entry.Error);
        Item(html, "Withdrawn", row.Stored.Withdrawn);
        Item(html, "Changed", row.Stored.IsChanged ? "after it was written: its digest is not its name; figures are not shown" : null);
        html.Raw("</dl>\n");
        if (row.Rank is not null)
        {
            html.Add($"<p><a href=\"../compare.html#a={row.Stored.ShortId}\">Compare with another entry</a></p>\n");
        }

        html.Raw("</section>\n<section>\n<h2>What it says of itself</h2>\n<dl>\n");
        Item(html, "Team", entry.Team);
        Item(html, "Method", entry.Metadata.Method);
        Item(html, "Date", BoardTables.DateWords(entry.Metadata.Date));
        foreach ((string key, string value) in entry.Metadata.Values)
        {
            MetadataField? field = MetadataField.All.Concat(board.Definition.OwnFields).FirstOrDefault(f => f.Key == key);
            if (field?.Kind == MetadataKind.Link)
            {
                // The kind is checked to begin with http or https whenever an entry is read.
                html.Add($"<dt>{field.Title}</dt><dd><a href=\"{value}\" rel=\"nofollow noopener noreferrer\">{SafeText.Cut(value, 200)}</a></dd>\n");
            }
            else
            {
                Item(html, field?.Title ?? key, entry.Metadata.Number(key) is double number && field?.Kind is MetadataKind.Number or MetadataKind.Count ? Invariant($"{number:#,0.######}") : value);
            }
        }

        html.Raw("</dl>\n</section>\n");
        WriteRecords(html, board, row);
        if (run is not null)
        {
            html.Raw("<section>\n<h2>Classes</h2>\n");
            PageParts.Table(html, RevealedTables.Classes(run, board.Definition.Decimals), isTall: true);
            html.Raw("</section>\n");
            if (board.Definition.Reveal >= RevealLevel.Images)
            {
                html.Raw("<section>\n<h2>Images</h2>\n");
                PageParts.Table(html, RevealedTables.Images(run, board.Definition.Decimals), isTall: true);
                html.Raw("</section>\n");
            }
        }

        if (row.Stored.Withdrawn is null && ModelIndex.HasFigures(board.Definition, row.Stored))
        {
            html.Raw("<section>\n<h2>For a model card</h2>\n");
            PageParts.Details(html, "Hugging Face model-index (YAML)", () =>
            {
                html.Raw("<pre class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"YAML\">");
                foreach (string line in ModelIndex.Of(board.Definition, row.Stored).Split('\n'))
                {
                    html.Add($"{line}");
                    html.Raw("\n");
                }

                html.Raw("</pre>\n");
            });
            html.Raw("</section>\n");
        }
    });

    // Where it stands in the ledger, what it had before, and the digests that receipts hold.
    private static void WriteRecords(HtmlBuilder html, Board board, RankedEntry row)
    {
        html.Raw("<section>\n<h2>Records</h2>\n");
        PageParts.Table(html, HistoryPage.Table(board, HistoryPage.Of(board, row.Stored), isOfOne: true));
        html.Raw("<dl class=\"digests\">\n");
        Item(html, "Entry, SHA-256", row.Stored.Id);
        Item(html, "Record, SHA-256", board.RecordDigests[row.Stored.Added.Sequence]);
        Item(html, "Ground truth, digest", row.Stored.Entry.GroundTruth);
        html.Raw("</dl>\n</section>\n");
    }

    private static void Item(HtmlBuilder html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Add($"<dt>{SafeText.Cut(name, 200)}</dt><dd><bdi>{SafeText.Cut(value, LongestText)}</bdi></dd>\n");
        }
    }
}
