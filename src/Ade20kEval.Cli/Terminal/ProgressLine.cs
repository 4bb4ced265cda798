using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Terminal;

/// <summary>One line on the terminal that says how far a run is, how fast, and how long it will take.</summary>
/// <remarks>Redrawn at most ten times a second, from whichever worker comes by; nothing is drawn in a run shorter than half a second, and nothing remains at the end.</remarks>
internal sealed class ProgressLine : IDisposable
{
    private const int WidestBar = 24;
    private const int NarrowestBar = 4;
    private static readonly TimeSpan s_quietStart = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(0.1);
    private readonly TextWriter _terminal;
    private readonly bool _unicode;
    private readonly int _width;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _drawnAt;
    private bool _drawn;
    private int _done;
    private int _total;
    private TimeSpan _reported;

    /// <summary>A line that is not drawn yet.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="unicode">Whether it shows more than ASCII.</param>
    /// <param name="width">Its columns: a line of as many would move the cursor to the next.</param>
    public ProgressLine(TextWriter terminal, bool unicode, int width = 80)
    {
        _terminal = terminal;
        _unicode = unicode;
        _width = width;
    }

    /// <summary>A line where a person reads it; none where standard error is a file or a log.</summary>
    public static ProgressLine? For(CliEnvironment environment) =>
        environment.ErrorIsTerminal ? new ProgressLine(environment.Error, environment.Unicode, environment.ErrorWidth) : null;

    /// <summary>The text of the line, for a given state: shorter than the terminal is wide. What gives way: the bar, the rate, the time left.</summary>
    public static string Text(EvaluationProgress progress, TimeSpan elapsed, bool unicode, int width)
    {
        double perSecond = progress.Done / Math.Max(elapsed.TotalSeconds, 1e-3);
        double left = (progress.Total - progress.Done) / Math.Max(perSecond, 1e-9);
        string remaining = left < 3600 * 99 ? Clock(Math.Ceiling(left)) : "?";
        string[] parts = [Invariant($"{progress.Done:N0}/{progress.Total:N0} images"), Invariant($"  {perSecond:N0}/s"), $"  {remaining} left"];
        int room = width - 1;
        string text = parts[0] + parts[1] + parts[2] is string whole && whole.Length <= room ? whole
            : parts[0] + parts[2] is string short1 && short1.Length <= room ? short1
            : parts[0][..Math.Clamp(room, 0, parts[0].Length)];
        int bar = Math.Min(WidestBar, room - text.Length - 1);
        if (bar < NarrowestBar)
        {
            return text;
        }

        int filled = (int)((progress.Total == 0 ? 1 : (double)progress.Done / progress.Total) * bar);
        return $"{new string(unicode ? '█' : '#', filled)}{new string(unicode ? '░' : '.', bar - filled)} {text}";
    }

    /// <summary>The sentence after a run: how many images, how long, how fast.</summary>
    public static string Summary(int images, TimeSpan elapsed)
    {
        double seconds = elapsed.TotalSeconds;
        string time = seconds < 60 ? Invariant($"{seconds:0.00} s") : Clock(Math.Round(seconds));
        return $"{Plural.Of(images, "image")} in {time}, {Invariant($"{images / Math.Max(seconds, 1e-3):N0}")} a second";
    }

    /// <summary>Takes note of how far the run is, and draws it when it is time.</summary>
    public void Report(EvaluationProgress progress)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        _reported = elapsed;
        _total = progress.Total;
        _done = Math.Max(_done, progress.Done);
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
                _terminal.Write($"\r{Text(progress, elapsed, _unicode, _width)}\u001b[K");
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>The sentence about the run so far; <see langword="null"/> when nothing was reported.</summary>
    public string? Conclude() => _total > 0 ? Summary(_total, _reported) : null;

    /// <summary>What an interrupt in the middle of it is said to be.</summary>
    /// <param name="stop">The interrupt.</param>
    /// <param name="fate">What became of the outputs.</param>
    public InterruptedException Interrupted(OperationCanceledException stop, string fate) =>
        new(Invariant($"interrupted after {_done:N0} of {Plural.Of(_total, "image")}; {fate}"), stop);

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        if (_drawn)
        {
            _drawn = false;
            _terminal.Write("\r\u001b[K");
        }
    }

    private static string Clock(double seconds) =>
        TimeSpan.FromSeconds(seconds).ToString(seconds >= 3600 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
