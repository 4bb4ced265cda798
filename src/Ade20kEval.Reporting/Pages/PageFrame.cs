using System.Security.Cryptography;
using System.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What every page has around its content: the policy that lets nothing through but the page's own style and script, and those.</summary>
internal static class PageFrame
{
    /// <summary>Writes a whole page.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">The title, in any characters.</param>
    /// <param name="script">The page's script.</param>
    /// <param name="body">Writes what is in the body, to the same builder.</param>
    public static void Write(HtmlBuilder html, string title, string script, Action body)
    {
        string style = PageAssets.Style;
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Ade20kEval\">\n");
        html.Add($"<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>");
        html.Raw(style);
        html.Raw("</style>\n</head>\n<body>\n");
        body();
        html.Raw("<script>");
        html.Raw(script);
        html.Raw("</script>\n</body>\n</html>\n");
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
