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
        html.Raw("<section>\n<h2>What it says of itself</h2>\n<dl>\n");
        Item(html, "Team", entry.Metadata.Team);
        Item(html, "Method", entry.Metadata.Method);
        Item(html, "Date", BoardTables.DateWords(entry.Metadata.Date));
        foreach ((string key, string value) in entry.Metadata.Values)
        {
            MetadataField? field = MetadataField.All.FirstOrDefault(f => f.Key == key);
            if (field?.Kind == MetadataKind.Link)
            {
                // The kind is checked to begin with http or https whenever an entry is read.
                html.Add($"<dt>{field.Title}</dt><dd><a href=\"{value}\" rel=\"nofollow noopener noreferrer\">{SafeText.Cut(value, 200)}</a></dd>\n");
            }
            else
            {
                Item(html, field?.Title ?? key, entry.Metadata.Number(key) is double number && field?.Kind == MetadataKind.Number ? Invariant($"{number:#,0.######}") : value);
            }
        }

        html.Raw("</dl>\n</section>\n<section>\n<h2>Figures</h2>\n<dl>\n");
        Item(html, "Rank", row.Rank is int rank ? Invariant($"{rank}") : $"none: {row.Unranked}");
        if (row.Range is RankRange range)
        {
            Item(html, "Ranks that the images allow", BoardTables.Words(range));
            Item(html, "First in draws of the images", Invariant($"{100 * range.First:0.0} %, mean rank {range.MeanRank:0.0}"));
        }

        foreach (Metric metric in board.Definition.Figures)
        {
            Item(html, metric.Title, BoardFigure.Words(entry, metric, board.Definition));
        }

        Item(html, "Comes from", entry.Kind switch { EntryKind.Scored => $"{(entry.IsFromDocument ? BoardEntry.FromDocument : "counted here")}, protocol {entry.Protocol}, version {entry.Tool}", EntryKind.Reported => "reported, not verified", _ => "no figures" });
        Item(html, "Citation", entry.Citation);
        Item(html, "Failed", entry.Error);
        Item(html, "Withdrawn", row.Stored.Withdrawn);
        Item(html, "Changed", row.Stored.IsChanged ? "after it was written: its digest is not its name; figures are not shown" : null);
        Item(html, "Ground truth", entry.GroundTruth);
        Item(html, "Entry", row.Stored.Id);
        html.Raw("</dl>\n</section>\n");
        if (run is not null)
        {
            html.Raw("<section>\n");
            PageParts.Table(html, BoardFigure.Rounded(RunTables.PerClass(run), board.Definition), isTall: true);
            html.Raw("</section>\n");
            if (board.Definition.Reveal >= RevealLevel.Images)
            {
                html.Raw("<section>\n");
                PageParts.Table(html, BoardFigure.Rounded(RunTables.PerImage(run), board.Definition), isTall: true);
                html.Raw("</section>\n");
            }
        }
    });

    private static void Item(HtmlBuilder html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Add($"<dt>{SafeText.Cut(name, 200)}</dt><dd><bdi>{SafeText.Cut(value, LongestText)}</bdi></dd>\n");
        }
    }
}
