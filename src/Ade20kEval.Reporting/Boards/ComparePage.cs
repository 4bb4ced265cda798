using System.Text;
using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Any two entries side by side, chosen by the reader.</summary>
internal static class ComparePage
{
    public static byte[] Write(Board board, IReadOnlyList<RankedEntry> order) => BoardSite.Page(board, $"Compare: {board.Definition.Title}", "", html =>
    {
        html.Raw("<section>\n<h2>Any two entries</h2>\n<div class=\"tools js\"><label>First <select id=\"left\"></select></label> <label>Second <select id=\"right\"></select></label></div>\n" +
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Comparison\"><table id=\"table-compare\">\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">First</th><th scope=\"col\">Second</th><th scope=\"col\">Second minus first</th></tr></thead>\n<tbody></tbody>\n</table></div>\n" +
            "<noscript><p>Choosing needs scripts; the <a href=\"index.html\">ranking</a> has the same figures.</p></noscript>\n</section>\n<script type=\"application/json\" id=\"data\">");

        // The default encoder writes <, > and & as escapes: no text ends the element.
        html.Raw(Data(board, order));
        html.Raw("</script>\n");
    });

    private static string Data(Board board, IReadOnlyList<RankedEntry> order)
    {
        MetadataField[] fields = [.. MetadataField.All.Where(field => order.Any(row => row.Stored.Entry.Metadata.Text(field.Key) is not null))];
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartArray();
            foreach (RankedEntry row in order)
            {
                json.WriteStartObject();
                json.WriteString("name", SafeText.Line(SafeText.Cut(BoardCharts.Name(row), 120)));
                json.WriteStartArray("digits");
                foreach (Metric metric in board.Definition.Figures)
                {
                    json.WriteNumberValue(metric.Kind switch { MetricKind.Fraction => board.Definition.Decimals, MetricKind.Count => 0, _ => board.Definition.Decimals + 2 });
                }

                foreach (MetadataField _ in fields)
                {
                    json.WriteNumberValue(0);
                }

                json.WriteEndArray();
                json.WriteStartArray("values");
                foreach (Metric metric in board.Definition.Figures)
                {
                    double? value = BoardFigure.Told(row.Stored.Entry.Figure(metric), metric, board.Definition);
                    Value(json, metric.Title, BoardFigure.Words(row.Stored.Entry, metric, board.Definition), metric.Kind == MetricKind.Fraction ? 100 * value : value);
                }

                foreach (MetadataField field in fields)
                {
                    Value(json, field.Title, SafeText.Line(SafeText.Cut(row.Stored.Entry.Metadata.Text(field.Key) ?? "", 500)), field.Kind == MetadataKind.Number ? row.Stored.Entry.Metadata.Number(field.Key) : null);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Value(Utf8JsonWriter json, string name, string text, double? number)
    {
        json.WriteStartArray();
        json.WriteStringValue(name);
        json.WriteStringValue(text);
        if (number is double value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
