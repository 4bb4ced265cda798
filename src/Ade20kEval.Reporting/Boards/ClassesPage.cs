using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Classes down, entries across.</summary>
internal static class ClassesPage
{
    public static byte[] Write(Board board, MatrixChart matrix, IReadOnlyList<string> figures) => BoardSite.Page(board, $"Classes: {board.Definition.Title}", "", html =>
    {
        html.Raw("<section>\n");
        PageParts.Chart(html, matrix);
        BoardSite.FigureLinks(html, matrix.Id, figures);
        html.Raw("<p>All of it: <a href=\"classes.csv\">classes.csv</a></p>\n</section>\n");
    });
}
