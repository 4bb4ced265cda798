using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>What the commands of boards share.</summary>
internal static class BoardOptions
{
    private const int MostTold = 10;

    public static Argument<string> Board() => new("BOARD") { Description = "The board's folder, as `leaderboard init` makes it." };

    public static Argument<string> Entry() => new("ENTRY") { Description = "An entry's method where no other has that name, or its digest, of which the beginning will do." };

    public static Option<string?> Key() => new("--key") { Description = "Sign the record with this private key, PEM, ECDSA P-256; needed where the board was made with one.", HelpName = "FILE.pem" };

    public static Option<string> Reason() => new("--reason") { Description = "Why; stands in the ledger.", HelpName = "TEXT", Required = true };

    /// <summary>A board to write to, or to publish: one that is not as its commands wrote it is refused, as far as that shows without reading counts.</summary>
    /// <exception cref="InputException">It is not, or there is none.</exception>
    public static Board OpenSound(string folder, CommandContext context)
    {
        Board board = Boards.Board.Open(folder);
        board.RequireSound();
        TellUnfinished(context, board, "");
        return board;
    }

    /// <summary>Says of a board that is only read what is not as its commands wrote it: what follows is shown nevertheless.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="board">The board.</param>
    /// <param name="place">What to begin with, where there are several boards.</param>
    public static void Warn(CommandContext context, Board board, string place)
    {
        if (!board.HasItsRules)
        {
            context.Say($"warning: {place}board.json was changed after the last record of the ledger: ranks and figures are by rules that entries were not taken under.");
        }

        IEnumerable<string> entries = board.Entries.Where(entry => entry is { Fault: not null, ReplacedBy: null })
            .Select(entry => $"{entry.ShortId}, {entry.Entry.Name}: {entry.Fault}{(entry.IsChanged ? "; it has no rank, and its figures are not shown" : "")}.");
        string[] faults = [.. board.LedgerFaults, .. entries];
        foreach (string fault in faults.Take(MostTold))
        {
            context.Say($"warning: {place}{fault}");
        }

        if (faults.Length > 0 || !board.HasItsRules)
        {
            context.Say($"warning: {place}{(faults.Length > MostTold ? Invariant($"and {faults.Length - MostTold} more. ") : "")}The board was altered by other means than its commands, so what is shown may not be what happened. `ade20k-eval leaderboard verify {board.Folder}` tells all.");
        }

        TellUnfinished(context, board, place);
    }

    // It is on no ranking; but somebody may miss it.
    private static void TellUnfinished(CommandContext context, Board board, string place)
    {
        foreach (string left in board.Unfinished.Take(MostTold))
        {
            context.Say($"note: {place}{left}");
        }
    }

    /// <summary>Refuses to write into a board's own folder, where only the board's commands write.</summary>
    /// <param name="board">The board's folder.</param>
    /// <param name="output">A file or folder that is to be written.</param>
    /// <exception cref="UsageException">It lies there.</exception>
    public static void RefuseInside(string board, string output)
    {
        string folder = Path.TrimEndingDirectorySeparator(RealPath.Of(board) ?? Path.GetFullPath(board));
        string whole = Path.GetFullPath(output);
        string real = RealPath.Of(whole) ?? whole;
        if (real == folder || real.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || whole.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new UsageException($"{output}: lies in the board's own folder, which only the board's commands write to. Write to another folder.");
        }
    }

    /// <summary>The key, to be disposed of.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds no such key.</exception>
    public static ECDsa? ReadKey(ParseResult parsed, Option<string?> option) => ReadKeyFile(parsed.GetValue(option));

    /// <inheritdoc cref="ReadKey"/>
    public static ECDsa? ReadKeyFile(string? file) => file is null ? null : BoardSignature.ReadPrivateKey(file, Encoding.UTF8.GetString(InputFile.ReadAll(file, 1 << 20).Span));

    /// <summary>What is said of an entry by <c>--set key=value</c>, or of a figure.</summary>
    /// <param name="option">The option.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="example">What one looks like.</param>
    /// <exception cref="UsageException">One is no such pair, or a key is given twice.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(Option<string[]> option, ParseResult parsed, string example = "backbone=Swin-B")
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (string pair in parsed.GetValue(option) ?? [])
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            string key = at < 0 ? "" : pair[..at].Trim();
            if (key.Length == 0)
            {
                throw new UsageException($"{option.Name} '{pair}': expected key=value, such as {example}.");
            }

            if (pairs.Any(other => other.Key == key))
            {
                throw new UsageException($"{option.Name}: '{key}' is given twice; expected it once.");
            }

            pairs.Add(KeyValuePair.Create(key, pair[(at + 1)..].Trim()));
        }

        return pairs;
    }

    /// <summary>Which dates an entry may have: what was published may be older than the board.</summary>
    public static DateWindow Dates(CommandContext context, BoardDefinition rules, bool isReported) =>
        new(DateOnly.FromDateTime(context.Environment.Now().UtcDateTime), isReported ? null : rules.Opens, isReported ? null : rules.Closes);

    /// <summary>The day that was given, or today.</summary>
    /// <exception cref="UsageException">It is the one that stands for no date.</exception>
    public static string Date(Option<string?> option, ParseResult parsed, CommandContext context) => parsed.GetValue(option) is not string text ? Today(context)
        : EntryMetadata.TryDate(text, out DateOnly date) && date == DateOnly.MinValue ? throw new UsageException($"{option.Name} {text}: stands for a date that nobody knows, and would rank before all others. Leave the option out for today.")
        : text;

    /// <summary>Today in UTC, as entries write it.</summary>
    public static string Today(CommandContext context) => context.Environment.Now().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
