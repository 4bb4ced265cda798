using Ade20kEval.Datasets;
using Ade20kEval.Figures.Charts;
using Ade20kEval.Reporting.Charts;
using SkiaSharp;

namespace Ade20kEval.Figures.Qualitative;

/// <summary>Draws images in rows with the names of the columns above and the colours of the classes below.</summary>
internal sealed class QualitativeDrawing(QualitativeFigure figure, FigureStyle style) : Drawing(figure.Title)
{
    private const float Edge = 4;
    private const float Gap = 3;
    private const float LineHeight = 10;
    private const float Swatch = 6;

    // Taller pictures are shown narrower, so that one of them does not fill the page.
    private const float TallestShare = 1.25f;

    private readonly Words _words = new(style.Font);
    private IReadOnlyList<IReadOnlyList<ClassInfo>>? _legend;

    /// <inheritdoc/>
    public override float Width { get; } = style.Width;

    /// <inheritdoc/>
    public override float Height => Edge + LineHeight + figure.Rows.Sum(RowHeight) + 2 + (LegendLines.Count * LineHeight) + Edge;

    private float ColumnWidth => (Width - (2 * Edge) - (Gap * (figure.Columns.Count - 1))) / figure.Columns.Count;

    private IReadOnlyList<IReadOnlyList<ClassInfo>> LegendLines => _legend ??= Flow();

    /// <summary>The pixels that a picture's longer side needs to look sharp in print, at 300 an inch.</summary>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="style">How it is drawn.</param>
    public static int LongestSide(int columns, FigureStyle style) => (int)Math.Ceiling(style.Width / columns / 72 * Math.Max(300, style.Dpi));

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas)
    {
        float y = Edge + LineHeight;
        for (int i = 0; i < figure.Columns.Count; i++)
        {
            _words.Draw(canvas, _words.Cut(figure.Columns[i], ColumnWidth, bold: true), Middle(i), y - 3, ChartColor.Ink, SKTextAlign.Center, bold: true);
        }

        foreach (QualitativeRow row in figure.Rows)
        {
            float height = PictureHeight(row);
            for (int i = 0; i < row.Cells.Count; i++)
            {
                DrawCell(canvas, row.Cells[i], Middle(i), y, height);
            }

            y += RowHeight(row);
        }

        DrawLegend(canvas, y + 2);
    }

    private float Middle(int column) => Edge + ((ColumnWidth + Gap) * column) + (ColumnWidth / 2);

    private float PictureHeight(QualitativeRow row) => Math.Min(ColumnWidth * TallestShare, row.Cells.Max(cell => ColumnWidth * cell.Height / cell.Width));

    private float RowHeight(QualitativeRow row) => PictureHeight(row) + (row.Cells.Any(cell => cell.Caption.Length > 0) ? LineHeight : 0) + Gap;

    private void DrawCell(SKCanvas canvas, QualitativeCell cell, float middle, float top, float height)
    {
        float scale = Math.Min(ColumnWidth / cell.Width, height / cell.Height), width = cell.Width * scale;
        using SKData data = SKData.CreateCopy(cell.File);
        using SKImage image = SKImage.FromEncodedData(data)!;
        SKSamplingOptions sampling = cell.IsMask ? new SKSamplingOptions(SKFilterMode.Nearest) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        using SKPaint paint = new();
        canvas.DrawImage(image, SKRect.Create(middle - (width / 2), top, width, cell.Height * scale), sampling, paint);
        _words.Draw(canvas, _words.Cut(cell.Caption, ColumnWidth), middle, top + height + 8, ChartColor.Muted, SKTextAlign.Center);
    }

    private List<List<ClassInfo>> Flow()
    {
        List<List<ClassInfo>> lines = [];
        float room = 0;
        foreach (ClassInfo item in figure.Legend)
        {
            float width = ItemWidth(item);
            if (lines.Count == 0 || width > room)
            {
                lines.Add([]);
                room = Width - (2 * Edge);
            }

            lines[^1].Add(item);
            room -= width;
        }

        return lines;
    }

    private string NameOf(ClassInfo item) => _words.Cut(item.Name, (Width / 2) - Swatch - 12);

    private float ItemWidth(ClassInfo item) => Swatch + 3 + _words.Width(NameOf(item)) + 8;

    private void DrawLegend(SKCanvas canvas, float top)
    {
        float y = top;
        foreach (IReadOnlyList<ClassInfo> line in LegendLines)
        {
            float x = Edge;
            foreach (ClassInfo item in line)
            {
                using SKPaint paint = new() { Color = SKColor.Parse(item.Color.Hex), IsAntialias = true };
                canvas.DrawRect(x, y + 1.5f, Swatch, Swatch, paint);
                _words.Draw(canvas, NameOf(item), x + Swatch + 3, y + 7, ChartColor.Ink);
                x += ItemWidth(item);
            }

            y += LineHeight;
        }
    }
}
