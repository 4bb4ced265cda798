namespace Ade20kEval.TestSupport;

/// <summary>What a thread allocates for an action once it has run before.</summary>
/// <remarks>
/// The runtime's counter is exact only between collections: one that falls into a round ends the thread's open block, whose rest is then counted as
/// allocated, and empties the pools that the platform rents from. The least of several rounds is what the action itself takes.
/// </remarks>
public static class Allocations
{
    private const int Rounds = 5;

    /// <summary>The bytes that the calling thread allocates for one <paramref name="action"/> after two to warm up: the least of five rounds.</summary>
    public static long Least(Action action)
    {
        action();
        action();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>The bytes of one of <paramref name="times"/> actions in a row, rounded down.</summary>
    public static long Least(int times, Action action) => Least(() =>
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }) / times;
}
