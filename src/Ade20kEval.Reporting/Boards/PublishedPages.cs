using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Pages that a board published, held against the board: the chain of the ledger, and every file as it would be published from the records of that day.</summary>
/// <param name="Head">SHA-256 of the last record that was published; <see langword="null"/> of the pages of a set, which have one for each board.</param>
/// <param name="Findings">What is not what the board published, one sentence each.</param>
/// <param name="Compared">How many files were made again and are the same to the last byte.</param>
/// <param name="NotCompared">What nobody looked at, and why.</param>
internal sealed record PublishedPages(string? Head, IReadOnlyList<string> Findings, int Compared, IReadOnlyList<string> NotCompared)
{
    private const int LargestFile = 64 << 20;
    private const int MostFindings = 20;

    /// <summary>Compares.</summary>
    /// <param name="where">The folder that was published, or its chain alone.</param>
    /// <param name="folder">The board.</param>
    /// <param name="cancellation">Stops between two entries.</param>
    /// <exception cref="InputException">There is no chain.</exception>
    public static PublishedPages Compare(string where, string folder, CancellationToken cancellation)
    {
        string file = PublishedChain.FileAt(where) ?? throw NoSite(where, "ledger.json");
        return File.Exists(where) ? Compare(file, null, " (give their folder, not their ledger alone)", folder, cancellation)
            : Compare(file, SiteFiles.ListOf(where), ", for there is no site.json beside them", folder, cancellation);
    }

    /// <summary>Compares the pages of a set of boards: those of each board, in its folder, and those of the set, which must be of the same day as all of them.</summary>
    /// <param name="where">The folder that was published.</param>
    /// <param name="set">The set.</param>
    /// <param name="folders">Where its boards are.</param>
    /// <param name="cancellation">Stops between two entries.</param>
    /// <returns>The pages of each board, in their order, then those of the set.</returns>
    /// <exception cref="InputException">There is no list of them.</exception>
    public static IReadOnlyList<PublishedPages> CompareSet(string where, BoardSet set, IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        SiteList list = SiteFiles.ListOf(where) ?? throw NoSite(where, "site.json");
        List<PublishedPages> pages = [];
        for (int b = 0; b < folders.Count; b++)
        {
            string part = Invariant($"board-{b + 1}");
            SiteList own = list with
            {
                Address = list.Address is string address ? $"{address.TrimEnd('/')}/{part}/" : null,
                Names = [.. list.Names.Where(name => name.StartsWith(part + "/", StringComparison.Ordinal)).Select(name => name[(part.Length + 1)..])],
            };
            string site = Path.Combine(where, part);
            pages.Add(PublishedChain.FileAt(site) is string file ? Compare(file, own, "", folders[b], cancellation)
                : new PublishedPages(null, [$"{site}: was published and is gone, or has lost its ledger.json."], 0, []));
        }

        pages.Add(OfSet(where, set, folders, [.. pages.Select(page => page.Head)], list));
        return pages;
    }

    // What ranks several boards together; made again from the records of the day.
    private static PublishedPages OfSet(string where, BoardSet set, IReadOnlyList<string> folders, string?[] heads, SiteList list)
    {
        try
        {
            if (list.Tool != ToolInfo.CurrentVersion)
            {
                return new PublishedPages(null, [], 0, [$"the pages of the set, {OtherVersion(list)}"]);
            }

            Board[] boards = [.. folders.Select((folder, b) => Board.OpenAt(folder, Board.Open(folder).RecordDigests.ToList().IndexOf(heads[b] ?? "") + 1))];
            return boards.Any(board => board.Ledger.Count == 0 || !board.HasItsRules)
                ? new PublishedPages(null, [], 0, ["the pages of the set, for a board is not as it was when they were published: publish anew to compare"])
                : Compare(where, BoardSetSite.Files(set, boards, CombinedRanking.Of([.. boards.Select(Ranking.Of)], set.BySchulze)), list with { Names = [.. list.Names.Where(name => !name.Contains('/', StringComparison.Ordinal))] }, null, name => name.StartsWith("board-", StringComparison.Ordinal));
        }
        catch (InputException problem)
        {
            return new PublishedPages(null, [], 0, [$"the pages of the set, for they cannot be made again: {problem.Message.Split('\n')[0]}"]);
        }
    }

