using System.Diagnostics;

namespace Ade20kEval.Benchmarks;

/// <summary>The smallest of several rounds, after one that warms up.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all processors together; the steadier on a busy machine.</param>
internal readonly record struct BestTime(double Seconds, double ProcessorSeconds)
{
    /// <summary>Times a pass.</summary>
    public static BestTime Of(Action pass, int rounds)
    {
        BestTime best = new(double.MaxValue, double.MaxValue);
        for (int round = 0; round <= rounds; round++)
        {
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            pass();
            if (round > 0)
            {
                best = new(
                    Math.Min(best.Seconds, Stopwatch.GetElapsedTime(start).TotalSeconds),
                    Math.Min(best.ProcessorSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
            }
        }

        return best;
    }
}
