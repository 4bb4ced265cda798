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
        Cell[][] rows = [.. table.Rows.OrderByDescending(r => r[iou].Number ?? -1)];
        Table sorted = new Table(table.Id, table.Title, table.Columns, rows).Without("id", "intersectionPixels");

        html.Raw("<section id=\"classes\">\n<h2>Classes</h2>\n<div class=\"tools js\"><label>Find <input type=\"search\" id=\"class-search\" autocomplete=\"off\"></label>");
        if (run.Dataset.Classes.Any(c => c.IsStuff is not null))
        {
            html.Raw(" <label>Show <select id=\"class-kind\"><option value=\"\">all</option><option value=\"s\">stuff</option><option value=\"t\">things</option></select></label>");
        }

        html.Raw(" <output id=\"class-count\" class=\"m\"></output></div>\n<p class=\"m\">Best first<span class=\"screen js-inline\">; click a header to sort by it</span>.</p>\n");
        PageParts.Table(html, sorted, isTall: true);
        string kinds = string.Concat(run.Dataset.Classes.Select(c => c.IsStuff switch { true => 's', false => 't', null => '-' }));
        html.Add($"<div id=\"kinds\" hidden data-kinds=\"{kinds}\"></div>\n</section>\n");
    }
}
