using System.Globalization;
using System.Text;

namespace Ade20kEval.Text;

/// <summary>What names have in common that people take for one another: accents put together in one order, compatibility forms as the plain ones, no letter case, nothing invisible, a blank for any blanks, one kind of dash and of quotation mark.</summary>
/// <remarks>
/// As Unicode identifiers are compared (UAX 31, form KC with case folding). The i of every alphabet is one: İ, ı and I are cases of it in Turkish, and a dot above
/// an i is not seen twice. Letters of different scripts that look alike stay apart: "Team α" is not "Team a".
/// </remarks>
internal static class NameKey
{
    // Nothing to see either, though letters or marks by their category: fillers, the grapheme joiner, variation selectors, the empty Braille cell.
    private const string Blanks = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    private const char DotAbove = '\u0307';

    /// <summary>The key: equal for names that look the same.</summary>
    public static string Of(string name) => Folded(Plain(name));

    /// <summary>The name in its plainest spelling, which still has its letter case.</summary>
    public static string Plain(string name)
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

        StringBuilder squeezed = new(plain.Length);
        foreach (char c in ComposedText.Of(WithoutSecondDots(ComposedText.Sorted(plain.ToString()))))
        {
            if (c != ' ' || (squeezed.Length > 0 && squeezed[^1] != ' '))
            {
                squeezed.Append(Sign(c));
            }
        }

        return squeezed.ToString().TrimEnd(' ');
    }

    /// <summary>The same without letter case.</summary>
    public static string Folded(string plain)
    {
        StringBuilder key = new(plain.Length);
        foreach (char c in plain)
        {
            if (c is 'ß' or 'ẞ')
            {
                key.Append("ss");
            }
            else
            {
                key.Append(char.ToLowerInvariant(char.ToUpperInvariant(c)));
            }
        }

        return key.ToString();
    }

    /// <summary>Whether a character shows nothing by itself, or turns text round; blanks show a blank.</summary>
    /// <remarks>What no standard gave a meaning, or only a private one, shows nothing or an empty box.</remarks>
    public static bool IsInvisible(char c) => Blanks.Contains(c, StringComparison.Ordinal) || c is >= '\uFE00' and <= '\uFE0F'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    // An i has its dot already, in most fonts the same one.
    private static string WithoutSecondDots(string sorted)
    {
        if (!sorted.Contains(DotAbove, StringComparison.Ordinal))
        {
            return sorted;
        }

        StringBuilder dotted = new(sorted.Length);
        char letter = ' ';
        foreach (char c in sorted)
        {
            if (c != DotAbove || letter is not ('i' or 'I' or 'j' or 'ı' or 'ȷ'))
            {
                dotted.Append(c);
            }

            letter = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? letter : c;
        }

        return dotted.ToString();
    }

    private static char Sign(char c) => c switch
    {
        'ı' => 'i',
        'ȷ' => 'j',
        '\u2212' or '\u2043' => '-',
        '‘' or '’' or '‛' or 'ʼ' or 'ʹ' or '′' or '`' or '´' => '\'',
        '“' or '”' or '‟' or '″' => '"',
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation ? '-' : c,
    };
}
