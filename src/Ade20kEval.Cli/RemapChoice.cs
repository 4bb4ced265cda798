using Ade20kEval.Masks;

namespace Ade20kEval.Cli;

/// <summary>A renumbering on the command line: a file, or the pairs themselves.</summary>
internal static class RemapChoice
{
    /// <summary>Reads <c>FROM:TO,FROM:TO</c>, or the file that the text names.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="text">What was given.</param>
    /// <exception cref="Files.InputException">The file cannot be read, or a value is given two new numbers.</exception>
    public static LabelRemap Parse(string option, string text) => IsInline(text)
        ? LabelRemapFile.Parse(text.Replace(',', '\n').Replace(':', ','), $"{option} {text}")
        : LabelRemapFile.Read(text);

    private static bool IsInline(string text) => text.Split(',').All(static pair =>
        pair.Split(':') is [{ Length: > 0 } from, { Length: > 0 } to] && from.All(char.IsAsciiDigit) && to.All(char.IsAsciiDigit));
}
