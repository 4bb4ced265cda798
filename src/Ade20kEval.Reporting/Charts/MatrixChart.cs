using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Shares of rows in columns as colours, on a linear scale; with few columns the numbers stand in the cells.</summary>
/// <param name="Id">A short name for files and anchors.</param>
/// <param name="Title">What is seen, one line.</param>
/// <param name="Rows">What the rows are called, top to bottom.</param>
/// <param name="Columns">What the columns are called, left to right.</param>
/// <param name="Shares">Row by row, in [0, 1]; <see langword="null"/> where undefined, which is grey.</param>
/// <remarks>Where there are more cells than can have numbers, they are a picture of one pixel a cell, enlarged without smoothing.</remarks>
internal sealed record MatrixChart(string Id, string Title, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<double?> Shares) : Chart(Id, Title)
{
    /// <summary>With up to so many columns the numbers stand in the cells, where these are wide enough.</summary>
    public const int MostNumbered = 18;

    // "100" and a gap, in letters that can be read.
    private const double NumberedColumn = 24;
    private const double LetterSize = 11;

    private const int Steps = 64;
    private const double KeyRoom = 62;
    private const double LongestName = 170;
    private const double NamedColumn = 12;

    /// <summary>What the rows are.</summary>
    public required string RowName { get; init; }

    /// <summary>What the columns are.</summary>
    public required string ColumnName { get; init; }

    /// <summary>The numbers as a table, where one of all cells would be too long to read.</summary>
    public Table? Numbers { get; init; }

    /// <inheritdoc/>
    public override double Height => CellsTop + (Rows.Count * RowHeight) + ColumnRoom + 26;

    /// <inheritdoc/>
    public override Table Data => Numbers ?? new(Id + "-data", Title,
        [new TableColumn("row", RowName, CellKind.Text), .. Columns.Select((name, i) => new TableColumn(Invariant($"column{i + 1}"), name, CellKind.Percent))],
        [.. Rows.Select((name, row) => (Cell[])[Cell.Of(name), .. Enumerable.Range(0, Columns.Count).Select(column => Cell.Of(this[row, column]))])]);

    /// <summary>The share of a cell.</summary>
    public double? this[int row, int column] => Shares[(row * Columns.Count) + column];

    /// <summary>Whether numbers stand in the cells.</summary>
    internal bool IsNumbered => Columns.Count <= MostNumbered && CellWidth >= NumberedColumn;

    /// <summary>The colour of a cell that has no share.</summary>
    internal static Rgb Undefined { get; } = new(128, 128, 128);

    private double CellsTop => Top + 24;

    private double RowHeight => Rows.Count <= 60 ? 18 : 13;

    // On a telephone a third of the width is for names.
    private double LongestRow => Math.Min(LongestName, 0.34 * Width);

    private double NameRoom => Math.Min(LongestRow, Rows.Select(name => FontMetrics.Width(name, LetterSize)).DefaultIfEmpty(0).Max()) + 8;

    private double CellsLeft => 26 + NameRoom;

    private double CellWidth => Math.Min(44, (Width - CellsLeft - KeyRoom) / Math.Max(1, Columns.Count));

    // Numbers stand upright, names on end.
    private bool AreNumbers => Columns.All(name => name.Length <= 3);

    private double ColumnRoom => AreNumbers ? 18 : CellWidth < NamedColumn ? 4 : Math.Min(LongestName, Columns.Select(name => FontMetrics.Width(name, 11)).DefaultIfEmpty(0).Max()) + 10;

    private static byte Step(double share) => (byte)Math.Round(Math.Clamp(share, 0, 1) * (Steps - 1), MidpointRounding.AwayFromZero);

    private static Rgb Color(int step) => Viridis.At((double)step / (Steps - 1));

