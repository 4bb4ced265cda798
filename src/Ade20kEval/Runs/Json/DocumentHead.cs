using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>What documents of segments and of detections have in common: schema and head.</summary>
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
    /// <param name="takesShards">Whether it may be a part of a run.</param>
    public static RunHeader Read(JsonCursor root, int images, bool takesShards)
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
                Warnings = [.. root.Required("warnings").Items(MostWarnings).Select(warning => warning.AnyText(LongestWarning))],
            };
    }
}
