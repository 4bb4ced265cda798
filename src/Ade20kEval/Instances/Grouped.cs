namespace Ade20kEval.Instances;

/// <summary>Numbers in groups: one array of all, and where each group begins. In a group they keep their order.</summary>
/// <param name="Starts">Where each group begins, and behind the last one its end.</param>
/// <param name="Items">The numbers, group after group.</param>
internal sealed record Grouped(int[] Starts, int[] Items)
{
    /// <summary>The numbers of one group.</summary>
    public ReadOnlySpan<int> this[int group] => Items.AsSpan(Starts[group]..Starts[group + 1]);

    /// <summary>Puts 0, 1, 2, ... into groups, by counting.</summary>
    /// <param name="groupOf">The group of each number; -1 for none.</param>
    /// <param name="groups">How many groups.</param>
    public static Grouped By(ReadOnlySpan<int> groupOf, int groups)
    {
        int[] starts = new int[groups + 1];
        foreach (int group in groupOf)
        {
            if (group >= 0)
            {
                starts[group + 1]++;
            }
        }

        for (int group = 0; group < groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        int[] next = starts[..groups];
        int[] items = new int[starts[groups]];
        for (int i = 0; i < groupOf.Length; i++)
        {
            if (groupOf[i] >= 0)
            {
                items[next[groupOf[i]]++] = i;
            }
        }

        return new Grouped(starts, items);
    }

    /// <summary>The same groups of other numbers.</summary>
    public Grouped Select(Converter<int, int> change) => new(Starts, Array.ConvertAll(Items, change));
}
