using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.TestSupport;
using CsCheck;

namespace Ade20kEval.Tests.Boards;

/// <summary>Ranking over several boards: mean ranks and Schulze's method, against a slow oracle.</summary>
public sealed class CombinedRankingTests
{
    [Test]
    public void The_example_of_Schulzes_paper_comes_out_as_printed()
    {
        // Schulze 2011, example 1 as widely reprinted: 45 ballots over A to E; the order is E A C B D.
        (int Voters, string Order)[] ballots = [(5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")];
        int[,] preferred = new int[5, 5];
        foreach ((int voters, string order) in ballots)
        {
            for (int i = 0; i < 5; i++)
            {
                for (int j = i + 1; j < 5; j++)
                {
                    preferred[order[i] - 'A', order[j] - 'A'] += voters;
                }
            }
        }

        Assert.That(preferred[0, 1], Is.EqualTo(20), "A before B: 5 + 5 + 3 + 7");
        Assert.That(Schulze.Places(preferred), Is.EqualTo(new[] { 2, 4, 3, 5, 1 }), "A, B, C, D, E");
    }

    [Test]
    public void Any_votes_give_the_places_that_paths_found_one_by_one_give() =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[0, 9].Array[36]).Sample((n, votes) =>
        {
            int[,] preferred = new int[n, n];
            for (int i = 0; i < n * n; i++)
            {
                preferred[i / n, i % n] = i / n == i % n ? 0 : votes[i];
            }

            return Schulze.Places(preferred).SequenceEqual(SlowPlaces(preferred));
        }, iter: 1000, threads: 1);

    [Test]
    public void Whom_a_majority_prefers_to_each_other_is_first() =>
        Gen.Select(Gen.Int[2, 6], Gen.Int[0, 9].Array[36]).Sample((n, votes) =>
        {
            int[,] preferred = new int[n, n];
            for (int i = 0; i < n * n; i++)
            {
                preferred[i / n, i % n] = i / n == i % n ? 0 : i / n == n - 1 ? 10 : votes[i];
            }

            int[] places = Schulze.Places(preferred);
            return places[n - 1] == 1 && places.Count(place => place == 1) == 1;
        }, iter: 1000, threads: 1);

    [Test]
    public void Mean_ranks_are_among_those_who_are_on_every_board_and_equals_share()
    {
        // Board 1: a, x, b, c. Board 2: b and c equal, then a. Board 3: b, a, c. x is on the first alone.
        IReadOnlyList<CombinedEntry> order = CombinedRanking.Of([Board(("a", 1), ("x", 2), ("b", 3), ("c", 4)), Board(("b", 1), ("c", 1), ("a", 3)), Board(("B", 1), ("a", 2), ("c", 3))], bySchulze: false);

        // Among a, b, c: a 1, 3, 2; b 2, 1.5, 1; c 3, 1.5, 3.
        Assert.That(order.Select(entry => (entry.Method, entry.MeanRank, entry.MeanRankPlace)), Is.EqualTo(new (string, double?, int?)[] { ("b", 4.5 / 3, 1), ("a", 2, 2), ("c", 2.5, 3), ("x", null, null) }));
        Assert.That(order[0].Ranks, Is.EqualTo(new double?[] { 2, 1.5, 1 }));
        Assert.That(order[3].Ranks, Is.EqualTo(new double?[] { 2, null, null }));

        // b beats a on boards 2 and 3, a beats c on 1 and 3, b beats c on 1 and 3.
        Assert.That(order.Select(entry => entry.SchulzePlace), Is.EqualTo(new int?[] { 1, 2, 3, null }));
    }

    [Test]
    public void Random_boards_with_ties_and_gaps_give_what_all_paths_give()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            // Six methods, of which some miss a board; ranks with ties, as boards give them.
            string[] methods = ["a", "b", "c", "d", "e", "f"];
            int boards = random.Next(2, 5);
            Dictionary<string, int>[] values = [.. Enumerable.Range(0, boards).Select(_ => methods.Where(_ => random.Next(8) > 0).ToDictionary(m => m, _ => random.Next(4)))];
            IReadOnlyList<CombinedEntry> order = CombinedRanking.Of(
                [.. values.Select(board => Board([.. board.OrderBy(m => m.Value).Select(m => (m.Key, 1 + board.Values.Count(v => v < m.Value)))]))], bySchulze: round % 2 == 0);

            string[] common = [.. methods.Where(m => values.All(board => board.ContainsKey(m)))];
            int Preferred(string i, string j) => values.Count(board => board[i] < board[j]);

            // Every path without a circle, one by one: as strong as its weakest link, and a link is there where more prefer it.
            int Strongest(string from, string to, string[] passed) => common.Except(passed).Append(to).Distinct().Where(next => next != from && Preferred(from, next) > Preferred(next, from))
                .Select(next => next == to ? Preferred(from, to) : Math.Min(Preferred(from, next), Strongest(next, to, [.. passed, next]))).DefaultIfEmpty(0).Max();
            foreach (CombinedEntry entry in order)
            {
                if (!common.Contains(entry.Method))
                {
                    Assert.That((entry.SchulzePlace, entry.MeanRank, entry.MeanRankPlace), Is.EqualTo(((int?)null, (double?)null, (int?)null)));
                    continue;
                }

                double Mean(string m) => values.Average(board => 1 + common.Count(o => board[o] < board[m]) + ((common.Count(o => board[o] == board[m]) - 1) / 2.0));
                int place = 1 + common.Count(o => o != entry.Method && Strongest(o, entry.Method, [o]) > Strongest(entry.Method, o, [entry.Method]));
                Assert.That(entry.SchulzePlace, Is.EqualTo(place));
                Assert.That(entry.MeanRank, Is.EqualTo(Mean(entry.Method)).Within(1e-12));
                Assert.That(entry.MeanRankPlace, Is.EqualTo(1 + common.Count(o => Mean(o) < Mean(entry.Method) - 1e-9)));
            }

            int?[] places = [.. order.Where(e => e.MeanRank is not null).Select(e => round % 2 == 0 ? e.SchulzePlace : e.MeanRankPlace)];
            Assert.That(places, Is.Ordered, "the order is that of the places");
            Assert.That(order.Select(e => e.Method), Is.EquivalentTo(methods.Where(m => values.Any(board => board.ContainsKey(m)))), "nobody is lost");
        }
    }

    [Test]
    public void The_best_of_several_entries_of_one_name_counts()
    {
        IReadOnlyList<CombinedEntry> order = CombinedRanking.Of([Board(("a", 1), ("b", 2), ("a", 3)), Board(("b", 1), ("a", 2))], bySchulze: true);

        Assert.That(order.Select(entry => (entry.Method, entry.SchulzePlace, entry.MeanRank)), Is.EqualTo(new (string, int?, double?)[] { ("a", 1, 1.5), ("b", 1, 1.5) }));
    }

    [Test]
    public void A_set_that_names_no_board_or_one_twice_is_refused()
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();

        Assert.That(() => BoardSet.Create(folder["set"], "Set", false, [bench.Folder, folder["none"]]), Throws.TypeOf<InputException>().With.Message.Contains("no board.json"));
        Assert.That(() => BoardSet.Create(folder["set"], "Set", false, [bench.Folder, bench.Folder]), Throws.TypeOf<InputException>().With.Message.Contains("different boards"));
        Assert.That(BoardSet.IsAt(folder["set"]), Is.False);
    }

    // Rank 1 is the best; the list is in the order of the board.
    private static IReadOnlyList<RankedEntry> Board(params (string Method, int Rank)[] rows) => [.. rows.Select(row =>
        new RankedEntry(new StoredEntry(new string('0', 64), new BoardEntry { Kind = EntryKind.Scored, Metadata = BoardBench.About(row.Method), Protocol = "mmseg", Tool = "1" }, new LedgerRecord(0, null, BoardBench.Noon, "add", new string('0', 64))), row.Rank, ""))];

    /// <summary>The oracle: a path of strength s exists where links of at least s lead there; all strengths are tried, by walking.</summary>
    private static int[] SlowPlaces(int[,] preferred)
    {
        int n = preferred.GetLength(0);
        int Strength(int from, int to)
        {
            for (int s = preferred.Cast<int>().Max(); s > 0; s--)
            {
                HashSet<int> reached = [from];
                Queue<int> open = new([from]);
                while (open.TryDequeue(out int at))
                {
                    for (int next = 0; next < n; next++)
                    {
                        if (preferred[at, next] >= s && preferred[at, next] > preferred[next, at] && reached.Add(next))
                        {
                            open.Enqueue(next);
                        }
                    }
                }

                if (reached.Contains(to))
                {
                    return s;
                }
            }

            return 0;
        }

        return [.. Enumerable.Range(0, n).Select(i => 1 + Enumerable.Range(0, n).Count(j => j != i && Strength(j, i) > Strength(i, j)))];
    }
}
