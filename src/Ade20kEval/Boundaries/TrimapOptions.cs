namespace Ade20kEval.Boundaries;

/// <summary>The bands of a trimap curve.</summary>
/// <param name="Kind">Which pixels they are around.</param>
/// <param name="Widths">Their widths in pixels, ascending from at least 1 to at most <see cref="MostWidth"/>.</param>
public sealed record TrimapOptions(TrimapKind Kind, IReadOnlyList<int> Widths)
{
    /// <summary>The widest band.</summary>
    public const int MostWidth = 255;

    /// <summary>The most bands.</summary>
    public const int MostBands = 16;

    /// <summary>Says that widths must ascend.</summary>
    /// <exception cref="ArgumentException">They do not, are too many or too wide, or there are none.</exception>
    internal void RequireWidths()
    {
        if (!AreWidths(Widths))
        {
            throw new ArgumentException(Invariant($"Widths of trimap bands ascend from at least 1 to at most {MostWidth}, and there are 1 to {MostBands}."));
        }
    }

    /// <summary>Whether numbers can be widths.</summary>
    internal static bool AreWidths(IReadOnlyList<int> widths) =>
        widths.Count is >= 1 and <= MostBands && widths[0] >= 1 && widths[^1] <= MostWidth && widths.Zip(widths.Skip(1)).All(static pair => pair.First < pair.Second);
}
