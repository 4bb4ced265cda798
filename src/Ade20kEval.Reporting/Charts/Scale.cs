using System.Globalization;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Maps values to pixels, linearly or by their logarithm, with round ticks.</summary>
internal sealed class Scale
{
    // Of the larger end, or of a hundredth: nothing smaller is told apart by its pixels, or by the twelve decimals of a tick.
    private const double LeastSpan = 1e-9;
    private const double LeastEnd = 0.01;
    private const int MostTicks = 10;

    private readonly double _from;
    private readonly double _to;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _isLog;

    private Scale(double from, double to, double start, double end, bool isLog, IReadOnlyList<double> ticks)
    {
        _from = isLog ? Math.Log10(from) : from;
        _to = isLog ? Math.Log10(to) : to;
        _start = start;
        _end = end;
        _isLog = isLog;
        Ticks = ticks;
    }

    /// <summary>The values to mark, ascending.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where the scale begins, as <see cref="Coordinate"/> gives it.</summary>
    public double From => _from;

    /// <summary>Where the scale ends, as <see cref="Coordinate"/> gives it.</summary>
    public double To => _to;

    /// <summary>A value as a place between <see cref="From"/> and <see cref="To"/>: itself, or its logarithm to base 10.</summary>
    public double Coordinate(double value) => _isLog ? Math.Log10(value) : value;

    /// <summary>The pixel of a value.</summary>
    public double this[double value]
    {
        get
        {
            double v = Coordinate(value);
            return _to == _from ? _start : _start + ((v - _from) / (_to - _from) * (_end - _start));
        }
    }

    /// <summary>What stands at a pixel, as <see cref="Coordinate"/> gives it; beyond the ends, what would.</summary>
    public double CoordinateAt(double pixel) => _from + ((pixel - _start) / (_end - _start) * (_to - _from));

    /// <summary>A linear scale whose ends are ticks: multiples of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="min">The least value to show.</param>
    /// <param name="max">The largest value to show.</param>
    /// <param name="start">The pixel of the scale's beginning.</param>
    /// <param name="end">The pixel of its end.</param>
    /// <param name="about">About how many steps between ticks are wanted.</param>
    public static Scale Linear(double min, double max, double start, double end, int about = 5)
    {
        // Values that differ by rounding alone are one value: steps of their difference would be too many to count.
        if (!(max - min > LeastSpan * Math.Max(LeastEnd, Math.Max(Math.Abs(min), Math.Abs(max)))))
        {
            max = min + 1;
        }

        double rough = (max - min) / about;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double first = Math.Floor((min / step) + 1e-9);
        double last = Math.Ceiling((max / step) - 1e-9);
        List<double> ticks = [];
        for (double i = first; i <= last; i++)
        {
            ticks.Add(Math.Round(i * step, 12));
        }

        return new Scale(ticks[0], ticks[^1], start, end, isLog: false, ticks);
    }

    /// <summary>A linear scale with exactly these ends; ticks are the round values between.</summary>
    public static Scale Exact(double min, double max, double start, double end, int about = 5)
    {
        Scale round = Linear(min, max, start, end, about);
        return new Scale(min, max, start, end, isLog: false, [.. round.Ticks.Where(t => t >= min - 1e-12 && t <= max + 1e-12)]);
    }

    /// <summary>A linear scale with exactly these ends and ticks.</summary>
    public static Scale Marked(double min, double max, double start, double end, IReadOnlyList<double> ticks) => new(min, max, start, end, isLog: false, ticks);

    /// <summary>A logarithmic scale from one round value to another: 1, 2 or 5 times a power of ten. Ticks are those between, or only the powers of a long scale.</summary>
    public static Scale Log(double min, double max, double start, double end)
    {
        List<double> round = [];
        for (int power = (int)Math.Floor(Math.Log10(min)) - 1; power <= (int)Math.Ceiling(Math.Log10(max)) + 1; power++)
        {
            foreach (int digit in new[] { 1, 2, 5 })
            {
                // Parsed, not multiplied: the value that people would type, to the last bit.
                round.Add(double.Parse(Invariant($"{digit}e{power}"), CultureInfo.InvariantCulture));
            }
        }

        double low = round.FindLast(v => v <= min), high = round.Find(v => v >= max && v > low);
        round.RemoveAll(v => v < low || v > high);
        List<double> ticks = round.Count > 10 ? [.. round.Where(v => Math.Abs(Math.Log10(v) - Math.Round(Math.Log10(v))) < 1e-9)] : round;

        // Of so many powers that their words would touch, every second, third and so on.
        int every = (ticks.Count + MostTicks - 1) / MostTicks;
        ticks = [.. ticks.Where((_, i) => i % every == 0)];
        return new Scale(low, high, start, end, isLog: true, ticks);
    }

    /// <summary>A tick in as few digits as tell it from its neighbours.</summary>
    public static string Label(double tick) => Math.Abs(tick) is (> 0 and < 1e-5) or >= 1e15 ? tick.ToString("0.##e+0", CultureInfo.InvariantCulture)
        : Math.Abs(tick) >= 10_000
        ? Math.Abs(tick) >= 1e9 ? (tick / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G"
        : Math.Abs(tick) >= 1e6 ? (tick / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M" : (tick / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k"
        : tick.ToString("0.######", CultureInfo.InvariantCulture);
}
