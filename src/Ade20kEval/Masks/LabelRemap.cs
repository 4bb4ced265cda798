namespace Ade20kEval.Masks;

/// <summary>Gives raw values new numbers, all at the same time: {0→1, 1→2} turns 0 1 2 into 1 2 2, never 2 2 2.</summary>
/// <remarks>Immutable and thread-safe. Read from a file by <see cref="LabelRemapFile"/>; applied to maps here, to counts by <c>CountsRemap</c>.</remarks>
public sealed class LabelRemap
{
    private readonly ushort[] _table = new ushort[ushort.MaxValue + 1];
    private readonly bool _widens;

    /// <summary>Describes a renumbering.</summary>
    /// <param name="pairs">Old and new raw values, 0..65535, each old one once.</param>
    /// <param name="others">The new value of all that are not listed; null leaves them as they are.</param>
    /// <exception cref="ArgumentException">A value is outside 0..65535, or an old one is listed twice.</exception>
    public LabelRemap(IEnumerable<(int From, int To)> pairs, int? others = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        for (int raw = 0; raw < _table.Length; raw++)
        {
            _table[raw] = (ushort)raw;
        }

        if (others is int other)
        {
            RequireRaw(other, nameof(others));
            Array.Fill(_table, (ushort)other);
        }

        HashSet<int> seen = [];
        foreach ((int from, int to) in pairs)
        {
            RequireRaw(from, nameof(pairs));
            RequireRaw(to, nameof(pairs));
            if (!seen.Add(from))
            {
                throw new ArgumentException($"The value {from} is renumbered twice.", nameof(pairs));
            }

            _table[from] = (ushort)to;
        }

        _widens = _table.AsSpan(0, byte.MaxValue + 1).ContainsAnyExceptInRange((ushort)0, byte.MaxValue);
    }

    /// <summary>The new value of an old one.</summary>
    /// <param name="raw">0..65535.</param>
    public int this[int raw]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)raw, ushort.MaxValue, nameof(raw));
            return _table[raw];
        }
    }

    /// <summary>Renumbers a map in place; a narrow map becomes wide when a value of 0..255 can become larger.</summary>
    public void Apply(LabelMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (_widens)
        {
            map.Widen();
        }

        foreach (ref byte value in map.Narrow)
        {
            value = (byte)_table[value];
        }

        foreach (ref ushort value in map.Wide)
        {
            value = _table[value];
        }
    }

    private static void RequireRaw(int value, string parameter)
    {
        if (value is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentException($"The raw value {value} is outside 0..65535.", parameter);
        }
    }
}
