using System.Diagnostics;
using System.Globalization;

namespace Ade20kEval.Cli.Terminal;

/// <summary>One line on the terminal that says how far a run is, how fast, and how long it will take.</summary>
/// <remarks>Redrawn at most ten times a second, from whichever worker comes by; nothing is drawn in a run shorter than half a second, and nothing remains at the end.</remarks>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan s_quietStart = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.1);
    private readonly TextWriter _terminal;
    private readonly bool _unicode;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _drawnAt;
    private bool _drawn;

    public ProgressLine(TextWriter terminal, bool unicode)
    {
        _terminal = terminal;
        _unicode = unicode;
    }

    /// <summary>A line where a person reads it; none where standard error is a file or a log.</summary>
    public static ProgressLine? For(CliEnvironment environment) =>
        environment.ErrorIsTerminal ? new ProgressLine(environment.Error, environment.Unicode) : null;

    /// <summary>The text of the line, for a given state.</summary>
    public static string Text(EvaluationProgress progress, TimeSpan elapsed, bool unicode)
    {
        const int BarWidth = 24;
        double share = progress.Total == 0 ? 1 : (double)progress.Done / progress.Total;
        int filled = (int)(share * BarWidth);
        string bar = new string(unicode ? '█' : '#', filled) + new string(unicode ? '░' : '.', BarWidth - filled);
        double perSecond = progress.Done / Math.Max(elapsed.TotalSeconds, 1e-3);
        double left = (progress.Total - progress.Done) / Math.Max(perSecond, 1e-9);
        string remaining = left < 3600 * 99
            ? TimeSpan.FromSeconds(Math.Ceiling(left)).ToString(left >= 3600 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture)
            : "?";
        return Invariant($"{bar} {progress.Done:N0}/{progress.Total:N0} images  {perSecond:N0}/s  {remaining} left");
    }

    public void Report(EvaluationProgress progress)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        if (elapsed < s_quietStart || !_lock.TryEnter())
        {
            return;
        }

        try
        {
            if (elapsed - _drawnAt >= s_interval)
            {
                _drawnAt = elapsed;
                _drawn = true;
                _terminal.Write($"\r{Text(progress, elapsed, _unicode)}\u001b[K");
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    public void Dispose()
    {
        if (_drawn)
        {
            _terminal.Write("\r\u001b[K");
        }
    }
}
