using System.Globalization;
using System.Text;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Writes SVG 1.1 elements, digit for digit the same on every machine.</summary>
/// <remarks>
/// Coordinates are pixels at 1x, rounded to a tenth. Colours are given as presentation attributes, so that a drawing is right
/// in any program; class names let a style sheet choose others where the page is dark.
/// </remarks>
/// <param name="isDark">Whether the attributes are the colours of a dark page.</param>
/// <param name="hasTips">Whether marks have words that show when they are pointed at.</param>
internal sealed class Svg(bool isDark = false, bool hasTips = true)
{
    /// <summary>Longer words that show when a mark is pointed at are cut.</summary>
    private const int LongestTip = 200;

    private readonly StringBuilder _text = new();

    /// <summary>What was drawn so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A coordinate with at most one decimal.</summary>
    public static string Number(double value)
    {
        double rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return rounded == 0 ? "0" : rounded.ToString("0.#", CultureInfo.InvariantCulture);
    }

    public Svg Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public Svg Rect(double x, double y, double width, double height, ChartColor color, string? tip = null)
    {
        _text.Append("<rect x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y)).Append("\" width=\"").Append(Number(Math.Max(0, width)))
            .Append("\" height=\"").Append(Number(Math.Max(0, height))).Append("\" class=\"").Append(color.FillClass).Append("\" fill=\"").Append(Hex(color)).Append('"');
        return Close("rect", tip);
    }

    /// <summary>A point; its colour is that of the <see cref="Points"/> it stands among.</summary>
    public Svg Circle(double x, double y, double radius, string? tip = null)
    {
        _text.Append("<circle cx=\"").Append(Number(x)).Append("\" cy=\"").Append(Number(y)).Append("\" r=\"").Append(Number(radius)).Append('"');
        return Close("circle", tip);
    }

    /// <summary>Points of one colour; said once for all, because there may be hundreds.</summary>
    public Svg Points(ChartColor color, Action<Svg> draw)
    {
        _text.Append("<g class=\"").Append(color.FillClass).Append("\" fill=\"").Append(Hex(color)).Append("\" fill-opacity=\".85\">\n");
        draw(this);
        return Raw("</g>\n");
    }

    public Svg Line(double x1, double y1, double x2, double y2, ChartColor color, double width = 1, string? dash = null) =>
        Path($"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}", color, width, dash);

    public Svg Path(string data, ChartColor color, double width = 1, string? dash = null)
    {
        _text.Append("<path d=\"").Append(data).Append("\" class=\"").Append(color.StrokeClass).Append("\" stroke=\"").Append(Hex(color))
            .Append("\" stroke-width=\"").Append(Number(width)).Append("\" fill=\"none\"");
        if (dash is not null)
        {
            _text.Append(" stroke-dasharray=\"").Append(dash).Append('"');
        }

        _text.Append("/>\n");
        return this;
    }

    /// <summary>Words on one line.</summary>
    /// <param name="x">Where they stand, by <paramref name="anchor"/>.</param>
    /// <param name="y">Their base line.</param>
    /// <param name="text">Any text; it is escaped.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="size">Height of the font.</param>
    /// <param name="bold">Whether they are bold.</param>
    /// <param name="rotate">Degrees clockwise about (x, y).</param>
    /// <param name="halo">Whether a rim of the background's colour keeps them readable over other marks.</param>
    public Svg Text(double x, double y, string text, ChartColor color, string anchor = "start", double size = 12, bool bold = false, int rotate = 0, bool halo = false)
    {
        _text.Append("<text x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y)).Append("\" class=\"").Append(color.FillClass);
        _text.Append(halo ? $" h\" stroke=\"{Hex(ChartColor.Page)}\" stroke-width=\"3\" paint-order=\"stroke\"" : "\"");
        _text.Append(" fill=\"").Append(Hex(color)).Append('"');
        if (anchor != "start")
        {
            _text.Append(" text-anchor=\"").Append(anchor).Append('"');
        }

        if (size != 12)
        {
            _text.Append(" font-size=\"").Append(Number(size)).Append('"');
        }

        if (bold)
        {
            _text.Append(" font-weight=\"bold\"");
        }

        if (rotate != 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({rotate} {Number(x)} {Number(y)})\"");
        }

        _text.Append('>').Append(HtmlText.Escape(text)).Append("</text>\n");
        return this;
    }

    private string Hex(ChartColor color) => isDark ? color.DarkHex : color.Hex;

    private Svg Close(string element, string? tip)
    {
        if (tip is null || !hasTips)
        {
            _text.Append("/>\n");
        }
        else
        {
            _text.Append("><title>").Append(HtmlText.Escape(SafeText.Cut(tip, LongestTip))).Append("</title></").Append(element).Append(">\n");
        }

        return this;
    }
}
