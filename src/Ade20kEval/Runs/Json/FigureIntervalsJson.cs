using System.Text.Json;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"intervals"</c> of documents of segments and detections: how sure the figures are, and each category's.</summary>
/// <remarks>As in run documents limits have ten decimals, and what is read is kept as it is.</remarks>
internal static class FigureIntervalsJson
{
    private const int Decimals = 10;
    private const double Widest = 1e6;

    /// <summary>Writes the value of the key; <c>null</c> where there are none.</summary>
    public static void Write(Utf8JsonWriter w, FigureIntervals? intervals)
    {
        if (intervals is null)
        {
            w.WriteNullValue();
            return;
        }

        w.WriteStartObject();
        w.WriteStartObject("figures");
        foreach ((string key, Interval interval) in intervals.Figures)
        {
            IntervalsJson.WriteFigure(w, key, interval);
        }

        w.WriteEndObject();
        w.WriteNumber("leastImages", intervals.LeastImages);
        w.WriteNumber("rareCategories", intervals.RareCategories);
        w.WriteStartArray("categories");
        foreach (Interval? interval in intervals.Categories)
        {
            if (interval is null)
            {
                w.WriteNullValue();
                continue;
            }

            w.WriteStartArray();
            w.WriteNumberValue(Math.Round(interval.Low, Decimals));
            w.WriteNumberValue(Math.Round(interval.High, Decimals));
            w.WriteEndArray();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key.</summary>
    /// <param name="part">The value.</param>
    /// <param name="keys">The figures that there are.</param>
    /// <param name="categories">How many categories there are.</param>
    public static FigureIntervals? Read(JsonCursor part, IReadOnlyCollection<string> keys, int categories)
    {
        if (part.Kind == JsonValueKind.Null)
        {
            return null;
        }

        part.ExpectObject(["figures", "leastImages", "rareCategories", "categories"]);
        Dictionary<string, Interval> figures = [];
        foreach ((string key, JsonCursor value) in part.Required("figures").Properties())
        {
            figures[key] = keys.Contains(key) ? IntervalsJson.ReadLimits(value) : throw value.Wrong($"is no figure; expected one of {string.Join(", ", keys)}.");
        }

        JsonCursor list = part.Required("categories");
        IReadOnlyList<JsonCursor> items = list.Items(categories);
        return items.Count != categories
            ? throw list.Wrong(Invariant($"holds {items.Count} items; expected {categories}, one a category."))
            : new FigureIntervals
            {
                Figures = figures,
                LeastImages = part.Required("leastImages").Integer(1, int.MaxValue),
                RareCategories = part.Required("rareCategories").Integer(0, categories),
                Categories = [.. items.Select(item => item.Kind == JsonValueKind.Null ? null : ReadCategory(item, figures.Values.FirstOrDefault()))],
            };
    }

    // The level and the method of categories are those of the figures.
    private static Interval ReadCategory(JsonCursor item, Interval? like)
    {
        IReadOnlyList<JsonCursor> limits = item.Items(2);
        if (limits.Count != 2 || like is null)
        {
            throw item.Unexpected("[low, high], beside figures with intervals");
        }

        (double low, double high) = (limits[0].Real(-Widest, Widest), limits[1].Real(-Widest, Widest));
        return low <= high ? like with { Low = low, High = high } : throw item.Wrong(Invariant($"its lower limit {low} is above its upper limit {high}."));
    }
}
