namespace Ade20kEval.Formats.Rle;

/// <summary>The pixels that at least one of several masks holds: the parts of an object that something in front of it cuts.</summary>
/// <remarks>Collects all stretches and sorts them once, so that a hundred thousand parts take no longer than their stretches do. Not thread-safe.</remarks>
internal sealed class RunUnion
{
    // First pixel in the upper half, end in the lower: sorted as numbers, they are sorted by their first pixel.
    private readonly List<long> _stretches = [];

    /// <summary>Forgets all parts.</summary>
    public void Clear() => _stretches.Clear();

    /// <summary>Adds a part.</summary>
    public void Add(MaskRuns part)
    {
        ReadOnlySpan<int> bounds = part.Bounds;
        for (int i = 0; i < bounds.Length; i += 2)
        {
            _stretches.Add(((long)bounds[i] << 32) | (uint)bounds[i + 1]);
        }
    }

    /// <summary>The union of the parts.</summary>
    /// <param name="into">Takes it; cleared to the size of the image before.</param>
    public void WriteTo(MaskRuns into)
    {
        _stretches.Sort();
        int covered = 0;
        foreach (long stretch in _stretches)
        {
            int first = (int)(stretch >> 32);
            int end = (int)stretch;
            into.Add(Math.Max(first, Math.Min(covered, end)), end);
            covered = Math.Max(covered, end);
        }
    }
}
