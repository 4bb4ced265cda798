using System.Globalization;
using System.Text;

namespace Ade20kEval.Text;

/// <summary>What names have in common that people take for one another: accents put together, compatibility forms as the plain ones, no letter case, nothing invisible, a blank for any blanks.</summary>
/// <remarks>
/// As Unicode identifiers are compared (UAX 31, form KC with case folding). Letters of different scripts that look alike stay apart: "Team α" is not "Team a".
/// </remarks>
internal static class NameKey
{
    // Nothing to see either, though letters or marks by their category: fillers, the grapheme joiner, variation selectors, the empty Braille cell.
    private const string Blanks = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    /// <summary>The key: equal for names that look the same.</summary>
    public static string Of(string name)
    {
        StringBuilder plain = new(name.Length);
        foreach (char c in name)
        {
            if (char.IsWhiteSpace(c))
            {
                plain.Append(' ');
            }
            else if (!IsInvisible(c))
            {
                plain.Append(CompatibilityForms.Of(c) ?? c.ToString());
            }
        }

        StringBuilder key = new(plain.Length);
        foreach (char c in ComposedText.Of(plain.ToString()))
        {
            if (c is 'ß' or 'ẞ')
            {
                key.Append("ss");
            }
            else if (c != ' ' || (key.Length > 0 && key[^1] != ' '))
            {
                key.Append(char.ToLowerInvariant(char.ToUpperInvariant(c)));
            }
        }

        return key.ToString().TrimEnd(' ');
    }

    /// <summary>Whether a character shows nothing by itself, or turns text round; blanks show a blank.</summary>
    public static bool IsInvisible(char c) => Blanks.Contains(c, StringComparison.Ordinal) || c is >= '\uFE00' and <= '\uFE0F'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
