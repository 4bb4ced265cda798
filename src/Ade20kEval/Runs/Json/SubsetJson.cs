using System.Text.Json;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"subset"</c>: scores over a chosen few classes. Which classes, and what becomes of the others, is read; figures are computed again.</summary>
internal static class SubsetJson
{
    private const string Merge = "merge";
    private const string Ignore = "ignore";

    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, SubsetScores subset, Dataset dataset)
    {
        w.WriteStartObject();
        w.WriteStartArray("ids");
        foreach (int index in subset.Classes)
        {
            w.WriteNumberValue(dataset.Classes[index].Id);
        }

        w.WriteEndArray();
        w.WriteString("others", subset.OtherClasses == OtherClasses.Merged ? Merge : Ignore);
        NumberJson.Write(w, "diceMacro", subset.DiceMacro);
        NumberJson.Write(w, "diceMicro", subset.DiceMicro);
        NumberJson.Write(w, "diceSum", subset.DiceSum);
        NumberJson.Write(w, "meanIou", subset.MeanIou);
        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key, and scores the counts.</summary>
    public static SubsetScores Read(JsonCursor subset, RunCounts counts)
    {
        List<int> classes = [];
        foreach (JsonCursor item in subset.Required("ids").Items())
        {
            int id = item.Integer(0, ushort.MaxValue);
            int index = counts.Dataset.Classes.FirstOrDefault(c => c.Id == id)?.Index
                ?? throw item.Unexpected($"the label id of a class of {counts.Dataset.Name}");
            if (classes.Contains(index))
            {
                throw item.Unexpected("each class once");
            }

            classes.Add(index);
        }

        JsonCursor others = subset.Required("others");
        return ClassSubset.Score(counts, classes, others.AnyText(255) switch
        {
            Merge => OtherClasses.Merged,
            Ignore => OtherClasses.Ignored,
            _ => throw others.Unexpected($"\"{Merge}\" or \"{Ignore}\""),
        });
    }
}
