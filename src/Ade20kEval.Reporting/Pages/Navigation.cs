using System.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The links to a page's sections: read from what was written, so that no section is without one and none leads nowhere.</summary>
internal static class Navigation
{
    private const string SectionStart = "<section id=\"";
    private const string HeadingStart = "<h2>";
    private const string HeadingEnd = "</h2>";

    /// <summary>A link for each section that has a heading, called as the heading is.</summary>
    /// <param name="body">HTML of ours, in which names of others are escaped: they cannot look like a section.</param>
    public static string Of(string body)
    {
        StringBuilder links = new("<nav aria-label=\"Sections\">");
        for (int at = body.IndexOf(SectionStart, StringComparison.Ordinal); at >= 0; at = body.IndexOf(SectionStart, at + 1, StringComparison.Ordinal))
        {
            int next = body.IndexOf(SectionStart, at + 1, StringComparison.Ordinal);
            ReadOnlySpan<char> section = body.AsSpan(at + SectionStart.Length, (next < 0 ? body.Length : next) - at - SectionStart.Length);
            int heading = section.IndexOf(HeadingStart, StringComparison.Ordinal), end = section.IndexOf(HeadingEnd, StringComparison.Ordinal);
            if (heading >= 0 && end > heading)
            {
                links.Append("<a href=\"#").Append(section[..section.IndexOf('"')]).Append("\">").Append(section[(heading + HeadingStart.Length)..end]).Append("</a> ");
            }
        }

        return links.Append("</nav>\n").ToString();
    }
}
