using System.Text.Json;
using Ade20kEval.Fusion.Rules;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"fusion"</c> of a run document: how its predictions were fused. Ordinary runs have none.</summary>
internal static class FusionJson
{
    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, FusionInfo fusion)
    {
        w.WriteStartObject();
        w.WriteString("rule", fusion.RuleName);
        if (fusion.Rule is FusionRule rule)
        {
            w.WriteString("input", FusionWords.Of(FusionWords.Inputs, rule.Input));
            w.WriteString("order", FusionWords.Of(FusionWords.Orders, rule.Order));
            w.WriteString("corners", FusionWords.Of(FusionWords.Corners, rule.Corners));
            w.WriteString("average", FusionWords.Of(FusionWords.Averages, rule.Average));
            w.WriteString("twins", FusionWords.Of(FusionWords.Pairings, rule.Pairing));
        }

        w.WriteStartArray("views");
        foreach (FusedViewInfo view in fusion.Views)
        {
            w.WriteStartObject();
            w.WriteString("name", view.Name);
            w.WriteBoolean("flipped", view.IsFlipped);
            w.WriteNumber("weight", view.Weight);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key.</summary>
    /// <exception cref="FormatException">A word is unknown.</exception>
    /// <exception cref="KeyNotFoundException">A key is missing.</exception>
    /// <exception cref="InvalidOperationException">A value has another type.</exception>
    public static FusionInfo Read(JsonElement fusion)
    {
        string name = Text(fusion, "rule");
        FusionRule? rule = name == FusionWords.LabelVotes
            ? null
            : new FusionRule(
                name,
                FusionWords.Parse(FusionWords.Inputs, Text(fusion, "input")),
                FusionWords.Parse(FusionWords.Orders, Text(fusion, "order")),
                FusionWords.Parse(FusionWords.Corners, Text(fusion, "corners")),
                FusionWords.Parse(FusionWords.Averages, Text(fusion, "average")),
                FusionWords.Parse(FusionWords.Pairings, Text(fusion, "twins")));
        return new FusionInfo(rule, [.. fusion.GetProperty("views").EnumerateArray().Select(view =>
            new FusedViewInfo(Text(view, "name"), view.GetProperty("flipped").GetBoolean(), view.GetProperty("weight").GetDouble()))]);
    }

    private static string Text(JsonElement parent, string key) =>
        parent.GetProperty(key).GetString() ?? throw new InvalidOperationException($"{key} is null");
}
