using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>A drawing of numbers: what it shows, and the numbers themselves for whoever cannot see it.</summary>
/// <param name="Id">A short name for files and anchors: lower-case letters and hyphens.</param>
/// <param name="Title">What is seen, one line.</param>
internal abstract record Chart(string Id, string Title)
{
    /// <summary>The title and the description that readers who cannot see it are told are cut here: names in them are up to others.</summary>
    internal const int LongestText = 500;

    /// <summary>How to read it, one or two sentences.</summary>
    public string Description { get; init; } = "";

    /// <summary>Pixels from left to right at 1x.</summary>
    public double Width { get; init; } = 720;

    /// <summary>Pixels from top to bottom at 1x.</summary>
    public abstract double Height { get; }

    /// <summary>The same numbers as a table.</summary>
    public abstract Table Data { get; }

    /// <summary>Height that title and description take at the top.</summary>
    private protected double Top => 34 + (DescriptionLines.Count * 16);

    /// <summary>The description in lines that fit the width.</summary>
    private protected IReadOnlyList<string> DescriptionLines => FontMetrics.Wrap(Description, Width - 20, 12);

    /// <summary>Draws everything below title and description.</summary>
    private protected abstract void DrawBody(Svg svg);

    internal void Draw(Svg svg)
    {
        svg.Text(10, 21, FontMetrics.Cut(Title, Width - 20, 15, bold: true), ChartColor.Ink, size: 15, bold: true);
        for (int i = 0; i < DescriptionLines.Count; i++)
        {
            svg.Text(10, 40 + (i * 16), DescriptionLines[i], ChartColor.Muted);
        }

        DrawBody(svg);
    }
}
