using System.Text.Json;
using Ade20kEval.Files;

namespace Ade20kEval.Text;

/// <summary>A value in a JSON file that knows where it stands, so that every complaint about it can say so.</summary>
/// <param name="file">The file, as the user named it.</param>
/// <param name="path">The place in it.</param>
/// <param name="element">The value.</param>
internal readonly struct JsonCursor(string file, JsonPath path, JsonElement element)
{
    private const int LongestShown = 40;

    /// <summary>The root of a file.</summary>
    public JsonCursor(string file, JsonElement root)
        : this(file, JsonPath.Root, root)
    {
    }

    /// <summary>The value itself, for parts that are read by the million.</summary>
    public JsonElement Element => element;

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind => element.ValueKind;

    /// <summary>Whether it is the empty text.</summary>
    public bool IsEmptyText => element.ValueKind == JsonValueKind.String && element.ValueEquals("");

    /// <summary>The value under a key, which must be there.</summary>
    public JsonCursor Required(string key) => Optional(key) ?? throw new InputException($"{file}: {path} has no \"{key}\", which is required.");

    /// <summary>The value under a key; <see langword="null"/> where the key is absent.</summary>
    public JsonCursor? Optional(string key) => element.ValueKind != JsonValueKind.Object
        ? throw Unexpected("an object")
        : element.TryGetProperty(key, out JsonElement value) ? new JsonCursor(file, new JsonPath(path, key), value) : null;

    /// <summary>Says that this must be an object with no other keys than these.</summary>
    public void ExpectObject(IReadOnlyCollection<string> keys)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Unexpected("an object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!keys.Contains(property.Name))
            {
                throw new InputException($"{file}: {path}: {NearestNames.NotFound("key", property.Name, keys)}");
            }
        }
    }

    /// <summary>The keys of an object with their values, in the order of the file.</summary>
    public IEnumerable<(string Key, JsonCursor Value)> Properties()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Unexpected("an object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            yield return (property.Name, new JsonCursor(file, new JsonPath(path, property.Name), property.Value));
        }
    }

    /// <summary>The items of an array.</summary>
    /// <param name="most">The most that it may have: looked at before memory is taken for them.</param>
    public IReadOnlyList<JsonCursor> Items(int most = int.MaxValue)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected("a list");
        }

        if (element.GetArrayLength() > most)
        {
            throw Wrong(Invariant($"holds {element.GetArrayLength():N0} items; expected at most {most:N0}."));
        }

        List<JsonCursor> items = new(element.GetArrayLength());
        foreach (JsonElement item in element.EnumerateArray())
        {
            items.Add(new JsonCursor(file, new JsonPath(path, items.Count), item));
        }

        return items;
    }

    /// <summary>An item of this list that the caller has at hand.</summary>
    public JsonCursor Item(int index, JsonElement item) => new(file, new JsonPath(path, index), item);

    /// <summary>What an item of this list is called in errors where it is parsed by itself.</summary>
    public string NameOfItem(int index) => $"{file}: {new JsonPath(path, index)}";

    /// <summary>A text of 1 to <paramref name="longest"/> characters.</summary>
    public string Text(int longest)
    {
        if (element.ValueKind == JsonValueKind.String && Unescaped() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl))
        {
            return text;
        }

        throw Unexpected($"a text of 1 to {longest} characters, on one line");
    }

    /// <summary>A text of up to <paramref name="longest"/> characters, which may be empty or have several lines.</summary>
    public string AnyText(int longest) => element.ValueKind == JsonValueKind.String && Unescaped() is string text && text.Length <= longest
        ? text
        : throw Unexpected(Invariant($"a text of at most {longest} characters"));

    /// <summary>A large whole number between two, both included.</summary>
    public long Long(long least, long most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) && number >= least && number <= most)
        {
            return number;
        }

        throw Unexpected(Invariant($"a whole number from {least} to {most}"));
    }

    /// <summary>A whole number between two, both included.</summary>
    public int Integer(int least, int most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number) && number >= least && number <= most)
        {
            return number;
        }

        throw Unexpected(Invariant($"a whole number from {least} to {most}"));
    }

    /// <summary>A number between two, both included.</summary>
    public double Real(double least, double most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && number >= least && number <= most)
        {
            return number;
        }

        throw Unexpected(Invariant($"a number from {least} to {most}"));
    }

    /// <summary>True or false.</summary>
    public bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>The complaint: file, place, what was found, what was expected.</summary>
    public InputException Unexpected(string expected)
    {
        string raw = element.GetRawText().ReplaceLineEndings(" ");
        string found = raw.Length <= LongestShown ? raw : raw[..LongestShown] + "...";
        return new InputException($"{file}: {path} is {found}; expected {expected}.");
    }

    /// <summary>A complaint in other words: file, place, and what is wrong there.</summary>
    public InputException Wrong(string what) => new($"{file}: {path}: {what}");

    private string? Unescaped()
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;   // half of a surrogate pair: no text, and the caller says so
        }
    }
}
