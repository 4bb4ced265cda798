using System.Text.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The values of the key <c>"intervals"</c>: how sure the figures of a protocol are, all classes together and without the rare ones, and of each class its IoU.</summary>
/// <remarks>
/// Limits have ten decimals: more means nothing, and the last digits of logarithms differ between systems. What is read is kept as it is, since
/// the scenes behind an interval are not in the document; <see cref="DerivedFigures"/> compares those of images.
/// </remarks>
internal static class IntervalsJson
{
    private const int Decimals = 10;
    private const int MostDraws = 1_000_000_000;
    private const double Widest = 1e6;

    private const string Scenes = "scenes";
    private const string LeastImages = "leastImages";
    private const string RareClasses = "rareClasses";
    private const string WithoutRare = "withoutRareClasses";
    private const string Classes = "classIou";

    private static readonly (string Word, IntervalMethod Method)[] s_methods =
        [("jackknife", IntervalMethod.Jackknife), ("percentile", IntervalMethod.Percentile), ("bca", IntervalMethod.Bca)];

    /// <summary>Writes the intervals of one protocol.</summary>
    public static void Write(Utf8JsonWriter w, ScoreIntervals intervals)
    {
        w.WriteStartObject();
        foreach (Metric metric in Metrics.All)
        {
            if (intervals.Figures.TryGetValue(metric.Key, out Interval? interval))
            {
                WriteFigure(w, metric.Key, interval);
            }
        }

        if (intervals.Scenes is int scenes)
        {
            w.WriteNumber(Scenes, scenes);
        }

        w.WriteNumber(LeastImages, intervals.LeastImages);
        w.WriteNumber(RareClasses, intervals.RareClasses);
        w.WriteStartObject(WithoutRare);
        foreach (Metric metric in Metrics.All)
        {
            if (intervals.WithoutRareClasses.TryGetValue(metric.Key, out EstimatedFigure figure))
            {
                w.WriteStartObject(metric.Key);
                w.WriteNumber("value", figure.Value);
                WriteLimits(w, figure.Interval);
                w.WriteEndObject();
            }
        }

        w.WriteEndObject();
        WriteList(w, Classes, intervals.ClassIou);
        w.WriteEndObject();
    }

    /// <summary>Reads the intervals of one protocol.</summary>
    public static ScoreIntervals Read(string protocol, JsonCursor part, int classCount)
    {
        Dictionary<string, Interval> figures = [];
        foreach (Metric metric in Metrics.All)
        {
            if (part.Optional(metric.Key) is JsonCursor figure)
            {
                figures[metric.Key] = ReadLimits(figure);
            }
        }

        Dictionary<string, EstimatedFigure> others = [];
        foreach ((string key, JsonCursor figure) in part.Required(WithoutRare).Properties())
        {
            if (Metrics.All.All(metric => metric.Key != key))
            {
                throw figure.Wrong($"is not a figure; expected one of {string.Join(", ", Metrics.All.Select(metric => metric.Key))}.");
            }

            others[key] = new EstimatedFigure(figure.Required("value").Real(-Widest, Widest), ReadLimits(figure));
        }

        return new ScoreIntervals
        {
            Protocol = protocol,
            Figures = figures,
            Scenes = part.Optional(Scenes)?.Integer(2, int.MaxValue),
            LeastImages = part.Required(LeastImages).Integer(1, int.MaxValue),
            RareClasses = part.Required(RareClasses).Integer(0, classCount),
            WithoutRareClasses = others,
            ClassIou = ReadList(part.Required(Classes), classCount, figures.Values.FirstOrDefault()),
        };
    }

    /// <summary>Writes the limits of each of many, one a class or category; <c>null</c> where one has none.</summary>
    public static void WriteList(Utf8JsonWriter w, string key, IReadOnlyList<Interval?> intervals)
    {
        w.WriteStartArray(key);
        foreach (Interval? interval in intervals)
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
    }

    /// <summary>Reads such a list.</summary>
    /// <param name="list">The value of the key.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="like">Has the level and the method, which are those of the figures; <see langword="null"/> where there are none.</param>
    public static IReadOnlyList<Interval?> ReadList(JsonCursor list, int count, Interval? like)
    {
        IReadOnlyList<JsonCursor> items = list.Items();
        return items.Count == count
            ? [.. items.Select(item => item.Kind == JsonValueKind.Null ? null : ReadItem(item, like))]
            : throw list.Wrong(Invariant($"holds {items.Count} items; expected {count}, one a class."));
    }

    private static Interval ReadItem(JsonCursor item, Interval? like)
    {
        IReadOnlyList<JsonCursor> limits = item.Items();
        return limits.Count == 2 && like is not null
            ? Checked(item, like with { Low = limits[0].Real(-Widest, Widest), High = limits[1].Real(-Widest, Widest) })
            : throw item.Unexpected("[low, high], beside figures with intervals");
    }

    /// <summary>Writes one interval under a key.</summary>
    public static void WriteFigure(Utf8JsonWriter w, string key, Interval interval)
    {
        w.WriteStartObject(key);
        WriteLimits(w, interval);
        w.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter w, Interval interval)
    {
        w.WriteNumber("low", Math.Round(interval.Low, Decimals));
        w.WriteNumber("high", Math.Round(interval.High, Decimals));
        w.WriteNumber("level", interval.Level);
        w.WriteString("method", s_methods.First(pair => pair.Method == interval.Method).Word);
        if (interval.Draws is int draws)
        {
            w.WriteNumber("draws", draws);
        }
    }

    /// <summary>Reads one interval.</summary>
    public static Interval ReadLimits(JsonCursor part)
    {
        JsonCursor method = part.Required("method");
        string word = method.AnyText(20);
        int known = Array.FindIndex(s_methods, pair => pair.Word == word);
        if (known < 0)
        {
            throw method.Unexpected($"one of {string.Join(", ", s_methods.Select(pair => pair.Word))}");
        }

        JsonCursor level = part.Required("level");
        return Checked(part, new Interval(
            part.Required("low").Real(-Widest, Widest),
            part.Required("high").Real(-Widest, Widest),
            level.Real(0, 1) is > 0 and < 1 and double share ? share : throw level.Unexpected("a number between 0 and 1"),
            s_methods[known].Method,
            part.Optional("draws")?.Integer(1, MostDraws)));
    }

    private static Interval Checked(JsonCursor place, Interval interval) =>
        interval.Low <= interval.High ? interval : throw place.Wrong(Invariant($"its lower limit {interval.Low} is above its upper limit {interval.High}."));
}
