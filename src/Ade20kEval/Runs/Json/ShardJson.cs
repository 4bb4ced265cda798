using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"shard"</c>: which slice of the list of pairs a document holds; <c>null</c> for all of it.</summary>
internal static class ShardJson
{
    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, ShardInfo? shard)
    {
        if (shard is null)
        {
            w.WriteNullValue();
            return;
        }

        w.WriteStartObject();
        w.WriteNumber("index", shard.Index);
        w.WriteNumber("count", shard.Count);
        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key.</summary>
    public static ShardInfo? Read(JsonCursor shard)
    {
        if (shard.Kind == JsonValueKind.Null)
        {
            return null;
        }

        int count = shard.Required("count").Integer(1, int.MaxValue);
        return new ShardInfo(shard.Required("index").Integer(1, count), count);
    }
}
