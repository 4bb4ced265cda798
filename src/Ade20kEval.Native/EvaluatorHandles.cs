using System.Collections.Concurrent;

namespace Ade20kEval.Native;

/// <summary>The evaluators that callers hold. A handle is a number and no address, so that one that was freed is refused instead of followed.</summary>
internal static class EvaluatorHandles
{
    private static readonly ConcurrentDictionary<nint, SharedEvaluator> s_open = new();
    private static long s_last;

    /// <summary>A new one.</summary>
    public static nint Open(ArrayOptions options)
    {
        long id = Interlocked.Increment(ref s_last);
        s_open[(nint)id] = new SharedEvaluator(id, options);
        return (nint)id;
    }

    /// <summary>The one of a handle.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SharedEvaluator Of(nint handle) => s_open.TryGetValue(handle, out SharedEvaluator? evaluator)
        ? evaluator
        : throw new ArgumentException("The evaluator was freed, or never made.");

    /// <summary>Forgets one; a handle of none is passed over.</summary>
    public static void Close(nint handle) => s_open.TryRemove(handle, out _);
}
