namespace Ade20kEval.Comparison;

/// <summary>Groups that cannot be told apart, as letters: two runs share a letter exactly when their difference is not beyond doubt.</summary>
/// <remarks>
/// Insert and absorb: start from one group of all; a pair that differs splits every group that holds both; groups within others go.
/// Source: Piepho, "An Algorithm for a Letter-Based Representation of All-Pairwise Comparisons",
/// Journal of Computational and Graphical Statistics 13(2), 2004.
/// </remarks>
internal static class CompactLetters
{
    /// <summary>The letters of every run, in the order of the runs; the first run of the order gets <c>a</c>.</summary>
    /// <param name="count">How many runs there are, best first.</param>
    /// <param name="differ">Whether two of them are told apart; symmetric.</param>
    public static string[] Of(int count, Func<int, int, bool> differ)
    {
        List<bool[]> groups = [[.. Enumerable.Repeat(true, count)]];
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                if (differ(i, j))
                {
                    groups = Absorb([.. groups.SelectMany(group => group[i] && group[j] ? new[] { Without(group, i), Without(group, j) } : [group])]);
                }
            }
        }

        bool[][] ordered = [.. groups.OrderBy(group => Array.IndexOf(group, true)).ThenBy(group => Array.LastIndexOf(group, true))];
        return [.. Enumerable.Range(0, count).Select(i => string.Concat(ordered.Select((group, g) => group[i] ? Letter(g) : "")))];
    }

    private static bool[] Without(bool[] group, int member)
    {
        bool[] rest = [.. group];
        rest[member] = false;
        return rest;
    }

    // Of equal groups the first stays.
    private static List<bool[]> Absorb(List<bool[]> groups) =>
        [.. groups.Where((group, g) => !groups.Where((other, o) => o != g && IsWithin(group, other) && (o < g || !IsWithin(other, group))).Any())];

    private static bool IsWithin(bool[] group, bool[] other) => !group.Where((member, i) => member && !other[i]).Any();

    // a to z, then a2 to z2 and so on.
    private static string Letter(int group) => (char)('a' + (group % 26)) + (group < 26 ? "" : Invariant($"{(group / 26) + 1}"));
}
