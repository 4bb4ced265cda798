using System.Globalization;
using System.Text;

namespace Ade20kEval.Text;

/// <summary>What an input holds, as messages may repeat it: its beginning, without characters that a terminal obeys.</summary>
internal static class Excerpt
{
    /// <summary>The most characters of an input that a message repeats in one place.</summary>
    public const int Longest = 80;

    /// <summary>At most <see cref="Longest"/> characters; control characters and those that turn the direction of text are escaped.</summary>
    public static string Of(string text)
    {
        // Half of a pair is no character.
        int length = text.Length <= Longest ? text.Length : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        if (length == text.Length && !text.Any(IsActive))
        {
            return text;
        }

        StringBuilder shown = new();
        foreach (char c in text.AsSpan(0, length))
        {
            if (IsActive(c))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                shown.Append(c);
            }
        }

        return length < text.Length ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>What the platform says of an input: its messages are short unless they repeat the input.</summary>
    public static string OfMessage(Exception failure) => failure.Message.Length <= 2 * Longest ? failure.Message.TrimEnd('.') : Of(failure.Message);

    private static bool IsActive(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
