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
    /// <exception cref="Exception">What the first place that failed threw; one that says why runs cannot be compared goes before others.</exception>
    public static void For(int count, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, body);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.OfType<NotComparableException>().FirstOrDefault() ?? failures.InnerExceptions[0]);
        }
    }
}
