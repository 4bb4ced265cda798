using System.Text;
using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Any two entries side by side, chosen by the reader: figures, how sure their difference is, what they say of themselves, and classes, as far as the board reveals them.</summary>
internal static class ComparePage
{
    private const int LongestName = 120;
    private const int LongestText = 500;

    // Classes times entries, so that the page stays small.
    private const int MostCells = 45_000;

    public static byte[] Write(Board board, IReadOnlyList<RankedEntry> order, IReadOnlyList<IReadOnlyDictionary<string, double?>?> classes, PairedEntries pairs) => BoardSite.Page(board, $"Compare: {board.Definition.Title}", "", html =>
    {
        html.Raw("<section>\n<h2>Any two entries</h2>\n<div class=\"tools js pick\"><label>First <select id=\"left\"></select></label> <label>Second <select id=\"right\"></select></label> <button type=\"button\" id=\"swap\">Swap</button></div>\n" +
            "<p id=\"compare-verdict\" class=\"js\" role=\"status\"></p>\n" +
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Comparison\"><table id=\"table-compare\" data-fixed>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">First</th><th scope=\"col\">Second</th><th scope=\"col\" class=\"n\">Second minus first</th></tr></thead>\n<tbody></tbody>\n</table></div>\n" +
            "<noscript><p>Choosing needs scripts; the <a href=\"index.html\">ranking</a> has the same figures.</p></noscript>\n");
        html.Add($"<p class=\"note\">{HowSure(board.Definition, order, pairs)}</p>\n</section>\n");
        if (classes.Any(told => told is not null))
        {
            html.Raw("<section id=\"compare-classes\" class=\"js-block\">\n<h2>Classes</h2>\n<p id=\"classes-verdict\"></p>\n<div class=\"scroll tall\" tabindex=\"0\" role=\"group\" aria-label=\"Classes\"><table id=\"table-compare-classes\">\n" +
                "<thead><tr><th scope=\"col\">Class</th><th scope=\"col\" class=\"n\">First, IoU %</th><th scope=\"col\" class=\"n\">Second, IoU %</th><th scope=\"col\" class=\"n\">Second minus first, points</th></tr></thead>\n<tbody></tbody>\n</table></div>\n</section>\n");
        }

        // The default encoder writes <, > and & as escapes: no text ends the element.
        html.Raw("<script type=\"application/json\" id=\"data\">");
        html.Raw(Data(board, order, classes, pairs));
        html.Raw("</script>\n");
    });

    private static string HowSure(BoardDefinition rules, IReadOnlyList<RankedEntry> order, PairedEntries pairs)
    {
        int ranked = order.Count(row => row.Rank is not null), compared = pairs.Places.Count();
        return rules.Reveal < RevealLevel.Images ? "How sure a difference is, is not told here: this board keeps what the images say of two entries to itself."
            : compared < 2 ? "How sure a difference is, is not told here: the board has no counts of two entries over the same images."
            : Invariant($"Interval: 95 % of the paired difference in {rules.Primary.Title}, jackknife over the images. Draws: the same {RankStatistics.Draws:N0} bootstrap draws of the images for both.{(compared < ranked ? $" There for {compared} of {Plural.Of(ranked, "ranked entry", "ranked entries")}." : "")} Of many pairs some differ by chance: one in twenty intervals of equal entries leaves 0 out.");
    }

