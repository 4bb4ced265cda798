using System.Globalization;

namespace Ade20kEval.Diagnosis;

/// <summary>How names of predictions come from names of ground truths.</summary>
internal enum NameRuleKind
{
    /// <summary>A prefix and a suffix, taken away on both sides, leave the same.</summary>
    Affixes,

    /// <summary>They differ in upper and lower case only.</summary>
    LetterCase,

    /// <summary>Their last numbers are equal, however many zeros stand before.</summary>
    LastNumber,
}

/// <summary>A rule that pairs names, with the pairs it makes.</summary>
/// <param name="Kind">What is compared.</param>
/// <param name="Prefix">Of ground truths.</param>
/// <param name="Suffix">Of ground truths.</param>
/// <param name="PredictionPrefix">Of predictions.</param>
/// <param name="PredictionSuffix">Of predictions.</param>
internal sealed record NameRule(NameRuleKind Kind, string Prefix, string Suffix, string PredictionPrefix, string PredictionSuffix)
{
    private static readonly Dictionary<string, string> s_noPairs = [];

    /// <summary>Ground-truth name to prediction name.</summary>
    public IReadOnlyDictionary<string, string> Pairs { get; init; } = s_noPairs;

    /// <summary>What to add to the last number of a prediction to get that of its ground truth.</summary>
    public int Offset { get; init; }

    /// <summary>The rule in words.</summary>
    public string Description => Kind switch
    {
        NameRuleKind.LetterCase => "names differ in upper and lower case",
        NameRuleKind.LastNumber => Offset switch
        {
            0 => "names agree in their last number only",
            1 => "the last number of a prediction is one lower than that of its ground truth",
            _ => "the last number of a prediction is one higher than that of its ground truth",
        },
        _ => string.Join(" and ", AffixParts()),
    };

    /// <summary>The endings alone that tell the two sides apart; empty where it is not endings alone.</summary>
    public IReadOnlyList<string> Suffixes => Kind == NameRuleKind.Affixes && Prefix.Length == 0 && PredictionPrefix.Length == 0
        ? [.. new[] { Suffix, PredictionSuffix }.Where(static suffix => suffix.Length > 0)]
        : [];

    /// <summary>What a ground truth is paired by; <see langword="null"/> when the rule does not apply to it.</summary>
    public string? GroundTruthKey(string name) => Key(name, Prefix, Suffix, 0);

    /// <summary>What a prediction is paired by; <see langword="null"/> when the rule does not apply to it.</summary>
    public string? PredictionKey(string name) => Key(name, PredictionPrefix, PredictionSuffix, Offset);

    private string? Key(string name, string prefix, string suffix, int offset) => Kind switch
    {
        NameRuleKind.LetterCase => name.ToLowerInvariant(),
        NameRuleKind.LastNumber when offset == 0 => LastNumber(name),
        NameRuleKind.LastNumber => long.TryParse(LastNumber(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? (number + offset).ToString(CultureInfo.InvariantCulture)
            : null,
        _ when name.Length > prefix.Length + suffix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
            => name[prefix.Length..^suffix.Length],
        _ => null,
    };

    private static string? LastNumber(string name)
    {
        int end = name.Length;
        while (end > 0 && !char.IsAsciiDigit(name[end - 1]))
        {
            end--;
        }

        int start = end;
        while (start > 0 && char.IsAsciiDigit(name[start - 1]))
        {
            start--;
        }

        string digits = name[start..end].TrimStart('0');
        return start == end ? null : digits.Length == 0 ? "0" : digits;
    }

    private IEnumerable<string> AffixParts()
    {
        foreach ((string side, string place, string text) in new[]
        {
            ("predictions", "begin", PredictionPrefix), ("predictions", "end", PredictionSuffix),
            ("ground truths", "begin", Prefix), ("ground truths", "end", Suffix),
        })
        {
            if (text.Length > 0)
            {
                yield return $"{side} {place} with '{text}'";
            }
        }
    }
}
