using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Builds HTML from templates of which every hole is escaped: <c>html.Add($"&lt;p&gt;{name}&lt;/p&gt;")</c> is safe for any name.</summary>
/// <remarks>Only <see cref="Raw"/> takes markup, and only from our own writers.</remarks>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();

    /// <summary>What was built so far.</summary>
    public override string ToString() => _html.ToString();

    /// <summary>Markup of our own, as it is.</summary>
    public void Raw(string markup) => _html.Append(markup);

    /// <summary>Markup whose holes are escaped.</summary>
    public void Add(Template template) => _html.Append(template.Html);

    /// <summary>What one of our own writers writes.</summary>
    public void Write(Action<TextWriter> write)
    {
        using StringWriter writer = new(_html, CultureInfo.InvariantCulture);
        write(writer);
    }

    /// <summary>A template with its holes escaped; the compiler hands it over piece by piece.</summary>
    [InterpolatedStringHandler]
    public readonly struct Template(int literalLength, int formattedCount)
    {
        public StringBuilder Html { get; } = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string markup) => Html.Append(markup);

        public void AppendFormatted(string? text) => Html.Append(HtmlText.Escape(text ?? ""));

        public void AppendFormatted(int number) => Html.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long count) => Html.Append(CellText.Count(count));
    }
}
