using System.Runtime.ExceptionServices;
using Ade20kEval.Runs;

namespace Ade20kEval.Comparison;

/// <summary>Comparisons that do not depend on each other, on all processors; results go to places of their own, so that their order is the serial one.</summary>
internal static class InParallel
{
    /// <summary>Works out what runs compute on first use and keep, before several threads ask for it.</summary>
    public static void Prepare(IEnumerable<RunDocument> runs)
    {
        foreach (RunDocument run in runs)
        {
            _ = run.Counts.Total;
            _ = run.Counts.ImagesPerClass;
        }
    }

    /// <summary>Does something for every place below a number.</summary>
    /// <remarks>Where several fail, the first place is told, as it would be one after the other; so every place is tried.</remarks>
    public static void For(int count, Action<int> body)
    {
        Exception?[] failures = new Exception?[count];
        Parallel.For(0, count, i =>
        {
            try
            {
                body(i);
            }
            catch (Exception failure)
            {
                failures[i] = failure;
            }
        });
        if (failures.FirstOrDefault(failure => failure is not null) is Exception first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
