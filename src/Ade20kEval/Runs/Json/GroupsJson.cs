using System.Text.Json;
using Ade20kEval.Scoring;

namespace Ade20kEval.Runs.Json;

/// <summary>The values of the key <c>"groups"</c>: a run by one grouping of its classes. Derived from the counts, and not read.</summary>
internal static class GroupsJson
{
    /// <summary>Writes one grouping.</summary>
    public static void Write(Utf8JsonWriter w, GroupErrors errors)
    {
        w.WriteStartObject();
        w.WriteNumber("withinPixels", errors.WithinPixels);
        w.WriteNumber("acrossPixels", errors.AcrossPixels);
        w.WriteStartArray("groups");
        foreach (GroupScore group in errors.Groups)
        {
            w.WriteStartObject();
            w.WriteString("name", group.Name);
            w.WriteNumber("classCount", group.ClassCount);
            NumberJson.Write(w, "iou", group.Iou);
            NumberJson.Write(w, "accuracy", group.Accuracy);
            NumberJson.Write(w, "meanClassIou", group.MeanClassIou);
            w.WriteNumber("groundTruthPixels", group.GroundTruthPixels);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }
}
