using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>What documents of segments and of detections have in common: schema, head and the way to say that a figure was edited.</summary>
internal static class DocumentHead
{
    private const int LongestWarning = 1 << 16;
    private const int MostWarnings = 1000;
    private const int LongestName = 255;

    /// <summary>Says that the file must name this schema.</summary>
    /// <exception cref="InputException">It names none, or another.</exception>
    public static void RequireSchema(JsonCursor root, string file, string schema)
    {
        JsonCursor? found = root.Kind == JsonValueKind.Object ? root.Optional("schema") : null;
        if (found?.Text(LongestName) != schema)
        {
            throw new InputException($"{file}: schema is {(found is null ? "missing" : $"'{found.Value.Text(LongestName)}'")}; expected '{schema}'.");
        }
    }

    /// <summary>Reads where a run comes from.</summary>
    /// <param name="root">The document.</param>
    /// <param name="images">How many images it has.</param>
    /// <param name="added">Warnings to put behind its own.</param>
    /// <param name="takesShards">Whether it may be a part of a run.</param>
    public static RunHeader Read(JsonCursor root, int images, IEnumerable<string> added, bool takesShards)
    {
        JsonCursor shard = root.Required("shard");
        bool partial = root.Required("partial").Flag();
        return (shard.Kind != JsonValueKind.Null || partial) && !takesShards
            ? throw shard.Wrong("is a part of a run; expected a whole run. Merge all its shards.")
            : new RunHeader
            {
                Tool = ToolJson.Read(root.Required("tool")),
                GroundTruth = InputJson.Read(root.Required("groundTruth"), images, images),
                Predictions = InputJson.Read(root.Required("predictions"), 0, images),
                Partial = partial,
                Shard = ShardJson.Read(shard),
                Evidence = root.Optional("evidence") is JsonCursor evidence ? FigureShardEvidenceJson.Read(evidence, images) : null,
                Warnings = [.. root.Required("warnings").Items(MostWarnings).Select(warning => warning.AnyText(LongestWarning)), .. added],
            };
    }

    /// <summary>A figure of the document, <see langword="null"/> where undefined, held against what the evidence gives.</summary>
    /// <returns>Whether they are the same.</returns>
    public static bool Holds(JsonCursor part, string key, double? computed)
    {
        JsonCursor value = part.Required(key);
        double? written = value.Kind == JsonValueKind.Null ? null : value.Real(double.MinValue, double.MaxValue);
        return written == computed;
    }

    /// <summary>What is said of a document whose figures are not those of its evidence.</summary>
    public static string Edited(string what) => $"The file's {what} are not those of its evidence, which is used. The file was edited, or written by another version.";
}
