using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Every class with its IoU as a bar; sorts by any column, searches, tells stuff from things.</summary>
internal static class ClassSection
{
    public static void Write(HtmlBuilder html, RunDocument run)
    {
        Table table = RunTables.PerClass(run);
        int iou = table.Columns.Index().First(c => c.Item.Key == "iou").Index;
        bool[] isAbsent = [.. run.Classes.Select(c => c.GroundTruthPixels == 0)];

        // A class that is not there cannot be got wrong: it stands apart from those that are.
        Cell[][] rows = [.. table.Rows.Index().OrderBy(r => isAbsent[r.Index]).ThenBy(r => r.Item[iou].Number ?? 2).Select(r => r.Item)];
        Table sorted = new Table(table.Id, table.Title, table.Columns, rows).Without("id", "intersectionPixels");

        html.Raw("<section id=\"classes\">\n<h2>Classes</h2>\n<div class=\"tools js\"><label>Find <input type=\"search\" id=\"class-search\" autocomplete=\"off\"></label>");
        html.Raw(" <label>Show <select id=\"class-kind\"><option value=\"\">all</option><option value=\"p\">in the ground truth</option><option value=\"0\">never right</option><option value=\"a\">absent</option>");
        html.Raw(run.Dataset.Classes.Any(c => c.IsStuff is not null) ? "<option value=\"s\">stuff</option><option value=\"t\">things</option></select></label>" : "</select></label>");
        int absent = isAbsent.Count(a => a);
        html.Add($" <span id=\"class-copy\"></span> <output id=\"class-count\" class=\"m\"></output></div>\n<p class=\"m\" id=\"class-order\">Worst first{(absent > 0 ? $"; the {CellText.Count(absent)} that are absent from the ground truth come last" : "")}.<span class=\"screen js-inline\"> Click a header to sort by it, a name for its confusions and images.</span></p>\n");
        PageParts.Table(html, sorted, isTall: true);
        string kinds = string.Concat(run.Dataset.Classes.Select(c => c.IsStuff switch { true => 's', false => 't', null => '-' }));
        string absence = string.Concat(run.Classes.Select(c => c.GroundTruthPixels == 0 ? 'a' : c.IntersectionPixels == 0 ? '0' : 'p'));
        html.Add($"<p id=\"class-none\" class=\"m\" hidden>No class is called that.</p>\n<div id=\"kinds\" hidden data-kinds=\"{kinds}\" data-presence=\"{absence}\"></div>\n</section>\n");
    }
}