    private protected override void DrawBody(Svg svg)
    {
        double left = CellsLeft, top = CellsTop, cell = CellWidth, width = cell * Columns.Count, height = RowHeight * Rows.Count;
        svg.Text(left + (width / 2), top - 8, ColumnName + " →", ChartColor.Muted, "middle");
        svg.Text(20, top + (height / 2), "← " + RowName, ChartColor.Muted, "middle", rotate: -90);
        for (int row = 0; row < Rows.Count; row++)
        {
            svg.Text(left - 6, top + ((row + 0.5) * RowHeight) + 4, FontMetrics.CutMiddle(Rows[row], LongestRow, LetterSize), ChartColor.Ink, "end", LetterSize);
        }

        if (IsNumbered)
        {
            DrawCells(svg, left, top, cell);
        }
        else
        {
            DrawPicture(svg, left, top, width, height);
        }

        svg.Path($"M{Svg.Number(left)} {Svg.Number(top)}h{Svg.Number(width)}v{Svg.Number(height)}h{Svg.Number(-width)}z", ChartColor.Axis);
        DrawColumnNames(svg, left, top + height, cell);
        DrawKey(svg, left + width + 12, top, Math.Clamp(height, 60, 200));
    }

    private void DrawCells(Svg svg, double left, double top, double cell)
    {
        svg.Raw("<g class=\"cells\">\n");
        for (int row = 0; row < Rows.Count; row++)
        {
            for (int column = 0; column < Columns.Count; column++)
            {
                double? share = this[row, column];
                Rgb color = share is double known ? Color(Step(known)) : Undefined;
                double x = left + (column * cell), y = top + (row * RowHeight);
                svg.Rect(x + 0.5, y + 0.5, cell - 1, RowHeight - 1, new ChartColor("0", color.Hex, color.Hex), $"{Rows[row]}, {ColumnName} {Columns[column]}: {(share is double value ? CellText.Percent(value) + " %" : "undefined")}");
                if (share > 0)
                {
                    string ink = share > 0.55 ? "#000000" : "#ffffff";
                    svg.Text(x + (cell / 2), y + (RowHeight / 2) + 3.5, Number(share.Value), new ChartColor("0", ink, ink), "middle", LetterSize);
                }
            }
        }

        svg.Raw("</g>\n");
    }

    /// <summary>A share in percent as short as can be: whole from 10 on.</summary>
    internal static string Number(double share) => (share * 100).ToString(share >= 0.0995 ? "0" : "0.0", CultureInfo.InvariantCulture);

    private void DrawPicture(Svg svg, double left, double top, double width, double height)
    {
        byte[] indices = [.. Shares.Select(share => share is double known ? Step(known) : (byte)Steps)];
        string png = Convert.ToBase64String(PalettePicture.Encode(Columns.Count, Rows.Count, indices, [.. Enumerable.Range(0, Steps).Select(Color), Undefined]));
        svg.Raw($"<image class=\"cells\" x=\"{Svg.Number(left)}\" y=\"{Svg.Number(top)}\" width=\"{Svg.Number(width)}\" height=\"{Svg.Number(height)}\" " +
            $"preserveAspectRatio=\"none\" image-rendering=\"pixelated\" href=\"data:image/png;base64,{png}\"/>\n");
    }

    private void DrawColumnNames(Svg svg, double left, double bottom, double cell)
    {
        int step = AreNumbers ? (int)Math.Ceiling(24 / cell) : 1;
        for (int column = 0; column < Columns.Count && (AreNumbers || cell >= NamedColumn); column += step)
        {
            double middle = left + ((column + 0.5) * cell);
            if (AreNumbers)
            {
                svg.Text(middle, bottom + 14, Columns[column], ChartColor.Muted, "middle", 11);
            }
            else
            {
                svg.Text(middle + 4, bottom + 8, FontMetrics.CutMiddle(Columns[column], LongestName, 11), ChartColor.Ink, "end", 11, rotate: -90);
            }
        }
    }

    private static void DrawKey(Svg svg, double left, double top, double height)
    {
        for (int i = 0; i < Steps; i++)
        {
            Rgb color = Color(i);
            svg.Rect(left, top + (height * (Steps - 1 - i) / Steps), 12, (height / Steps) + 0.5, new ChartColor("0", color.Hex, color.Hex));
        }

        for (int i = 0; i <= 2; i++)
        {
            svg.Text(left + 16, top + (height * (2 - i) / 2) + (i == 2 ? 8 : i == 0 ? 0 : 4), $"{50 * i} %", ChartColor.Muted, size: 11);
        }
    }
}
