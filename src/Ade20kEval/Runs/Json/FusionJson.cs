using System.Text.Json;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"fusion"</c> of a run document: how its predictions were fused. Ordinary runs have none.</summary>
internal static class FusionJson
{
    private const int LongestText = 4096;

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
    public static FusionInfo Read(JsonCursor fusion)
    {
        string name = fusion.Required("rule").Text(LongestText);
        FusionRule? rule = name == FusionWords.LabelVotes
            ? null
            : new FusionRule(
                name,
                Word(fusion.Required("input"), FusionWords.Inputs),
                Word(fusion.Required("order"), FusionWords.Orders),
                Word(fusion.Required("corners"), FusionWords.Corners),
                Word(fusion.Required("average"), FusionWords.Averages),
                Word(fusion.Required("twins"), FusionWords.Pairings));
        return new FusionInfo(rule, [.. fusion.Required("views").Items(1000).Select(view => new FusedViewInfo(
            view.Required("name").Text(LongestText), view.Required("flipped").Flag(), view.Required("weight").Real(0, double.MaxValue)))]);
    }

    private static T Word<T>(JsonCursor value, ReadOnlySpan<(string Word, T Value)> words)
        where T : struct, Enum
    {
        string text = value.Text(LongestText);
        List<string> known = [];
        foreach ((string word, T meaning) in words)
        {
            if (word == text)
            {
                return meaning;
            }

            known.Add(word);
        }

        throw value.Unexpected("one of " + string.Join(", ", known));
    }
}
