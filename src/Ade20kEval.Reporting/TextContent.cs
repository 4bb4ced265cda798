using System.Globalization;
using System.Text;

namespace Ade20kEval.Reporting;

/// <summary>The content of a text file: UTF-8 without byte order mark, lines that end in <c>\n</c>, numbers the same in every country.</summary>
internal static class TextContent
{
    /// <summary>Works the text out at once, so that whatever can be wrong with it is found before a file is written.</summary>
    /// <param name="write">Writes the text.</param>
    /// <returns>What writes its bytes.</returns>
    public static Action<Stream> Of(Action<TextWriter> write)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(writer);
        byte[] bytes = Encoding.UTF8.GetBytes(writer.ToString());
        return stream => stream.Write(bytes);
    }
}
