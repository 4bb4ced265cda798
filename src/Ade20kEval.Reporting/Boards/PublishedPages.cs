using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Pages that a board published, held against the board: the chain of the ledger, and every file as it would be published from the records of that day.</summary>
/// <param name="Head">SHA-256 of the last record that was published.</param>
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
        string file = PublishedChain.FileAt(where) ?? throw new InputException($"{where}: is not what a board published: it has no ledger.json. Expected the folder; pages on a server are downloaded first, with all that site.json lists.");
        PublishedChain chain = PublishedChain.Read(file);
        string site = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string ranking = Path.Combine(site, "ranking.json");
        string[] broken = [.. chain.Findings, .. chain.Contradictions(folder), .. File.Exists(ranking) && !File.Exists(where) ? chain.ContradictionsOf(ranking) : []];
        if (broken.Length > 0)
        {
            return new PublishedPages(chain.Head, broken, 0, ["the pages, for their ledger is not the board's"]);
        }

        return File.Exists(where) ? new PublishedPages(chain.Head, [], 0, ["the pages (give their folder, not their ledger alone)"])
            : Why(site, folder, chain.Count) is string why ? new PublishedPages(chain.Head, [], 0, ["the pages, " + why])
            : Compare(site, Board.OpenAt(folder, chain.Count), SiteFiles.ListOf(site)!, chain.Head, cancellation);
    }

    // Why the files cannot be made again as they were; null where they can.
    private static string? Why(string site, string folder, int records)
    {
        if (SiteFiles.ListOf(site) is not { } list)
        {
            return "for there is no site.json beside them";
        }

        if (list.Tool != ToolInfo.CurrentVersion)
        {
            return $"for version {list.Tool ?? "unknown"} wrote them, and this is {ToolInfo.CurrentVersion}: publish anew to compare";
        }

        try
        {
            Board board = Board.OpenAt(folder, records);
            return board.HasItsRules ? null : "for the rules were changed since they were published, and with them what is shown: publish anew to compare";
        }
        catch (InputException problem)
        {
            return $"for the board cannot be read: {problem.Message.Split('\n')[0]}";
        }
    }

    private static PublishedPages Compare(string site, Board board, SiteList list, string? head, CancellationToken cancellation)
    {
        IReadOnlyList<(string Name, byte[] Content)> files;
        try
        {
            // Charts as PNG and PDF depend on fonts and sizes; that they are there is on the pages.
            files = BoardSite.Files(board, RankStatistics.Add(board, Ranking.Of(board), cancellation), list.Address, list.Figures.ToDictionary<string, string, Func<Chart, byte[]>>(ending => ending, _ => _ => []));
        }
        catch (InputException problem)
        {
            return new PublishedPages(head, [], 0, [$"the pages, for they cannot be made again: {problem.Message.Split('\n')[0]}"]);
        }

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
        int strangers = Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories).Count(page => !known.Contains(Path.GetRelativePath(site, page).Replace('\\', '/')));
        string[] told = findings.Count <= MostFindings ? [.. findings] : [.. findings.Take(MostFindings), Invariant($"{site}: {findings.Count - MostFindings:N0} more files that are not what the board publishes.")];
        return new PublishedPages(head, told, compared,
        [
            .. figures > 0 ? [Plural.Of(figures, "chart as PNG or PDF", "charts as PNG or PDF")] : Array.Empty<string>(),
            .. strangers > 0 ? [Plural.Of(strangers, "page beside them that no publication wrote", "pages beside them that no publication wrote")] : Array.Empty<string>(),
        ]);

        bool IsFigure(string name) => list.Figures.Any(ending => name.EndsWith("." + ending, StringComparison.Ordinal));
    }
}
