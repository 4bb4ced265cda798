namespace Ade20kEval.Runs;

/// <summary>One slice of the sorted list of pairs.</summary>
public sealed record ShardInfo
{
    /// <summary>The <paramref name="index"/>-th of <paramref name="count"/> slices.</summary>
    /// <param name="index">1 .. <paramref name="count"/>.</param>
    /// <param name="count">How many slices there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slice.</exception>
    public ShardInfo(int index, int count)
    {
        if (count < 1 || index < 1 || index > count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), Invariant($"There is no slice {index} of {count}; the first is 1, the last is the number of slices."));
        }

        Index = index;
        Count = count;
    }

    /// <summary>Which slice, from 1.</summary>
    public int Index { get; }

    /// <summary>How many slices there are.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"{Index} of {Count}");

    /// <summary>Which places of a list the slice has: consecutive, so that slices joined in order are the list, and no two differ by more than one place.</summary>
    /// <param name="places">How many places the list has.</param>
    internal Range SliceOf(int places) => new((int)((long)places * (Index - 1) / Count), (int)((long)places * Index / Count));
}
