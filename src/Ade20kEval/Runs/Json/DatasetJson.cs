using System.Text;
using System.Text.Json;
using Ade20kEval.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"dataset"</c>: the name of a preset, or with it the whole definition of a dataset of the user's own.</summary>
internal static class DatasetJson
{
    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, Dataset dataset)
    {
        w.WriteStartObject();
        w.WriteString("name", dataset.Name);
        w.WriteNumber("classCount", dataset.ClassCount);
        if (!IsPreset(dataset))
        {
            // A dataset of the user's own travels with its runs: they must still be readable where its file is not.
            using JsonDocument definition = JsonDocument.Parse(DatasetWriter.Text(dataset));
            w.WritePropertyName("definition");
            definition.RootElement.WriteTo(w);
        }

        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key.</summary>
    /// <param name="part">The value.</param>
    /// <param name="file">What the document is called.</param>
    public static Dataset Read(JsonCursor part, string file)
    {
        // By name alone: a document from elsewhere must not make us open files.
        JsonCursor name = part.Required("name");
        Dataset dataset = part.Optional("definition") is JsonCursor definition
            ? DatasetFile.Parse(file, Encoding.UTF8.GetBytes(definition.Element.GetRawText()))
            : DatasetCatalog.Names.Contains(name.Text(255))
                ? DatasetCatalog.Find(name.Text(255))
                : throw name.Wrong(NearestNames.NotFound("dataset", name.Text(255), [.. DatasetCatalog.Names]));
        JsonCursor count = part.Required("classCount");
        return count.Integer(0, 65_536) == dataset.ClassCount
            ? dataset
            : throw count.Wrong(Invariant($"says {count.Integer(0, 65_536)} classes; dataset {dataset.Name} has {dataset.ClassCount}. It was made with another definition of {dataset.Name}."));
    }

    // Whether the name alone says everything.
    private static bool IsPreset(Dataset dataset) =>
        DatasetCatalog.Names.Contains(dataset.Name)
        && (ReferenceEquals(DatasetCatalog.Find(dataset.Name), dataset) || DatasetWriter.Text(DatasetCatalog.Find(dataset.Name)) == DatasetWriter.Text(dataset));
}
