using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Classes down, entries across.</summary>
internal static class ClassesPage
{
    public static byte[] Write(Board board, MatrixChart matrix) => BoardSite.Page(board, $"Classes: {board.Definition.Title}", "", html =>
    {
        html.Raw("<section>\n");
        PageParts.Chart(html, matrix);
        html.Raw("<p><a href=\"classes.svg\">The figure as a file</a>, <a href=\"classes.csv\">classes.csv</a></p>\n</section>\n");
    });
}
