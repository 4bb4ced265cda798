using System.Globalization;

namespace Ade20kEval.Boards;

/// <summary>Values of metadata as somebody writes them, and as entries hold them: numbers without units, choices in their own spelling.</summary>
internal static class MetadataValue
{
    /// <summary>So many characters, on one line.</summary>
    public const int LongestText = 2000;

    /// <summary>The value as an entry holds it; <see langword="null"/> where it is none of the field's.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">What was said; not empty.</param>
    public static string? Checked(MetadataField field, string text) => field.Kind switch
    {
        MetadataKind.Number => Number(text, field) is double number ? Invariant($"{number:R}") : null,
        MetadataKind.Count => Number(text, field) is double whole && whole >= 1 && whole == Math.Floor(whole) ? Invariant($"{whole:R}") : null,
        MetadataKind.Link => IsLink(text) ? text : null,
        MetadataKind.Choice => Chosen(field, text),
        _ => IsLine(text) ? text : null,
    };

    /// <summary>What a field takes, to stand behind "expected".</summary>
    public static string Expected(MetadataField field) => field.Kind switch
    {
        MetadataKind.Number => Invariant($"a number from 0 to {field.Most:0.#####E+0}, such as {(field.Example.Length > 0 ? field.Example : "59M")}"),
        MetadataKind.Count => Invariant($"a whole number from 1 to {field.Most:0.#####E+0}"),
        MetadataKind.Link => "an address that begins with https:// or http://, without a user before an @",
        MetadataKind.Choice => $"{string.Join(" or ", field.Choices)}, perhaps with more behind a colon: '{field.Choices[^1]}: …'",
        _ => Invariant($"one line of at most {LongestText:N0} characters"),
    };

    private static double? Number(string text, MetadataField field)
    {
        double factor = text[^1] switch { 'k' or 'K' => 1e3, 'M' => 1e6, 'G' or 'B' => 1e9, 'T' => 1e12, _ => 0 };
        string digits = factor == 0 ? text : text[..^1].TrimEnd();

        // Without a letter the number is in the field's own unit already.
        double scale = factor == 0 ? 1 : factor / field.Unit;
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            && number * scale is >= 0 and var value && value <= field.Most ? Math.Round(value, 6) : null;
    }

    // In any case of letters, and with "-scale" behind it as tables write it.
    private static string? Chosen(MetadataField field, string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string word = (colon < 0 ? text : text[..colon]).Trim();
        string more = colon < 0 ? "" : text[(colon + 1)..].Trim();
        return IsLine(text) && field.Choices.FirstOrDefault(choice => choice.Equals(word, StringComparison.OrdinalIgnoreCase) || $"{choice}-scale".Equals(word, StringComparison.OrdinalIgnoreCase)) is string chosen
            ? more.Length > 0 ? $"{chosen}: {more}" : chosen
            : null;
    }

    private static bool IsLine(string text) => text.Length <= LongestText && !text.Any(char.IsControl);

    private static bool IsLink(string text) => text.Length <= LongestText && !text.Any(c => char.IsWhiteSpace(c) || Text.NameKey.IsInvisible(c))
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http" && text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
}
