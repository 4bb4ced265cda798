using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Boards;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard publish BOARD DIR</c>: static pages.</summary>
internal static class PublishCommand
{
    private const string Examples = """
          ade20k-eval leaderboard publish board site
              site/index.html and a page an entry; open it, or put it on any web server
          ade20k-eval leaderboard publish board site --url https://example.org/board/
              with whole addresses in feed.xml
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent. Files of the same names are replaced." };
        Option<string?> url = new("--url") { Description = "Where the pages will be, for the feed.", HelpName = "URL" };
        return new CommandDefinition([board, folder], [url], Examples, parsed =>
        {
            string? address = parsed.GetValue(url);
            if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"))
            {
                throw new UsageException($"--url {address}: expected an address that begins with https://.");
            }

            Board open = Board.Open(parsed.GetRequiredValue(board));
            IReadOnlyList<RankedEntry> order = RankStatistics.Add(open, Ranking.Of(open), context.Cancellation);
            int written = BoardSite.Write(parsed.GetRequiredValue(folder), open, order, address);
            context.Output.Write(Invariant($"{parsed.GetRequiredValue(folder)}: {written} files, begin with index.html\n"));
            return ExitCode.Done;
        });
    }
}
