using System.Text.Json;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"intervals"</c> of documents of segments and detections: how sure the figures are, and each category's.</summary>
/// <remarks>As in run documents limits have ten decimals, and what is read is kept as it is.</remarks>
internal static class FigureIntervalsJson
{
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
        IntervalsJson.WriteList(w, "categories", intervals.Categories);
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

        return new FigureIntervals
        {
            Figures = figures,
            LeastImages = part.Required("leastImages").Integer(1, int.MaxValue),
            RareCategories = part.Required("rareCategories").Integer(0, categories),
            Categories = IntervalsJson.ReadList(part.Required("categories"), categories, figures.Values.FirstOrDefault()),
        };
    }
}
