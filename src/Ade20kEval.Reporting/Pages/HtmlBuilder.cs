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
    public void Add([InterpolatedStringHandlerArgument("")] ref Template template) => _ = template;

    /// <summary>What one of our own writers writes.</summary>
    public void Write(Action<TextWriter> write)
    {
        using StringWriter writer = new(_html, CultureInfo.InvariantCulture);
        write(writer);
    }

    /// <summary>Appends a template piece by piece.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly StringBuilder _html;

        public Template(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _ = literalLength + formattedCount;
            _html = builder._html;
        }

        public void AppendLiteral(string markup) => _html.Append(markup);

        public void AppendFormatted(string? text) => _html.Append(HtmlText.Escape(text ?? ""));

        public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long count) => _html.Append(CellText.Count(count));
    }
}
