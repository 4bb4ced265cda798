namespace Ade20kEval.Instances;

/// <summary>Records that do not count because what they name does not exist: how many, and the first names with the place where each stands first.</summary>
internal sealed class SetAside
{
    private const int ShownNames = 5;

    private readonly HashSet<long> _names = [];
    private readonly List<string> _first = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one.</summary>
    /// <param name="name">The number that does not exist, or is another's too.</param>
    /// <param name="list">The list in which the record stands.</param>
    /// <param name="index">Where in it.</param>
    public void Add(long name, string list, int index)
    {
        Count++;
        if (_names.Add(name) && _first.Count < ShownNames)
        {
            _first.Add(Invariant($"{name} at {list}[{index}]"));
        }
    }

    /// <summary>The first names: "99 at $[3], 98 at $[7] and 2 more".</summary>
    public override string ToString() => string.Join(", ", _first) + (_names.Count > _first.Count ? Invariant($" and {_names.Count - _first.Count:N0} more") : "");
}
