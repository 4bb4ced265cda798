namespace Ade20kEval.Figures;

/// <summary>How figures are made: their size, the density of their pixels, their words.</summary>
/// <remarks>Heights follow from what is drawn.</remarks>
internal sealed record FigureStyle
{
    /// <summary>The width of one column in millimetres: 83, the narrowest usual one (CVPR's 3.25 inches), so that a figure fits every other.</summary>
    public const double SingleColumn = 83;

    /// <summary>The width of a page's text in millimetres: 174, the narrowest usual one of two columns (CVPR's 6.875 inches).</summary>
    public const double DoubleColumn = 174;

    /// <summary>The least width in millimetres: below it names leave no room for what they name.</summary>
    public const double LeastWidth = 60;

    /// <summary>The largest width in millimetres: an A0 poster has 841.</summary>
    public const double MostWidth = 841;

    /// <summary>The least density in pixels an inch.</summary>
    public const int LeastDpi = 50;

    /// <summary>The largest density in pixels an inch: what journals ask of line drawings.</summary>
    public const int MostDpi = 1200;

    private readonly double _widthMillimetres = SingleColumn;
    private readonly int _dpi = 200;

    /// <summary>The font of all words.</summary>
    public required FigureFont Font { get; init; }

    /// <summary>Millimetres from left to right, <see cref="LeastWidth"/> to <see cref="MostWidth"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of that range.</exception>
    public double WidthMillimetres
    {
        get => _widthMillimetres;
        init => _widthMillimetres = value is >= LeastWidth and <= MostWidth ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Out of range.");
    }

    /// <summary>Pixels an inch of a PNG, <see cref="LeastDpi"/> to <see cref="MostDpi"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Out of that range.</exception>
    public int Dpi
    {
        get => _dpi;
        init => _dpi = value is >= LeastDpi and <= MostDpi ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Out of range.");
    }

    /// <summary>Whether title and description stand above; papers have captions instead.</summary>
    public bool Titles { get; init; } = true;

    /// <summary>The width in points, 72 an inch: the unit of everything that is drawn.</summary>
    internal float Width => (float)(WidthMillimetres / 25.4 * 72);
}