    private static string Data(Board board, IReadOnlyList<RankedEntry> order, IReadOnlyList<IReadOnlyDictionary<string, double?>?> classes, PairedEntries pairs)
    {
        BoardDefinition rules = board.Definition;
        MetadataField[] fields = [.. MetadataField.All.Concat(rules.OwnFields).Where(field => order.Any(row => row.Stored.Entry.Metadata.Text(field.Key) is not null))];
        string[] names = [.. classes.OfType<IReadOnlyDictionary<string, double?>>().SelectMany(told => told.Keys).Distinct()];
        int told = 0;
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("figure", rules.Primary.Title);
            json.WriteBoolean("higher", rules.Primary.HigherIsBetter);
            json.WriteString("unit", rules.Primary.Kind == MetricKind.Fraction ? " points" : "");
            WriteTexts(json, "names", [.. rules.Figures.Select(metric => metric.Title), "Rank", "Team", "Date", .. fields.Select(field => field.Title)]);
            json.WriteNumber("figures", rules.Figures.Count());
            json.WriteNumber("decimals", rules.Decimals);
            WriteTexts(json, "classes", names);
            json.WriteStartArray("entries");
            for (int i = 0; i < order.Count; i++)
            {
                RankedEntry row = order[i];
                json.WriteStartObject();
                json.WriteString("id", row.Stored.ShortId);
                json.WriteString("name", Line(BoardCharts.Name(row), LongestName));
                WriteValues(json, row, rules, fields);
                if (classes[i] is { } iou && (told += names.Length) <= MostCells)
                {
                    WriteWhole(json, "classes", names.Select(name => iou.GetValueOrDefault(name) is double share ? share * Scale(rules) : (double?)null));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("paired");
            foreach (int place in pairs.Places)
            {
                json.WriteNumberValue(place);
            }

            json.WriteEndArray();
            double scale = rules.Primary.Kind == MetricKind.Count ? 1 : Scale(rules);
            WriteWhole(json, "pairs", pairs.Pairs(rules.Primary).SelectMany(pair => pair is (double low, double high, double ahead) ? new double?[] { Signed(low * scale, low > 0), Signed(high * scale, high < 0), ahead * 1000 } : [null, null, null]));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // An interval that leaves 0 out does so however it is rounded.
    private static double Signed(double limit, bool leavesZeroOut) => leavesZeroOut && Math.Abs(limit) < 1 ? Math.Sign(limit) : limit;

    // Shares as whole numbers of the last decimal that is told.
    private static double Scale(BoardDefinition rules) => Math.Pow(10, rules.Decimals + ToldFigure.PercentShift);

    private static void WriteValues(Utf8JsonWriter json, RankedEntry row, BoardDefinition rules, MetadataField[] fields)
    {
        BoardEntry entry = row.Stored.Entry;
        json.WriteStartArray("values");
        foreach (Metric metric in rules.Figures)
        {
            double? value = BoardFigure.Told(entry, metric, rules);
            int digits = metric.Kind switch { MetricKind.Fraction => BoardFigure.Decimals(entry, rules), MetricKind.Count => 0, _ => rules.Decimals + ToldFigure.PercentShift };
            Value(json, BoardFigure.Words(entry, metric, rules), metric.Kind == MetricKind.Fraction ? 100 * value : value, digits);
        }

        Value(json, row.Rank is int rank ? Invariant($"{rank}") : $"none: {row.Unranked}", null, 0);
        Value(json, Line(entry.Team ?? "", LongestName), null, 0);
        Value(json, BoardTables.DateWords(entry.Metadata.Date), null, 0);
        foreach (MetadataField field in fields)
        {
            double? number = field.Kind is MetadataKind.Number or MetadataKind.Count ? entry.Metadata.Number(field.Key) : null;
            Value(json, number is double known ? Short(known) : Line(entry.Metadata.Text(field.Key) ?? "", LongestText), number, null);
        }

        json.WriteEndArray();
    }

    // As short as columns beside one another need: 59M, not 59,000,000.
    private static string Short(double number) => number switch
    {
        >= 1e12 => Invariant($"{number / 1e12:#,0.######}T"),
        >= 1e9 => Invariant($"{number / 1e9:0.######}G"),
        >= 1e6 => Invariant($"{number / 1e6:0.######}M"),
        _ => Invariant($"{number:#,0.######}"),
    };

    private static string Line(string text, int longest) => SafeText.Line(SafeText.Cut(text, longest));

    // The text; where it is a number, that, and how many decimals a difference has: none said, as many as it needs.
    private static void Value(Utf8JsonWriter json, string text, double? number, int? digits)
    {
        json.WriteStartArray();
        json.WriteStringValue(text);
        if (number is double value)
        {
            json.WriteNumberValue(value);
            if (digits is int known)
            {
                json.WriteNumberValue(known);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (string text in texts)
        {
            json.WriteStringValue(Line(text, LongestName));
        }

        json.WriteEndArray();
    }

    private static void WriteWhole(Utf8JsonWriter json, string key, IEnumerable<double?> values)
    {
        json.WriteStartArray(key);
        foreach (double? value in values)
        {
            if (value is double number)
            {
                json.WriteNumberValue((long)Math.Round(number));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
