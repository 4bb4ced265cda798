using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Ranks the methods of several boards together: by the mean of their ranks, and by Schulze's method with each board a voter.</summary>
/// <remarks>
/// A method is told by its team and its name, names that look the same being one; of several entries the best one counts. Only methods that are ranked on every board
/// are ranked together, and on each board only against one another: who took part on one dataset alone moves nobody.
/// </remarks>
internal static class CombinedRanking
{
    /// <summary>The order; methods that miss a board come last.</summary>
    /// <param name="boards">The ranking of each board.</param>
    /// <param name="bySchulze">Which place orders; the other decides between equals.</param>
    public static IReadOnlyList<CombinedEntry> Of(IReadOnlyList<IReadOnlyList<RankedEntry>> boards, bool bySchulze)
    {
        Dictionary<string, (string Team, string Method, int?[] Ranks)> methods = new(StringComparer.Ordinal);
        for (int b = 0; b < boards.Count; b++)
        {
            foreach (RankedEntry row in boards[b].Where(row => row.Rank is not null))
            {
                EntryMetadata about = row.Stored.Entry.Metadata;
                string key = $"{NameKey.Of(about.Team)}\n{NameKey.Of(about.Method)}";
                if (!methods.TryGetValue(key, out (string Team, string Method, int?[] Ranks) method))
                {
                    methods.Add(key, method = (about.Team, about.Method, new int?[boards.Count]));
                }

                method.Ranks[b] ??= row.Rank;
            }
        }

        (string Team, string Method, int?[] Ranks)[] all = [.. methods.OrderBy(method => method.Key, StringComparer.Ordinal).Select(method => method.Value)];
        (string Team, string Method, int?[] Ranks)[] common = [.. all.Where(method => method.Ranks.All(rank => rank is not null))];
        int n = common.Length;
        int[,] preferred = new int[n, n];
        double?[][] ranks = [.. common.Select(_ => new double?[boards.Count])];
        for (int b = 0; b < boards.Count; b++)
        {
            for (int i = 0; i < n; i++)
            {
                int before = 0, equal = 0;
                for (int j = 0; j < n; j++)
                {
                    before += common[j].Ranks[b] < common[i].Ranks[b] ? 1 : 0;
                    equal += common[j].Ranks[b] == common[i].Ranks[b] ? 1 : 0;
                    preferred[i, j] += common[i].Ranks[b] < common[j].Ranks[b] ? 1 : 0;
                }

                // Equals share the mean of the ranks that they take together.
                ranks[i][b] = before + ((equal + 1) / 2.0);
            }
        }

        int[] schulze = Schulze.Places(preferred);
        double[] sums = [.. ranks.Select(row => row.Sum()!.Value)];
        IEnumerable<CombinedEntry> ranked = Enumerable.Range(0, n)
            .Select(i => new CombinedEntry(common[i].Team, common[i].Method, ranks[i], sums[i] / boards.Count, 1 + sums.Count(sum => sum < sums[i]), schulze[i]))
            .OrderBy(entry => bySchulze ? entry.SchulzePlace : entry.MeanRankPlace).ThenBy(entry => bySchulze ? entry.MeanRankPlace : entry.SchulzePlace);
        return [.. ranked, .. all.Except(common).Select(method => new CombinedEntry(method.Team, method.Method, [.. method.Ranks.Select(rank => (double?)rank)], null, null, null))];
    }
}
