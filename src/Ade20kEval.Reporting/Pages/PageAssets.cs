using System.Text;
using Ade20kEval.Reporting.Charts;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The style sheet and the script of the page, from the files <c>page.css</c>, <c>page.js</c> and <c>board.js</c> beside this one.</summary>
internal static class PageAssets
{
    private static readonly Lazy<string> s_style = new(() => Read("page.css") + "@media screen and (prefers-color-scheme:dark){" + ChartColor.DarkCss + "}");
    private static readonly Lazy<string> s_script = new(() => Read("page.js"));
    private static readonly Lazy<string> s_boardScript = new(() => Read("board.js"));

    /// <summary>The style sheet, with the charts' colours for dark pages.</summary>
    public static string Style => s_style.Value;

    /// <summary>The script.</summary>
    public static string Script => s_script.Value;

    /// <summary>The script of a board's pages.</summary>
    public static string BoardScript => s_boardScript.Value;

    private static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using StreamReader reader = new(stream, Encoding.UTF8);

        // One line ending everywhere, whatever the checkout did: the policy's hash and the page's bytes depend on it.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
