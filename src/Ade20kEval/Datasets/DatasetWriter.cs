using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ade20kEval.Masks.Pairing;

namespace Ade20kEval.Datasets;

/// <summary>Writes a dataset as the JSON file that <see cref="DatasetFile"/> reads.</summary>
/// <remarks>Facts that the dataset does not have are left out. Same dataset, same bytes.</remarks>
internal static class DatasetWriter
{
    // The text goes to a file or a terminal, never into a page: letters may stay letters.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The dataset as JSON text, with a final newline.</summary>
    public static string Text(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            Write(json, dataset);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Dataset dataset)
    {
        json.WriteStartObject();
        json.WriteString("name", dataset.Name);
        json.WriteString("title", dataset.Title);
        json.WriteString("source", dataset.Source);
        json.WriteString("protocol", dataset.DefaultProtocol);
        json.WriteStartArray("classes");
        ILookup<int, int> aliases = dataset.GroundTruthAliases.OrderBy(pair => pair.Key).ToLookup(pair => pair.Value, pair => pair.Key);
        foreach (ClassInfo info in dataset.Classes)
        {
            Class(json, info, aliases[info.Id], dataset.HasPalette);
        }

        json.WriteEndArray();
        json.WriteStartArray("ignored");
        foreach (int value in dataset.IgnoredValues)
        {
            Ignored(json, value, dataset.IgnoredLabelOf(value));
        }

        json.WriteEndArray();
        if (dataset.BackgroundIndex is int background)
        {
            json.WriteNumber("background", dataset.Classes[background].Id);
        }

        if (dataset.InstanceDivisor is int divisor)
        {
            json.WriteNumber("instanceDivisor", divisor);
        }

        if (dataset.Pairing.Key is string key)
        {
            Pairing(json, key, dataset.Pairing);
        }

        json.WriteEndObject();
    }

    private static void Pairing(Utf8JsonWriter json, string key, PairingRule rule)
    {
        json.WriteStartObject("pairing");
        json.WriteString("key", key);
        json.WriteString("meaning", rule.KeyMeaning);
        json.WriteStartArray("groundTruthEndings");
        foreach (string ending in rule.GroundTruthEndings)
        {
            json.WriteStringValue(ending);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Class(Utf8JsonWriter json, ClassInfo info, IEnumerable<int> aliases, bool hasPalette)
    {
        json.WriteStartObject();
        json.WriteNumber("id", info.Id);
        json.WriteString("name", info.Name);
        OptionalText(json, "synonyms", info.Synonyms == info.Name ? null : info.Synonyms);
        OptionalText(json, "color", hasPalette ? info.Color.Hex : null);
        OptionalText(json, "category", info.Category);
        if (info.IsStuff is bool stuff)
        {
            json.WriteBoolean("stuff", stuff);
        }

        if (info.HasInstances)
        {
            json.WriteBoolean("instances", true);
        }

        OptionalNumber(json, "averageInstancePixels", info.AverageInstancePixels);
        OptionalNumber(json, "pixelRatio", info.PublishedPixelRatio);
        OptionalNumber(json, "trainingImages", info.TrainingImages);
        OptionalNumber(json, "validationImages", info.ValidationImages);
        if (aliases.Any())
        {
            json.WriteStartArray("also");
            foreach (int alias in aliases)
            {
                json.WriteNumberValue(alias);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Ignored(Utf8JsonWriter json, int value, IgnoredLabel? label)
    {
        if (label is null)
        {
            json.WriteNumberValue(value);
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("id", value);
        json.WriteString("name", label.Name);
        OptionalText(json, "color", label.Color?.Hex);
        OptionalText(json, "category", label.Category);
        if (label.HasInstances)
        {
            json.WriteBoolean("instances", true);
        }

        json.WriteEndObject();
    }

    private static void OptionalText(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }

    private static void OptionalNumber(Utf8JsonWriter json, string key, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(key, number);
        }
    }
}
