using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>A square table of shares as colours on a logarithmic scale; with few rows the numbers stand in the cells.</summary>
/// <param name="Id">A short name for files and anchors.</param>
/// <param name="Title">What is seen, one line.</param>
/// <param name="Labels">Names of rows and columns alike.</param>
/// <param name="Shares">Row by row, the share of each column in its row, in [0, 1].</param>
/// <remarks>
/// Colours run from <see cref="Least"/> to 1 by the logarithm, because confusions span four orders of magnitude: on a linear scale
/// everything but the diagonal would be black. Many rows are drawn as a picture of one pixel a cell, enlarged without smoothing.
/// </remarks>
internal sealed record HeatmapChart(string Id, string Title, IReadOnlyList<string> Labels, IReadOnlyList<double> Shares) : Chart(Id, Title)
{
    /// <summary>Shares below this are as dark as 0.</summary>
    public const double Least = 0.001;

    /// <summary>With up to so many rows the numbers stand in the cells.</summary>
    public const int MostNumbered = 30;

    private const int Steps = 64;
    private const double KeyRoom = 80;

    /// <summary>What the rows are.</summary>
    public string RowName { get; init; } = "ground truth";

    /// <summary>What the columns are.</summary>
    public string ColumnName { get; init; } = "prediction";

    /// <inheritdoc/>
    public override double Height => Top + 24 + Side + (IsNumbered ? LabelRoom : 20) + 44;

    /// <inheritdoc/>
    public override Table Data => new(Id + "-data", Title,
        [new TableColumn("label", RowName, CellKind.Text), .. Labels.Select((l, i) => new TableColumn(Invariant($"share{i}"), l, CellKind.Percent))],
        [.. Labels.Select((l, row) => (Cell[])[Cell.Of(l), .. Enumerable.Range(0, Labels.Count).Select(column => Cell.Of(Shares[(row * Labels.Count) + column]))])]);

    /// <summary>Left edge of the cells.</summary>
    internal double CellsLeft => IsNumbered ? 10 + LabelRoom + 20 : 40;

    /// <summary>Upper edge of the cells.</summary>
    internal double CellsTop => Top + 24;

    /// <summary>Pixels from the first to the last row, and from the first to the last column.</summary>
    /// <remarks>A cell of a picture is a whole number of pixels where there is room for two, so that all are seen alike.</remarks>
    internal double Side
    {
        get
        {
            double room = Width - CellsLeft - KeyRoom;
            return IsNumbered ? Math.Min(Labels.Count * 44, room)
                : room >= 2 * Labels.Count ? Labels.Count * Math.Floor(room / Labels.Count) : room;
        }
    }

    private bool IsNumbered => Labels.Count <= MostNumbered;

    private double LabelRoom => IsNumbered ? Math.Min(110, Labels.Select(l => FontMetrics.Width(l, 11)).DefaultIfEmpty(0).Max()) + 8 : 0;

    /// <summary>The step of a share on the logarithmic scale: 0 up to <see cref="Least"/>, the last a share of 1.</summary>
    private static byte Step(double share) => share <= Least ? (byte)0
        : (byte)Math.Round(Math.Min(1, 1 - (Math.Log10(share) / Math.Log10(Least))) * (Steps - 1), MidpointRounding.AwayFromZero);

    private static Rgb Color(int step) => Viridis.At((double)step / (Steps - 1));

    private protected override void DrawBody(Svg svg)
    {
        double left = CellsLeft, top = CellsTop, side = Side;
        svg.Text(left + (side / 2), top - 8, ColumnName + " →", ChartColor.Muted, "middle");
        svg.Text(IsNumbered ? 18 : 12, top + (side / 2), "← " + RowName, ChartColor.Muted, "middle", rotate: -90);
        if (IsNumbered)
        {
            DrawCells(svg, left, top, side / Math.Max(1, Labels.Count));
        }
        else
        {
            DrawPicture(svg, left, top, side);
        }

        DrawKey(svg, left + side + 16, top, Math.Min(side, 260));
    }

