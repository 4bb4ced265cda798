using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"tool"</c>: all that may differ between two equal runs, on one line.</summary>
internal static class ToolJson
{
    private const int LongestText = 255;

    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, ToolInfo tool)
    {
        w.WriteStartObject();
        w.WriteString("version", tool.Version);
        w.WriteString("kernel", tool.Kernel);
        if (tool.FusionKernel is string fusionKernel)
        {
            w.WriteString("fusionKernel", fusionKernel);
        }

        w.WriteNumber("workers", tool.Workers);
        w.WriteNumber("seconds", tool.Seconds);
        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key.</summary>
    public static ToolInfo Read(JsonCursor tool) => new(
        tool.Required("version").Text(LongestText),
        tool.Required("kernel").Text(LongestText),
        tool.Required("workers").Integer(0, int.MaxValue),
        tool.Required("seconds").Real(0, 1e15),
        tool.Optional("fusionKernel")?.Text(LongestText));
}
