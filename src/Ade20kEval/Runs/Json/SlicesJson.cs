using System.Text.Json;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>slices</c> of a run document: for each column its slices with their scores, and which images are in each.</summary>
/// <remarks>Only columns, values, places and intervals are read back; the scores follow from the counts.</remarks>
internal static class SlicesJson
{
    private const int LongestName = 255;

    /// <summary>Writes the part, a line for each column.</summary>
    public static void Write(JsonLineWriter lines, RunDocument run)
    {
        ImageClasses images = new(run.Counts);
        lines.Object("slices", run.Slices, column => column.Name, (w, column) => WriteColumn(w, SliceScores.Of(images, column)));
    }

    /// <summary>Reads the columns back.</summary>
    /// <param name="part">The value of <c>slices</c>.</param>
    /// <param name="imageCount">How many images the run has: each is in one slice of every column.</param>
    public static IReadOnlyList<SliceColumn> Read(JsonCursor part, int imageCount) =>
        [.. part.Properties().Select(column => new SliceColumn(column.Key, ReadColumn(column.Value, imageCount)))];

    private static List<Slice> ReadColumn(JsonCursor column, int imageCount)
    {
        bool[] seen = new bool[imageCount];
        List<Slice> slices = [];
        foreach (JsonCursor item in column.Items())
        {
            JsonCursor list = item.Required("places");
            int[] places = [.. list.Items().Select(place => place.Integer(0, imageCount - 1))];
            for (int i = 0; i < places.Length; i++)
            {
                if (seen[places[i]] || (i > 0 && places[i - 1] >= places[i]))
                {
                    throw list.Wrong(Invariant($"place {places[i]} is not above the one before it, or in another slice, too; expected places ascending, each image in one slice."));
                }

                seen[places[i]] = true;
            }

            slices.Add(places.Length > 0 ? new Slice(item.Required("value").AnyText(LongestName), places) { Interval = item.Optional("interval") is JsonCursor interval ? IntervalsJson.ReadLimits(interval) : null } : throw list.Wrong("is empty; expected the places of one image at least."));
        }

        return Array.IndexOf(seen, false) is >= 0 and int missing ? throw column.Wrong(Invariant($"image {missing} is in no slice; expected every image in one.")) : slices;
    }

    private static void WriteColumn(Utf8JsonWriter w, IReadOnlyList<SliceScore> scores)
    {
        w.WriteStartArray();
        foreach (SliceScore score in scores)
        {
            w.WriteStartObject();
            w.WriteString("value", score.Slice.Value);
            w.WriteNumber("images", score.Slice.Images.Count);
            w.WriteNumber("labelled", score.Labelled);
            w.WriteNumber("classesAveraged", score.ClassesAveraged);
            NumberJson.Write(w, "meanIou", score.MeanIou);
            NumberJson.Write(w, "wholeSetMeanIou", score.WholeSetMeanIou);
            NumberJson.Write(w, "difference", score.Difference);
            if (score.Interval is Interval interval)
            {
                IntervalsJson.WriteFigure(w, "interval", interval);
            }

            w.WriteStartArray("places");
            foreach (int place in score.Slice.Images)
            {
                w.WriteNumberValue(place);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
