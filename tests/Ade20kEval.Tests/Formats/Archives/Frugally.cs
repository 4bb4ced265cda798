using System.Diagnostics;
using Ade20kEval.Files;
using Ade20kEval.Formats;

namespace Ade20kEval.Tests.Formats.Archives;

/// <summary>Checks that hostile input is refused in little time and memory.</summary>
internal static class Frugally
{
    private const double MaxSeconds = 1;
    private const long MaxBytes = 64 << 20;

    /// <summary>Does what has to be refused, three times at most: a busy machine may be slow once.</summary>
    /// <returns>The message of the refusal.</returns>
    public static string Refuse(Action action)
    {
        for (int attempt = 1; ; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            string message = Assert.Throws<InputException>(action)!.Message;
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MaxBytes));
            if (seconds < MaxSeconds || attempt == 3)
            {
                Assert.That(seconds, Is.LessThan(MaxSeconds));
                return message;
            }
        }
    }
}
