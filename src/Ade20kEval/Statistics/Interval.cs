namespace Ade20kEval.Statistics;

/// <summary>An interval of a figure, or of a difference of two, in the figure's own unit.</summary>
/// <param name="Low">The lower limit; not cut off at 0 or 1, where a figure cannot be: that would hide how little is known.</param>
/// <param name="High">The upper limit.</param>
/// <param name="Level">With which probability such intervals hold the truth; 0.95 unless asked otherwise.</param>
/// <param name="Method">How it was made.</param>
/// <param name="Draws">How many draws, for methods that draw; else <see langword="null"/>.</param>
public sealed record Interval(double Low, double High, double Level, IntervalMethod Method, int? Draws = null)
{
    private const double Rounding = 1e-9;

    /// <summary>Half of the width: what stands behind a plus-minus.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>Whether a value lies within, limits included, as far as the ten digits go to which documents write them.</summary>
    public bool Holds(double value) => value >= Low - Rounding && value <= High + Rounding;
}
