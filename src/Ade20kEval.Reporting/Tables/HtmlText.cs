using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Text inside HTML and SVG, elements and double-quoted attributes alike.</summary>
internal static class HtmlText
{
    /// <summary>The text on one line, with the five characters that mean something to a parser written as references.</summary>
    /// <remarks>HTML Standard, sections 13.2.5.1 (data state) and 13.2.5.36 (attribute values); the same references are valid XML 1.0.</remarks>
    public static string Escape(string text)
    {
        string line = SafeText.Line(text);
        if (line.AsSpan().IndexOfAny("&<>\"'") < 0)
        {
            return line;
        }

        StringBuilder safe = new(line.Length + 16);
        foreach (char c in line)
        {
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }
}
