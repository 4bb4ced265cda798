using System.Text.Json;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison;

/// <summary>What documents of comparisons have in common, whatever is compared.</summary>
internal static class ChangeJson
{
    // More decimals mean nothing, and the last digits of logarithms differ between systems.
    private const int Decimals = 10;

    /// <summary>Writes a run: its name and its figures.</summary>
    public static void WriteRun(Utf8JsonWriter w, string name, IEnumerable<(string Key, double? Value)> figures)
    {
        w.WriteStartObject();
        w.WriteString("name", name);
        w.WriteStartObject("scores");
        foreach ((string key, double? value) in figures)
        {
            NumberJson.Write(w, key, value);
        }

        w.WriteEndObject();
        w.WriteEndObject();
    }

    /// <summary>Writes a difference and its limits; <c>null</c> where there are none.</summary>
    public static void Write(Utf8JsonWriter w, PairedDifference? change)
    {
        NumberJson.Write(w, "difference", change?.Difference);
        NumberJson.Write(w, "low", Rounded(change?.Interval?.Low));
        NumberJson.Write(w, "high", Rounded(change?.Interval?.High));
    }

    /// <summary>Writes what a gate says.</summary>
    public static void WriteGate(Utf8JsonWriter w, GateResult result)
    {
        w.WriteStartObject();
        w.WriteString("run", result.Run);
        w.WriteString("rule", result.Gate.Rule);
        w.WriteBoolean("passed", result.Passed);
        w.WriteBoolean("warned", result.Outcome == GateOutcome.Warned);
        w.WriteString("message", result.Message);
        w.WriteEndObject();
    }

    private static double? Rounded(double? limit) => limit is double value ? Math.Round(value, Decimals) : null;
}
