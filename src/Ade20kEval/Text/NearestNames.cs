namespace Ade20kEval.Text;

/// <summary>The names that somebody who misspelled one most likely meant.</summary>
/// <remarks>
/// Distance: Levenshtein's, ignoring case (insertions, deletions and replacements of one character; Levenshtein 1966).
/// A name that begins with what was asked for, or the other way round, counts as nearer than any misspelling,
/// so that <c>cityscapes</c> finds <c>cityscapes-19</c>.
/// </remarks>
internal static class NearestNames
{
    private const int LongestCompared = 64;

    // A hundred and fifty classes after the one that was meant are noise.
    private const int MostListed = 40;

    /// <summary>The known names nearest to the one asked for, nearest first; equally near ones in ordinal order.</summary>
    /// <param name="asked">The name that was not found.</param>
    /// <param name="known">The names that exist.</param>
    /// <param name="count">At most how many names to give.</param>
    /// <returns>Names that differ in at most half of their characters; empty when none is that near.</returns>
    public static IReadOnlyList<string> Of(string asked, IEnumerable<string> known, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(known);
        string wanted = Fold(asked);
        return [.. known
            .Select(name => (Name: name, Distance: Distance(wanted, Fold(name))))
            .Where(candidate => 2 * candidate.Distance <= Math.Max(wanted.Length, candidate.Name.Length))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(count)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>The sentence for a name that does not exist: what was asked for, what may be meant, what there is.</summary>
    /// <param name="kind">What the name should have named: "dataset", "protocol", "kernel".</param>
    /// <param name="asked">The name that was not found.</param>
    /// <param name="known">The names that exist, in the order in which to list them.</param>
    /// <returns>For example: <c>There is no protocol 'mmsge'. Did you mean 'mmseg'? Known: csail, mmseg, voc.</c></returns>
    public static string NotFound(string kind, string asked, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(known);
        IReadOnlyList<string> nearest = Of(asked, known);
        string shown = asked.Length <= LongestCompared ? asked : asked[..LongestCompared] + "...";
        string question = nearest.Count == 0 ? "" : $" Did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?";
        string list = nearest.Count > 0 && known.Count > MostListed ? Invariant($" {known.Count} are known.") : $" Known: {string.Join(", ", known)}.";
        return $"There is no {kind} '{shown}'.{question}{list}";
    }

    private static string Fold(string name) =>
        (name.Length <= LongestCompared ? name : name[..LongestCompared]).ToLowerInvariant();

    private static int Distance(string a, string b)
    {
        if (a.Length > 0 && b.Length > 0 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)))
        {
            return 0;
        }

        // One row of the table at a time: row[j] is the distance between the first i characters of a and the first j of b.
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
