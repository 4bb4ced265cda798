using System.Text;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Measures and draws words in a figure's font. All words of a figure come through here, so that none is drawn in a font that lacks its letters.</summary>
internal sealed class Words(FigureFont font)
{
    /// <summary>The size of usual words in points, and the least there is: below 7 journals send figures back.</summary>
    public const float Size = 7;

    /// <summary>The size of a title.</summary>
    public const float TitleSize = 9;

    /// <summary>From one base line to the next, as a multiple of the size.</summary>
    public const float LineStep = 1.3f;

    /// <summary>How far the letters of a line reach above its middle, as a share of the size: adds up to a base line.</summary>
    public const float HalfRise = 0.35f;

    /// <summary>Points that words take from left to right.</summary>
    public float Width(string text, float size = Size, bool bold = false)
    {
        string line = SafeText.Line(text, '?');
        using SKFont sized = Sized(line, size, bold);
        return sized.MeasureText(line);
    }

    /// <summary>The widest of some words.</summary>
    public float Widest(IEnumerable<string> texts, float size = Size) => texts.Select(text => Width(text, size)).DefaultIfEmpty(0).Max();

    /// <summary>The words, cut to a width and ended by an ellipsis where they do not fit.</summary>
    public string Cut(string text, float width, float size = Size, bool bold = false)
    {
        string line = SafeText.Line(text, '?');
        if (Width(line, size, bold) <= width)
        {
            return line;
        }

        StringBuilder cut = new();
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (Width(cut.ToString() + rune + "…", size, bold) > width)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.ToString().TrimEnd() + "…";
    }

    /// <summary>The words in lines of at most a width.</summary>
    public IReadOnlyList<string> Wrap(string text, float width, float size = Size, bool bold = false)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in SafeText.Line(text, '?').Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = Cut(longer, width, size, bold);
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Draws words on one line.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">Any text.</param>
    /// <param name="x">Where it stands, by <paramref name="align"/>.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="color">Its colour on a light page.</param>
    /// <param name="align">Which end of it stands at <paramref name="x"/>.</param>
    /// <param name="size">Height of the font in points.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="upwards">Whether it is turned to be read from below.</param>
    /// <param name="halo">Whether a white rim keeps it readable over marks.</param>
    public void Draw(SKCanvas canvas, string text, float x, float y, ChartColor color, SKTextAlign align = SKTextAlign.Left, float size = Size, bool bold = false, bool upwards = false, bool halo = false)
    {
        string line = SafeText.Line(text, '?');
        using SKFont sized = Sized(line, size, bold);
        using SKPaint paint = new() { IsAntialias = true };
        canvas.Save();
        canvas.Translate(x, y);
        if (upwards)
        {
            canvas.RotateDegrees(-90);
        }

        if (halo)
        {
            DrawRim(canvas, line, align, sized);
        }

        paint.Color = SKColor.Parse(color.Hex);
        canvas.DrawText(line, 0, 0, align, sized, paint);
        canvas.Restore();
    }

    /// <summary>A white rim, drawn as a shape: as text a PDF would hold the words twice.</summary>
    private static void DrawRim(SKCanvas canvas, string line, SKTextAlign align, SKFont sized)
    {
        float width = sized.MeasureText(line);
        using SKPath outline = sized.GetTextPath(line, new SKPoint(align switch { SKTextAlign.Center => -width / 2, SKTextAlign.Right => -width, _ => 0 }, 0));
        using SKPaint rim = new() { Color = SKColors.White, IsStroke = true, StrokeWidth = 1.6f, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true };
        canvas.DrawPath(outline, rim);
    }

    private SKFont Sized(string text, float size, bool bold) => new(font.For(text, bold), size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
}
