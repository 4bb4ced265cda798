namespace Ade20kEval.Text;

/// <summary>A place in a JSON file, put into words only when somebody asks: <c>$.classes[3].id</c>.</summary>
internal sealed class JsonPath
{
    private readonly JsonPath? _parent;
    private readonly string? _key;
    private readonly int _index;

    /// <summary>A key of an object.</summary>
    public JsonPath(JsonPath parent, string key)
    {
        _parent = parent;
        _key = key;
    }

    /// <summary>An item of a list, from 0.</summary>
    public JsonPath(JsonPath parent, int index)
    {
        _parent = parent;
        _index = index;
    }

    private JsonPath()
    {
    }

    /// <summary>The whole file.</summary>
    public static JsonPath Root { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => _parent is null
        ? "$"
        : _key is not null ? $"{_parent}.{Excerpt.Of(_key)}" : Invariant($"{_parent}[{_index}]");
}
