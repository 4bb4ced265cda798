using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ade20kEval.Cli.Hosting;

/// <summary>Texts in YAML: quoted as in JSON, which YAML includes.</summary>
internal static class YamlText
{
    /// <summary>One text, quoted.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>A time as platforms read it, in UTC.</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
