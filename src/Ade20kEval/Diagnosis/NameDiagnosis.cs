namespace Ade20kEval.Diagnosis;

/// <summary>Finds the rule by which the names of predictions differ from those of their ground truths.</summary>
/// <remarks>
/// Tries what is common: a prefix or suffix on either side (<c>pred_</c>, <c>_leftImg8bit</c>, <c>.jpg</c>), other letter case,
/// and plain numbers (<c>1</c> for <c>ADE_val_00000001</c>). Prefixes and suffixes are not guessed from a list: they are what is left
/// of two names when the longest part that both have is taken out, and the rule that pairs most names wins.
/// </remarks>
internal static class NameDiagnosis
{
    private const int SampledNames = 8;
    private const int LongestCompared = 200;

    /// <summary>Pairs names.</summary>
    /// <param name="groundTruth">Names of ground truths without prediction.</param>
    /// <param name="predictions">Names of predictions without ground truth.</param>
    /// <returns>The rule that pairs most of them, at least half of the shorter list; <see langword="null"/> when there is none.</returns>
    public static NameRule? Find(IReadOnlyList<string> groundTruth, IReadOnlyList<string> predictions) =>
        FindAll(groundTruth, predictions) is [NameRule best, ..] ? best : null;

    /// <summary>Pairs names in every way that pairs at least half of the shorter list.</summary>
    /// <param name="groundTruth">Names of ground truths without prediction.</param>
    /// <param name="predictions">Names of predictions without ground truth.</param>
    /// <returns>The rules, those first that pair most; of rules that make the same pairs only the plainest.</returns>
    public static IReadOnlyList<NameRule> FindAll(IReadOnlyList<string> groundTruth, IReadOnlyList<string> predictions)
    {
        int needed = Math.Max(1, (Math.Min(groundTruth.Count, predictions.Count) + 1) / 2);
        List<NameRule> rules = [];
        foreach (NameRule candidate in Candidates(groundTruth, predictions).Distinct())
        {
            NameRule rule = candidate with { Pairs = Pair(candidate, groundTruth, predictions) };
            if (rule.Pairs.Count >= needed && !rules.Exists(other => MakesSamePairs(rule, other)))
            {
                rules.Add(rule);
            }
        }

        return [.. rules.OrderByDescending(rule => rule.Pairs.Count)];
    }

    private static bool MakesSamePairs(NameRule one, NameRule other) =>
        one.Pairs.Count == other.Pairs.Count && one.Pairs.All(pair => other.Pairs.GetValueOrDefault(pair.Key) == pair.Value);

    private static IEnumerable<NameRule> Candidates(IReadOnlyList<string> groundTruth, IReadOnlyList<string> predictions)
    {
        if (groundTruth.Count == 0 || predictions.Count == 0)
        {
            yield break;
        }

        yield return new NameRule(NameRuleKind.Affixes, "", "", "", "");
        yield return new NameRule(NameRuleKind.LetterCase, "", "", "", "");
        for (int i = 0; i < SampledNames; i++)
        {
            string truth = groundTruth[(int)((long)i * groundTruth.Count / SampledNames)];
            foreach ((int truthStart, int guessStart, int length, string guess) in Nearest(truth, predictions))
            {
                // Any two names have a letter in common; what pairs them must be most of the shorter one.
                if (2 * length < Math.Min(truth.Length, guess.Length))
                {
                    continue;
                }

                // Of "a_mask" and "a_pred" both the joint belongs to the endings and not to the name.
                int common = length;
                if (common > 1 && IsJoint(truth[truthStart + common - 1]) && truthStart + common < truth.Length && guessStart + common < guess.Length)
                {
                    common--;
                }

                // What counts images is their name: 'img_4_pred' is not the prediction of 'img_0'.
                if ((HasDigit(truth.AsSpan(0, truthStart)) && HasDigit(guess.AsSpan(0, guessStart))) || (HasDigit(truth.AsSpan(truthStart + common)) && HasDigit(guess.AsSpan(guessStart + common))))
                {
                    continue;
                }

                yield return new NameRule(
                    NameRuleKind.Affixes,
                    truth[..truthStart],
                    truth[(truthStart + common)..],
                    guess[..guessStart],
                    guess[(guessStart + common)..]);
            }
        }

        foreach (int offset in (int[])[0, 1, -1])
        {
            yield return new NameRule(NameRuleKind.LastNumber, "", "", "", "") { Offset = offset };
        }
    }

    private static bool HasDigit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    private static bool IsJoint(char c) => c is '_' or '-' or '.' or ' ';

    // The predictions that share the longest part with a name; all of the longest, because of numbers that begin alike.
    private static IEnumerable<(int TruthStart, int GuessStart, int Length, string Guess)> Nearest(string truth, IReadOnlyList<string> predictions)
    {
        List<(int, int, int Length, string)> best = [];
        int step = Math.Max(1, predictions.Count / 2000);
        for (int i = 0; i < predictions.Count; i += step)
        {
            (int truthStart, int guessStart, int length) = LongestCommonPart(truth, predictions[i]);
            if (length > 0 && (best.Count == 0 || length >= best[0].Length))
            {
                if (best.Count > 0 && length > best[0].Length)
                {
                    best.Clear();
                }

                best.Add((truthStart, guessStart, length, predictions[i]));
            }
        }

        return best.Take(4);
    }

    private static (int Start, int OtherStart, int Length) LongestCommonPart(string a, string b)
    {
        if (a.Length > LongestCompared || b.Length > LongestCompared)
        {
            return (0, 0, 0);
        }

        // lengths[j]: how many characters before a[i] and b[j], both included, are equal.
        Span<int> lengths = stackalloc int[LongestCompared + 1];
        lengths.Clear();
        (int Start, int OtherStart, int Length) best = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = b.Length - 1; j >= 0; j--)
            {
                lengths[j + 1] = a[i] == b[j] ? lengths[j] + 1 : 0;
                if (lengths[j + 1] > best.Length)
                {
                    best = (i + 1 - lengths[j + 1], j + 1 - lengths[j + 1], lengths[j + 1]);
                }
            }
        }

        return best;
    }

    private static Dictionary<string, string> Pair(NameRule rule, IReadOnlyList<string> groundTruth, IReadOnlyList<string> predictions)
    {
        Dictionary<string, string?> byKey = new(StringComparer.Ordinal);
        foreach (string guess in predictions)
        {
            if (rule.PredictionKey(guess) is string key && !byKey.TryAdd(key, guess))
            {
                byKey[key] = null;   // two predictions for one name: the rule cannot choose
            }
        }

        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        HashSet<string> used = [];
        foreach (string truth in groundTruth)
        {
            if (rule.GroundTruthKey(truth) is string key && byKey.GetValueOrDefault(key) is string guess && used.Add(guess))
            {
                pairs.Add(truth, guess);
            }
        }

        return pairs;
    }
}