    private void DrawPicture(Svg svg, double left, double top, double side)
    {
        byte[] indices = [.. Shares.Select(Step)];
        Rgb[] palette = [.. Enumerable.Range(0, Steps).Select(Color)];
        string png = Convert.ToBase64String(PalettePicture.Encode(Labels.Count, Labels.Count, indices, palette));
        svg.Raw($"<image class=\"cells\" x=\"{Svg.Number(left)}\" y=\"{Svg.Number(top)}\" width=\"{Svg.Number(side)}\" height=\"{Svg.Number(side)}\" " +
            $"image-rendering=\"pixelated\" href=\"data:image/png;base64,{png}\"/>\n");
        svg.Path($"M{Svg.Number(left)} {Svg.Number(top)}h{Svg.Number(side)}v{Svg.Number(side)}h{Svg.Number(-side)}z", ChartColor.Axis);
        int step = (int)Scale.Linear(0, Labels.Count, 0, 1, 8).Ticks[1];
        for (int i = 0; i < Labels.Count; i += Math.Max(1, step / 5))
        {
            double at = (i + 0.5) * side / Labels.Count;
            string label = i.ToString(CultureInfo.InvariantCulture);
            if (i % step == 0)
            {
                svg.Text(left - 8, top + at + 4, label, ChartColor.Muted, "end", 11);
                svg.Text(left + at, top + side + 18, label, ChartColor.Muted, "middle", 11);
            }

            svg.Line(left - 5, top + at, left, top + at, ChartColor.Axis);
            svg.Line(left + at, top + side, left + at, top + side + 5, ChartColor.Axis);
        }

        svg.Text(left + (side / 2), top + side + 36, "class index", ChartColor.Muted, "middle", 11);
    }

    private void DrawCells(Svg svg, double left, double top, double cell)
    {
        double size = Math.Clamp(cell / 3.2, 6, 12);
        for (int row = 0; row < Labels.Count; row++)
        {
            // Names stand outside the group: a page's script takes the group's box for the cells' box.
            svg.Text(left - 6, top + ((row + 0.5) * cell) + 4, FontMetrics.Cut(Labels[row], LabelRoom, 11), ChartColor.Ink, "end", 11);
            double middle = left + ((row + 0.5) * cell);
            svg.Text(middle + 4, top + (Labels.Count * cell) + 8, FontMetrics.Cut(Labels[row], LabelRoom, 11), ChartColor.Ink, "end", 11, rotate: -90);
        }

        svg.Raw("<g class=\"cells\">\n");
        for (int row = 0; row < Labels.Count; row++)
        {
            for (int column = 0; column < Labels.Count; column++)
            {
                double share = Shares[(row * Labels.Count) + column];
                byte step = Step(share);
                ChartColor color = new("0", Color(step).Hex, Color(step).Hex);
                double x = left + (column * cell), y = top + (row * cell);
                svg.Rect(x + 0.5, y + 0.5, cell - 1, cell - 1, color, $"{Labels[row]} predicted as {Labels[column]}: {CellText.Percent(share)} %");
                if (share > 0)
                {
                    string text = share >= 0.0995 ? (share * 100).ToString("0", CultureInfo.InvariantCulture) : (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
                    string ink = step > Steps * 0.55 ? "#000000" : "#ffffff";
                    svg.Text(x + (cell / 2), y + (cell / 2) + (size * 0.36), text, new ChartColor("0", ink, ink), "middle", size);
                }
            }
        }

        svg.Raw("</g>\n");
        svg.Path($"M{Svg.Number(left)} {Svg.Number(top)}h{Svg.Number(Labels.Count * cell)}v{Svg.Number(Labels.Count * cell)}h{Svg.Number(-Labels.Count * cell)}z", ChartColor.Axis);
    }

    private static void DrawKey(Svg svg, double left, double top, double height)
    {
        for (int i = 0; i < Steps; i++)
        {
            double y = top + (height * (Steps - 1 - i) / Steps);
            Rgb color = Color(i);
            svg.Rect(left, y, 12, (height / Steps) + 0.5, new ChartColor("0", color.Hex, color.Hex));
        }

        string[] names = ["≤ 0.1 %", "1 %", "10 %", "100 %"];
        for (int i = 0; i < names.Length; i++)
        {
            svg.Text(left + 16, top + (height * (3 - i) / 3) + (i == 3 ? 8 : i == 0 ? 0 : 4), names[i], ChartColor.Muted, size: 11);
        }
    }
}
