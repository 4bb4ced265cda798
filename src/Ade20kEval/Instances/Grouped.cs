namespace Ade20kEval.Instances;

/// <summary>Numbers in groups: one array of all, and where each group begins. In a group they keep their order.</summary>
/// <param name="Starts">Where each group begins, and behind the last one its end.</param>
/// <param name="Items">The numbers, group after group.</param>
internal sealed record Grouped(int[] Starts, int[] Items)
{
    /// <summary>The numbers of one group.</summary>
    public ReadOnlySpan<int> this[int group] => Items.AsSpan(Starts[group]..Starts[group + 1]);

    /// <summary>Puts 0 .. <paramref name="count"/> - 1 into groups, by counting.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="groupOf">The group of a number; <see langword="null"/> for none.</param>
    public static Grouped By(int count, int groups, Func<int, int?> groupOf)
    {
        int[] starts = new int[groups + 1];
        int[] found = new int[count];
        for (int i = 0; i < count; i++)
        {
            found[i] = groupOf(i) ?? -1;
            if (found[i] >= 0)
            {
                starts[found[i] + 1]++;
            }
        }

        for (int group = 0; group < groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        int[] next = starts[..groups];
        int[] items = new int[starts[groups]];
        for (int i = 0; i < count; i++)
        {
            if (found[i] >= 0)
            {
                items[next[found[i]]++] = i;
            }
        }

        return new Grouped(starts, items);
    }

    /// <summary>The same groups of other numbers.</summary>
    public Grouped Select(Converter<int, int> change) => new(Starts, Array.ConvertAll(Items, change));
}
