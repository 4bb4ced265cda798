using System.Text.Json;

namespace Ade20kEval.Text;

/// <summary>A key that stands twice in one object of a JSON text: which of its values is meant nobody knows.</summary>
/// <param name="Place">The object: <c>$</c>, or <c>$.images[3]</c>.</param>
/// <param name="Key">The key.</param>
/// <param name="FirstLine">The line of the first one, from 1.</param>
/// <param name="SecondLine">The line of the second one.</param>
internal sealed record DoubledKey(string Place, string Key, int FirstLine, int SecondLine)
{
    /// <summary>A sentence of it and of what to try, to stand behind the file's name.</summary>
    public string Sentence => FirstLine == SecondLine
        ? Invariant($"line {SecondLine}: the key '{Excerpt.Of(Key)}' stands twice in {Excerpt.Of(Place)}; expected it once. Delete one of the two.")
        : Invariant($"line {SecondLine}: the key '{Excerpt.Of(Key)}' stands twice in {Excerpt.Of(Place)}, on line {FirstLine} before; expected it once. Delete one of the two.");

    /// <summary>Finds the first one.</summary>
    /// <param name="utf8">The text, without a byte order mark.</param>
    /// <param name="comments">Whether comments and trailing commas are allowed.</param>
    /// <returns><see langword="null"/> where there is none before the text's end, or its first fault.</returns>
    public static DoubledKey? Find(ReadOnlySpan<byte> utf8, bool comments)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { AllowTrailingCommas = comments, CommentHandling = comments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow });
        List<Level> levels = [];
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        Level? above = levels.LastOrDefault();
                        levels.Add(new Level(reader.TokenType == JsonTokenType.StartArray ? null : new Dictionary<string, long>(StringComparer.Ordinal), above?.Item() ?? "$"));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        levels.RemoveAt(levels.Count - 1);
                        break;
                    case JsonTokenType.PropertyName:
                        Level level = levels[^1];
                        level.Key = reader.GetString()!;
                        if (!level.Keys!.TryAdd(level.Key, reader.TokenStartIndex))
                        {
                            return new DoubledKey(level.Place, level.Key, Line(utf8, level.Keys[level.Key]), Line(utf8, reader.TokenStartIndex));
                        }

                        break;
                    default:
                        _ = levels.LastOrDefault()?.Item();
                        break;
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Something else is wrong, and is told by whoever parses it.
        }

        return null;
    }

    private static int Line(ReadOnlySpan<byte> utf8, long at) => 1 + utf8[..(int)at].Count((byte)'\n');

    // An object, or an array, which has no keys.
    private sealed class Level(Dictionary<string, long>? keys, string place)
    {
        private int _next;

        public Dictionary<string, long>? Keys => keys;

        public string Place => place;

        public string Key { get; set; } = "";

        /// <summary>The place of the value that begins, and on to the next one.</summary>
        public string Item() => keys is null ? Invariant($"{place}[{_next++}]") : $"{place}.{Key}";
    }
}