    private static InputException NoSite(string where, string file) =>
        new($"{where}: is not what a board published: it has no {file}. Expected the folder; pages on a server are downloaded first, with all that site.json lists.");

    private static string OtherVersion(SiteList list) => $"for version {list.Tool ?? "unknown"} wrote them, and this is {ToolInfo.CurrentVersion}: publish anew to compare";

    // Without a list the chain alone is compared, and the words say why.
    private static PublishedPages Compare(string file, SiteList? list, string withoutList, string folder, CancellationToken cancellation)
    {
        PublishedChain chain = PublishedChain.Read(file);
        string site = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string ranking = Path.Combine(site, "ranking.json");
        string[] broken = [.. chain.Findings, .. chain.Contradictions(folder), .. File.Exists(ranking) && list is not null ? chain.ContradictionsOf(ranking) : []];
        if (broken.Length > 0)
        {
            return new PublishedPages(chain.Head, broken, 0, ["the pages, for their ledger is not the board's"]);
        }

        return (list is null ? withoutList : Why(list, folder, chain.Count)) is string why ? new PublishedPages(chain.Head, [], 0, ["the pages" + why]) : Remade(site, Board.OpenAt(folder, chain.Count), list!, chain.Head, cancellation);
    }

    // Why the files cannot be made again as they were; null where they can.
    private static string? Why(SiteList list, string folder, int records)
    {
        if (list.Tool != ToolInfo.CurrentVersion)
        {
            return ", " + OtherVersion(list);
        }

        try
        {
            Board board = Board.OpenAt(folder, records);
            return board.HasItsRules ? null : ", for the rules were changed since they were published, and with them what is shown: publish anew to compare";
        }
        catch (InputException problem)
        {
            return $", for the board cannot be read: {problem.Message.Split('\n')[0]}";
        }
    }

    private static PublishedPages Remade(string site, Board board, SiteList list, string? head, CancellationToken cancellation)
    {
        try
        {
            // Charts as PNG and PDF depend on fonts and sizes; that they are there is on the pages.
            return Compare(site, BoardSite.Files(board, RankStatistics.Add(board, Ranking.Of(board), cancellation), list.Address, list.Figures.ToDictionary<string, string, Func<Chart, byte[]>>(ending => ending, _ => _ => [])), list, head, static _ => false);
        }
        catch (InputException problem)
        {
            return new PublishedPages(head, [], 0, [$"the pages, for they cannot be made again: {problem.Message.Split('\n')[0]}"]);
        }
    }

    private static PublishedPages Compare(string site, IReadOnlyList<(string Name, byte[] Content)> files, SiteList list, string? head, Func<string, bool> isElsewhere)
    {
        List<string> findings = [];
        int compared = 0;
        foreach ((string name, byte[] content) in files.Where(made => !IsFigure(made.Name)))
        {
            string path = Path.Combine(site, name);
            if (!File.Exists(path))
            {
                findings.Add($"{path}: was published and is gone.");
            }
            else if (!InputFile.ReadAll(path, LargestFile).Span.SequenceEqual(content))
            {
                findings.Add($"{path}: is not what the board publishes: it was changed.");
            }
            else
            {
                compared++;
            }
        }

        HashSet<string> known = [.. files.Select(made => made.Name)];
        findings.AddRange(list.Names.Where(name => !known.Contains(name)).Select(name => $"{Path.Combine(site, name)}: site.json lists it, and the board publishes no such file."));
        int figures = files.Count(made => IsFigure(made.Name));
        int strangers = Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories).Select(page => Path.GetRelativePath(site, page).Replace('\\', '/')).Count(page => !known.Contains(page) && !isElsewhere(page));
        string[] told = findings.Count <= MostFindings ? [.. findings] : [.. findings.Take(MostFindings), Invariant($"{site}: {findings.Count - MostFindings:N0} more files that are not what the board publishes.")];
        return new PublishedPages(head, told, compared,
        [
            .. figures > 0 ? [Plural.Of(figures, "chart as PNG or PDF", "charts as PNG or PDF")] : Array.Empty<string>(),
            .. strangers > 0 ? [Plural.Of(strangers, "page beside them that no publication wrote", "pages beside them that no publication wrote")] : Array.Empty<string>(),
        ]);

        bool IsFigure(string name) => list.Figures.Any(ending => name.EndsWith("." + ending, StringComparison.Ordinal));
    }
}
