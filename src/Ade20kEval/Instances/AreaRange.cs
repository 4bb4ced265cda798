namespace Ade20kEval.Instances;

/// <summary>Objects by size.</summary>
/// <param name="Least">The smallest area in pixels, included.</param>
/// <param name="Most">The largest area in pixels, included.</param>
internal sealed record AreaRange(double Least, double Most)
{
    /// <summary>Whether an area is in the range.</summary>
    public bool Contains(double area) => area >= Least && area <= Most;
}
