using System.Text.Json;

namespace Ade20kEval.Runs.Json;

/// <summary>Figures in JSON: with all digits that it takes to read the same number back, and <c>null</c> where undefined.</summary>
internal static class NumberJson
{
    /// <summary>Writes a key and its figure.</summary>
    public static void Write(Utf8JsonWriter w, string key, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            w.WriteNumber(key, number);
        }
        else
        {
            w.WriteNull(key);
        }
    }
}
