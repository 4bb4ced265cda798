namespace Ade20kEval.Reporting.Charts;

/// <summary>A colour by its role, with its values on a light and on a dark page.</summary>
/// <param name="Name">One letter, which names the classes of the style sheet.</param>
/// <param name="Hex">On a light page, and where no style sheet is read.</param>
/// <param name="DarkHex">On a dark page.</param>
/// <remarks>
/// Blue and orange are those of Okabe and Ito, "Color Universal Design" (2008), which people with any colour vision tell apart, darkened or
/// lightened until they reach a contrast of 3:1 with the page (WCAG 2.2, 1.4.11); words reach 4.5:1 (1.4.3).
/// </remarks>
internal sealed record ChartColor(string Name, string Hex, string DarkHex)
{
    /// <summary>Words.</summary>
    public static ChartColor Ink { get; } = new("i", "#1f2328", "#e6edf3");

    /// <summary>Words of less weight: ticks, units.</summary>
    public static ChartColor Muted { get; } = new("m", "#59636e", "#9da7b1");

    /// <summary>Lines that guide the eye.</summary>
    public static ChartColor Grid { get; } = new("g", "#d8dee4", "#373e47");

    /// <summary>Axes and reference lines.</summary>
    public static ChartColor Axis { get; } = new("a", "#818b98", "#768390");

    /// <summary>The first series; gains.</summary>
    public static ChartColor Blue { get; } = new("b", "#0072b2", "#56b4e9");

    /// <summary>The second series; losses.</summary>
    public static ChartColor Orange { get; } = new("o", "#c45100", "#f0a04b");

    /// <summary>The third series.</summary>
    public static ChartColor Green { get; } = new("n", "#00795a", "#3fc79a");

    /// <summary>The fourth series.</summary>
    public static ChartColor Purple { get; } = new("p", "#a0498a", "#dd9bca");

    /// <summary>The page itself.</summary>
    public static ChartColor Page { get; } = new("w", "#ffffff", "#0d1117");

    /// <summary>The colours of series, in order.</summary>
    public static IReadOnlyList<ChartColor> Series { get; } = [Blue, Orange, Green, Purple];

    /// <summary>The class of areas and words.</summary>
    internal string FillClass => "f" + Name;

    /// <summary>The class of lines.</summary>
    internal string StrokeClass => "k" + Name;

    /// <summary>The style sheet rules that give every colour its value on a dark page.</summary>
    internal static string DarkCss { get; } = string.Concat(
        new[] { Ink, Muted, Grid, Axis, Blue, Orange, Green, Purple, Page }.Select(c => $".{c.FillClass}{{fill:{c.DarkHex}}}.{c.StrokeClass}{{stroke:{c.DarkHex}}}"))
        + $".h{{stroke:{Page.DarkHex}}}";
}
