using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard init BOARD</c>: a new board.</summary>
internal static class InitCommand
{
    private const string Examples = """
          ade20k-eval leaderboard init board --title "Our challenge" --ground-truth ground-truth/
              entries must be scored against these labels, told by their digest
          ade20k-eval leaderboard init board --title Limited --entries 10 --entries-a-day 2 --best-per-team
              ten attempts a team and two a day, failed ones included; its best one is ranked
          ade20k-eval leaderboard init papers --title "Published" --rank-reported
              for figures out of publications, with `leaderboard import`
          ade20k-eval leaderboard init both --title "Robust parsing" --over ade-board --over city-board --by schulze
              ranks the methods of several boards together; `list`, `export`, `verify` and `publish` take it as they take a board
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = new("BOARD") { Description = "A new folder." };
        Option<string> title = new("--title") { Description = "What people call it.", HelpName = "TEXT", Required = true };
        DatasetOption dataset = new("What raw values mean.");
        ProtocolOption protocol = new("Whose arithmetic ranks. [default: the dataset's own]", isOne: true);
        Option<string?> groundTruth = new("--ground-truth") { Description = "The labels: their digest becomes a rule, and how many pixels of each value they have, which the counts of every run must agree with. They are not copied.", HelpName = "PATH" };
        Option<string> primary = new("--primary") { Description = "The figure that ranks.", DefaultValueFactory = _ => "meanIou", HelpName = "METRIC" };
        Option<string> columns = new("--columns") { Description = "Further figures, which decide between equals in this order.", DefaultValueFactory = _ => "pixelAccuracy", HelpName = "LIST" };
        Option<string[]> own = new("--own-column") { Description = "A field that entries of this board may have beside the usual ones: words, or by a type behind a colon a number, count, link, or words to choose from (track:open|closed). Repeat it.", HelpName = "NAME[:TYPE]" };
        Option<string?> opens = new("--opens") { Description = "The first day on which entries are taken, UTC.", HelpName = "DATE" };
        Option<string?> closes = new("--closes") { Description = "The last one.", HelpName = "DATE" };
        Option<int?> entries = new("--entries") { Description = "Attempts of a team in all; failed ones count, or hidden labels could be probed.", HelpName = "N" };
        Option<int?> daily = new("--entries-a-day") { Description = "The same a day of UTC.", HelpName = "N" };
        Option<string> reveal = new("--reveal") { Description = "What is published of an entry: its score, its classes, its images too.", DefaultValueFactory = _ => "score", HelpName = "score|classes|images" };
        Option<int> decimals = new("--decimals") { Description = "Decimals of percent that are published.", DefaultValueFactory = _ => 2, HelpName = "N" };
        Option<bool> best = new("--best-per-team") { Description = "Rank only the best entry of a team." };
        Option<bool> reported = new("--rank-reported") { Description = "Rank reported figures among scored ones, instead of listing them apart." };
        Option<bool> any = new("--any-format") { Description = "Take submissions in every format that `score` reads, not PNG alone: its readers are not ours." };
        Option<string?> key = new("--key") { Description = "Every record must be signed with this key, PEM, ECDSA P-256; the board keeps its public half.", HelpName = "FILE.pem" };
        Option<string[]> over = new("--over") { Description = "A board that is there already, of a dataset of its own: the new one ranks the methods of all that are named together. Repeat it.", HelpName = "BOARD" };
        Option<string> by = new("--by") { Description = "With --over: what ranks, the mean of the ranks on the boards, or Schulze's method with each board a voter.", DefaultValueFactory = _ => "mean-rank", HelpName = "mean-rank|schulze" };
        return new CommandDefinition([board], [title, dataset, protocol, groundTruth, primary, columns, own, opens, closes, entries, daily, reveal, decimals, best, reported, any, key, over, by], Examples, parsed =>
        {
            if (parsed.GetValue(over) is { Length: > 0 } boards)
            {
                return CreateSet(context, parsed.GetRequiredValue(board), parsed.GetRequiredValue(title), boards, OptionWords.Parse(by.Name, parsed.GetRequiredValue(by), ("mean-rank", false), ("schulze", true)));
            }

            Dataset meaning = dataset.Read(parsed);
            Metric first = MetricOf(primary.Name, parsed.GetRequiredValue(primary));
            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            (string Digest, GroundTruthSide Side)? labels = parsed.GetValue(groundTruth) is string path ? Count(path, meaning, context.Cancellation) : null;
            BoardDefinition rules = new()
            {
                Title = parsed.GetRequiredValue(title),
                Dataset = meaning.Name,
                Protocol = protocol.Read(parsed, meaning)[0].Name,
                GroundTruth = labels?.Digest,
                GroundTruthPixels = labels?.Side.Digest,
                Primary = first,
                Columns = ColumnsOf(columns, parsed, first),
                OwnColumns = Declared(own.Name, parsed.GetValue(own) ?? []),
                Opens = Date(opens, parsed),
                Closes = Date(closes, parsed),
                EntriesPerTeam = parsed.GetValue(entries),
                EntriesPerTeamAndDay = parsed.GetValue(daily),
                Reveal = OptionWords.Parse(reveal.Name, parsed.GetRequiredValue(reveal), ("score", RevealLevel.Score), ("classes", RevealLevel.Classes), ("images", RevealLevel.Images)),
                Decimals = parsed.GetValue(decimals) is >= 0 and <= 6 and int digits ? digits : throw new UsageException("--decimals: expected 0 to 6."),
                BestPerTeam = parsed.GetValue(best),
                RankReported = parsed.GetValue(reported),
                AnyFormat = parsed.GetValue(any),
                PublicKey = signer is null ? null : BoardSignature.PublicKeyOf(signer),
            };
            if (rules.Closes < rules.Opens)
            {
                throw new UsageException(Invariant($"{closes.Name} {rules.Closes:yyyy-MM-dd}: the board would close before it opens ({opens.Name} {rules.Opens:yyyy-MM-dd})."));
            }

            string folder = parsed.GetRequiredValue(board);

            // Read as it will be read again, so that no board is made that cannot be opened.
            BoardDefinition.Read("the board", rules.ToJson());
            Board.Create(folder, rules, context.Environment.Now(), signer);
            if (rules.Closes is DateOnly closing && closing < DateOnly.FromDateTime(context.Environment.Now().UtcDateTime))
            {
                context.Say(Invariant($"note: {closes.Name} {closing:yyyy-MM-dd} is past: the board takes no entries."));
            }

            if (rules.EntriesPerTeam < rules.EntriesPerTeamAndDay)
            {
                context.Say(Invariant($"note: {daily.Name} {rules.EntriesPerTeamAndDay} is never reached: a team has {rules.EntriesPerTeam} in all ({entries.Name})."));
            }

            context.Output.Write($"{folder}: {rules.Title}, {rules.Dataset} under protocol {rules.Protocol}, ranked by {rules.Primary.Title.ToLowerInvariant().Replace("iou", "IoU", StringComparison.Ordinal)}\n");
            return ExitCode.Done;
        });
    }

    private static int CreateSet(CommandContext context, string folder, string title, string[] boards, bool bySchulze)
    {
        BoardSet set = BoardSet.Create(folder, title, bySchulze, boards);
        context.Output.Write(Invariant($"{folder}: {set.Title}, {set.Paths.Count} boards together, ranked by {(bySchulze ? "Schulze's method" : "the mean rank")}\n"));
        return ExitCode.Done;
    }

    /// <summary>The digest of a ground truth, as runs against it have it.</summary>
    public static string DigestOf(string path, Dataset dataset, CancellationToken cancellation)
    {
        using MaskSource labels = MaskSource.Open(path);
        MaskReaderOptions reading = new EvaluationOptions { Scoring = new ScoringOptions { Dataset = dataset } }.GroundTruthReading;
        return GroundTruthDigest.Of(labels, dataset, reading, cancellation);
    }

    /// <summary>The same with what the counts of every run against it must agree with.</summary>
    public static (string Digest, GroundTruthSide Side) Count(string path, Dataset dataset, CancellationToken cancellation)
    {
        using MaskSource labels = MaskSource.Open(path);
        MaskReaderOptions reading = new EvaluationOptions { Scoring = new ScoringOptions { Dataset = dataset } }.GroundTruthReading;
        (string digest, IReadOnlyList<ImageCounts> images) = GroundTruthDigest.Count(labels, dataset, reading, cancellation);
        return (digest, GroundTruthSide.Of(images));
    }

    private static Metric MetricOf(string option, string name)
    {
        try
        {
            return Metrics.Find(name);
        }
        catch (InputException unknown)
        {
            throw new UsageException($"{option} {name}: {unknown.Message}");
        }
    }

    // The usual further column is left out where it ranks already; one that was asked for is not there twice.
    private static Metric[] ColumnsOf(Option<string> option, ParseResult parsed, Metric primary)
    {
        Metric[] columns = [.. parsed.GetRequiredValue(option).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => MetricOf(option.Name, name))];
        return parsed.GetResult(option) is not { Implicit: false } ? [.. columns.Where(column => column.Key != primary.Key)]
            : columns.FirstOrDefault(column => column.Key == primary.Key) is Metric ranks ? throw new UsageException($"{option.Name}: {ranks.Key} is what ranks already (--primary); expected further figures.")
            : columns.CountBy(column => column.Key).FirstOrDefault(column => column.Value > 1).Key is string twice ? throw new UsageException($"{option.Name}: {twice} is named twice; expected it once.")
            : columns;
    }

    private static string[] Declared(string option, string[] declarations)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        try
        {
            foreach (string declaration in declarations)
            {
                if (MetadataField.Declared(option, declaration).Key is var key && !names.Add(NameKey.Of(key)))
                {
                    throw new UsageException($"{option}: '{key}' is declared twice; expected it once.");
                }
            }
        }
        catch (InputException problem)
        {
            throw new UsageException(problem.Message);
        }

        return declarations;
    }

    private static DateOnly? Date(Option<string?> option, ParseResult parsed) => parsed.GetValue(option) is not string text ? null
        : EntryMetadata.TryDate(text, out DateOnly date) ? date : throw new UsageException($"{option.Name} {text}: expected yyyy-mm-dd.");
}
