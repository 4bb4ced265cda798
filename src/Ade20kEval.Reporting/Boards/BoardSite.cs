using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as static pages: they need no server, ask for nothing outside, and are whole without their script.</summary>
/// <remarks>The same board gives the same bytes everywhere. Every file is either its old self or its new one; the index comes last.</remarks>
internal static class BoardSite
{
    /// <summary>Writes all files, and takes away those of an earlier publication that are no more.</summary>
    /// <returns>How many were written, and how many taken away.</returns>
    /// <exception cref="OutputException">One could not be written.</exception>
    /// <exception cref="InputException">A run that the board reveals is missing or damaged, or an entry was changed.</exception>
    public static (int Written, int Removed) Write(string folder, Board board, IReadOnlyList<RankedEntry> order, string? address = null, IReadOnlyDictionary<string, Func<Chart, byte[]>>? figures = null) =>
        SiteFiles.Write(folder, Files(board, order, address, figures), address, [.. figures?.Keys ?? []]);

    /// <summary>All files, the index last.</summary>
    /// <param name="board">The board.</param>
    /// <param name="order">Its ranking.</param>
    /// <param name="address">Where the pages will be, for the feed; <see langword="null"/> where nobody said.</param>
    /// <param name="figures">What else to make of every chart, by the ending of its file; SVG is made of all.</param>
    /// <exception cref="InputException">A run that the board reveals is missing or damaged, or an entry was changed.</exception>
    public static IReadOnlyList<(string Name, byte[] Content)> Files(Board board, IReadOnlyList<RankedEntry> order, string? address = null, IReadOnlyDictionary<string, Func<Chart, byte[]>>? figures = null)
    {
        board.RequireRules();
        board.RequireSound();
        string[] endings = ["svg", .. figures?.Keys ?? []];
        IReadOnlyList<Chart> charts = BoardCharts.Of(board, order);
        List<(string Name, byte[] Content)> files = [];
        ClassMatrix classes = new();
        (byte[] Page, IReadOnlyDictionary<string, double?>? Classes)[] pages = new (byte[], IReadOnlyDictionary<string, double?>?)[order.Count];
        SiteFiles.AtOnce(order.Count, i =>
        {
            RankedEntry row = order[i];
            RunDocument? run = ClassMatrix.IsRevealed(board.Definition, row) ? board.ReadRun(row.Stored) : null;
            pages[i] = (EntryPage.Write(board, row, run), ClassMatrix.Tells(board.Definition, row) ? ClassMatrix.Told(board.Definition, row, run) : null);
        });
        for (int i = 0; i < pages.Length; i++)
        {
            if (pages[i].Classes is { } told)
            {
                classes.Add(order[i], told);
            }

            files.Add(($"entries/{order[i].Stored.ShortId}.html", pages[i].Page));
        }

        if (classes.Count > 0)
        {
            MatrixChart matrix = classes.Chart();
            files.Add(("classes.html", ClassesPage.Write(board, matrix, endings)));
            files.Add(("classes.csv", classes.Csv()));
            AddFigures(matrix);
        }

        foreach (Chart chart in charts)
        {
            AddFigures(chart);
        }

        files.AddRange(
        [
            ("ranking.csv", BoardDownloads.Csv(board, order)),
            ("ranking.json", BoardDownloads.Json(board, order)),
            ("ledger.json", BoardDownloads.Chain(board)),
            ("feed.xml", BoardFeed.Write(board, order, address)),
            ("compare.html", ComparePage.Write(board, order, [.. pages.Select(page => page.Classes)], new PairedEntries(board.Definition, order))),
            ("metric.html", MetricPage.Write(board)),
            ("history.html", HistoryPage.Write(board)),
            ("index.html", IndexPage.Write(board, order, charts, classes.Count > 0, endings)),
        ]);
        return files;

        void AddFigures(Chart chart)
        {
            using StringWriter svg = new(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
            ChartWriter.WriteFile(svg, chart);
            files.Add(($"{chart.Id}.svg", Encoding.UTF8.GetBytes(svg.ToString())));
            foreach ((string ending, Func<Chart, byte[]> draw) in figures ?? new Dictionary<string, Func<Chart, byte[]>>())
            {
                files.Add(($"{chart.Id}.{ending}", draw(chart)));
            }
        }
    }

    /// <summary>How many records the ledger has, and the beginning of the last one's digest.</summary>
    internal static string HeadWords(Board board) => $"The ledger: {Plural.Of(board.Ledger.Count, "record")}{(board.Head.Length > 0 ? ", head " + board.Head[..BoardVerification.HeadDigits] : "")}";

    /// <summary>Where the files of a chart are.</summary>
    internal static void FigureLinks(HtmlBuilder html, string chart, IReadOnlyList<string> endings)
    {
        html.Raw("<p>The figure as a file:");
        foreach (string ending in endings)
        {
            html.Add($" <a href=\"{chart}.{ending}\">{ending.ToUpperInvariant()}</a>");
        }

        html.Raw("</p>\n");
    }

    /// <summary>A page with the navigation that all have.</summary>
    internal static byte[] Page(Board board, string title, string root, Action<HtmlBuilder> main)
    {
        HtmlBuilder html = new();
        PageFrame.Write(html, title, PageAssets.BoardScript, () =>
        {
            html.Add($"<header>\n<h1><bdi>{title}</bdi></h1>\n<p class=\"m\">{board.Definition.Dataset}, protocol <b>{board.Definition.Protocol}</b>, ranked by {board.Definition.Primary.Title}</p>\n<nav aria-label=\"Pages\">");
            foreach ((string file, string name) in new[] { ("index.html", "Ranking"), ("compare.html", "Compare"), ("metric.html", "About the metric"), ("history.html", "History") })
            {
                html.Add($"<a href=\"{root}{file}\">{name}</a> ");
            }

            html.Raw("</nav>\n</header>\n<main>\n");
            main(html);
            html.Raw("</main>\n");
        });
        return Encoding.UTF8.GetBytes(html.ToString());
    }
}
