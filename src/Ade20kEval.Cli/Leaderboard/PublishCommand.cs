using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Figures;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard publish BOARD DIR</c>: static pages.</summary>
internal static class PublishCommand
{
    private const string Examples = """
          ade20k-eval leaderboard publish board site
              site/index.html and a page an entry; open it, or put it on any web server
          ade20k-eval leaderboard publish board site --url https://example.org/board/
              with whole addresses in feed.xml
          ade20k-eval leaderboard publish board site --write png,pdf
              every chart as PNG and PDF too, for papers and slides
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string> folder = new("DIR") { Description = "Where to; made when absent. Files of the same names are replaced, and those of an earlier publication that are no more are taken away." };
        Option<string?> url = new("--url") { Description = "Where the pages will be, for the feed.", HelpName = "URL" };
        Option<string> write = new("--write") { Description = "Charts as png or pdf too, beside SVG.", DefaultValueFactory = _ => "", HelpName = "LIST" };
        FigureOptions style = new();
        return new CommandDefinition([board, folder], [url, write, style.Width, style.Dpi, style.NoTitles, style.Font], Examples, parsed =>
        {
            Dictionary<string, Func<Chart, byte[]>> figures = Figures(parsed, write, style, context);
            string? address = parsed.GetValue(url);
            if (address is not null && !(Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"))
            {
                throw new UsageException($"--url {address}: expected an address that begins with https://.");
            }

            string to = parsed.GetRequiredValue(folder);
            BoardOptions.RefuseInside(parsed.GetRequiredValue(board), to);
            IReadOnlyList<(string Name, byte[] Content)> files = CombinedBoards.At(parsed.GetRequiredValue(board)) is not { } combined ? Pages(BoardOptions.OpenSound(parsed.GetRequiredValue(board), context), address)
                :
                [
                    .. combined.Boards.SelectMany((open, b) => Pages(open, address is null ? null : Invariant($"{address.TrimEnd('/')}/board-{b + 1}/")).Select(file => (Invariant($"board-{b + 1}/{file.Name}"), file.Content))),
                    .. BoardSetSite.Files(combined.Set, combined.Boards, combined.Order),
                ];
            (int written, int removed) = SiteFiles.Write(to, files, address, [.. figures.Keys]);
            context.Output.Write($"{to}: {Plural.Of(written, "file")}, begin with index.html{(removed > 0 ? $"; {Plural.Of(removed, "file")} of an earlier publication taken away" : "")}\n");
            return ExitCode.Done;

            IReadOnlyList<(string Name, byte[] Content)> Pages(Board open, string? address) => BoardSite.Files(open, RankStatistics.Add(open, Ranking.Of(open), context.Cancellation), address, figures);
        });
    }

    private static Dictionary<string, Func<Chart, byte[]>> Figures(ParseResult parsed, Option<string> write, FigureOptions style, CommandContext context)
    {
        Dictionary<string, Func<Chart, byte[]>> figures = [];
        foreach (string ending in parsed.GetRequiredValue(write).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            FigureStyle drawn = style.ReadStyle(parsed, context.Environment);
            figures[ending] = ending switch
            {
                "png" => chart => FigureWriter.Png(chart, drawn),
                "pdf" => chart => FigureWriter.Pdf(chart, drawn),
                _ => throw new UsageException($"{write.Name} {ending}: expected png or pdf."),
            };
        }

        return figures;
    }
}
