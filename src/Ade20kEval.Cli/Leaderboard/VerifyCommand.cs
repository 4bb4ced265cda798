using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard verify BOARD</c>: is it what it claims to be?</summary>
internal static class VerifyCommand
{
    private const int MostNamed = 10;

    private const string Examples = """
          ade20k-eval leaderboard verify board
              exit code 1 and a line for everything that was changed, removed or moved
          ade20k-eval leaderboard verify board --ground-truth ground-truth/
              also whether the labels are still those that entries were scored against, and the counts of every entry agree with them
          ade20k-eval leaderboard verify board --head 3f2a91c0b1d2e3f4
              also whether the record that was last then, its head, is still there as it was: note the head down each time
          ade20k-eval leaderboard verify board --site site
              also whether the ledger is still the one that was published, and pages and data say what it says
          ade20k-eval leaderboard verify board --repair
              clear away an entry whose writer was stopped before it was recorded
          ade20k-eval leaderboard verify board --receipt receipt.json
              also whether the record that a participant was given a receipt for is still there
          ade20k-eval leaderboard verify site --receipt receipt.json
              the participant: whether the record is in the published ledger, and ranking.json and ranking.csv have the receipt's figures; what pages show is not compared
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Option<string?> groundTruth = new("--ground-truth") { Description = "The labels as they are now.", HelpName = "PATH" };
        Option<string[]> receipts = new("--receipt") { Description = "A receipt that the board gave. Repeat it.", HelpName = "FILE.json" };
        Option<string?> head = new("--head") { Description = "The head that an earlier verify or the published pages told: shows whether the ledger's end was cut off or altered since.", HelpName = "DIGEST" };
        Option<string?> pages = new("--site") { Description = "The pages as they were published: shows whether records were altered since, and whether pages and data are what the board would publish.", HelpName = "DIR" };
        Option<bool> repair = new("--repair") { Description = "Clear away what writers left unfinished that were stopped; not where anything else is wrong." };
        return new CommandDefinition([board], [groundTruth, receipts, head, pages, repair], Examples, parsed =>
        {
            string folder = parsed.GetRequiredValue(board);
            string[] given = parsed.GetValue(receipts) ?? [];
            string? told = HeadOf(head, parsed);
            if (PublishedChain.FileAt(folder) is string published)
            {
                return parsed.GetValue(groundTruth) is null && parsed.GetValue(pages) is null && !parsed.GetValue(repair) ? VerifyPublished(context, published, given, told)
                    : throw new UsageException($"leaderboard verify {folder}: is what a board published, not the board; it takes --receipt and --head alone.");
            }

            if (BoardSet.IsAt(folder))
            {
                return VerifySet(context, folder, parsed.GetValue(groundTruth) is null && told is null && parsed.GetValue(pages) is null && !parsed.GetValue(repair) && given.Length == 0);
            }

            string? digest = null;
            GroundTruthSide? labels = null;
            if (parsed.GetValue(groundTruth) is string path)
            {
                BoardDefinition rules = BoardDefinition.Read(Board.DefinitionPath(folder), Board.ReadDefinition(folder));
                (digest, labels) = InitCommand.Count(path, DatasetChoice.Parse(rules.Dataset), context.Cancellation);
            }

            BoardVerification verified = BoardVerification.Of(folder, digest, labels, context.Cancellation);
            List<string> findings = [.. verified.Findings];

            // What somebody else keeps of the ledger: where it is the last record, nothing can have been altered unseen.
            List<string?> kept = [told];
            foreach (string file in given)
            {
                Receipt receipt = Receipt.Read(file, InputFile.ReadAll(file, 1 << 20));
                kept.Add(receipt.Record);
                findings.AddRange(receipt.Contradiction(folder) is string problem ? [$"{file}: {problem}"] : []);
            }

            if (told is not null && !BoardVerification.HeldOnce(folder, told))
            {
                findings.Add(NoSuchRecord(told));
            }

            PublishedPages? site = parsed.GetValue(pages) is string where ? PublishedPages.Compare(where, folder, context.Cancellation) : null;
            if (site is not null)
            {
                kept.Add(site.Head);
                findings.AddRange(site.Findings);
            }

            if (parsed.GetValue(repair) && verified.Unfinished > 0)
            {
                if (findings.Count > verified.Unfinished)
                {
                    context.Say("nothing was cleared away: what is wrong besides may be why these have no record.");
                }
                else
                {
                    foreach (string file in UnfinishedEntries.Clear(folder))
                    {
                        context.Output.Write(SafeText.Line($"cleared away: {Path.GetRelativePath(folder, file)}") + "\n");
                    }

                    findings = [.. BoardVerification.Of(folder, digest, labels, context.Cancellation).Findings];
                }
            }

            if (findings.Count > 0)
            {
                return Tell(context, findings, verified.Unfinished > 0 ? "unfinished entries: add the same again, or clear them away with `leaderboard verify --repair`" : "");
            }

            context.Output.Write(Invariant($"sound: {Plural.Of(verified.Records, "record")}, {Plural.Of(verified.Rescored, "entry", "entries")} scored again from {(verified.Rescored == 1 ? "its" : "their")} counts; head {ShortHead(verified.Head)}\n"));
            List<string> open = [.. NotSeen(verified)];
            if (!verified.ComparedGroundTruth)
            {
                open.Add("whether the labels are still those (--ground-truth PATH)");
            }

            // Every record is held by the next one, and a signature holds the last; else something from outside must.
            bool knowsHead = verified.Head is not string end || kept.Any(digest => digest is { Length: > 0 } && end.StartsWith(digest, StringComparison.Ordinal));
            if (verified.IsSigned && !knowsHead)
            {
                open.Add("whether records were cut off the end, which no signature shows (note the head down for next time, --head DIGEST; or compare with --site DIR, or the last --receipt FILE)");
            }

            if (!verified.IsSigned && verified.Head is string last && !kept.Any(digest => digest is { Length: > 0 } && last.StartsWith(digest, StringComparison.Ordinal)))
            {
                open.Add("whether records were cut off the end, and whether the last one is as it was written, for no other follows it (note the head down for next time, --head DIGEST; or compare with --site DIR, or the last --receipt FILE)");
            }

            open.AddRange(site?.NotCompared ?? []);
            context.Output.Write(site is { Compared: > 0 } ? $"{parsed.GetValue(pages)}: {Plural.Of(site.Compared, "file")} as this version would publish them\n" : "");
            TellOpen(context, open);
            return ExitCode.Done;
        });
    }

    // What people write down: the beginning of the digest.
    private static string ShortHead(string? head) => head is null ? "none" : head[..BoardVerification.HeadDigits];

    // What came as a document may be invented from the first prediction on.
    private static IEnumerable<string> NotSeen(BoardVerification verified) => verified.FromDocuments.Count == 0 ? []
        : [Invariant($"the masks of {Plural.Of(verified.FromDocuments.Count, "entry that came as a run document", "entries that came as run documents")}, which {(verified.FromDocuments.Count == 1 ? "was" : "were")} not seen here ({string.Join(", ", verified.FromDocuments.Take(MostNamed).Select(name => SafeText.Line(name)))}{(verified.FromDocuments.Count > MostNamed ? ", ..." : "")})")];

    private static void TellOpen(CommandContext context, List<string> open) => context.Output.Write(open.Count > 0 ? $"not checked: {string.Join("; ", open)}\n" : "");

    private static string NoSuchRecord(string head) => $"the ledger holds no record with digest {BoardVerification.Short(head)}: its end was cut off or altered, or it was written anew.";

    private static string? HeadOf(Option<string?> option, ParseResult parsed) => parsed.GetValue(option) is not string text ? null
        : text.Length is >= BoardVerification.HeadDigits and <= 64 && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant()
        : throw new UsageException(Invariant($"{option.Name} {text}: expected {BoardVerification.HeadDigits} to 64 hexadecimal digits, as verify and the published pages tell them."));

    private static int Tell(CommandContext context, List<string> findings, string mend = "")
    {
        foreach (string finding in findings)
        {
            context.Output.Write(SafeText.Line(finding) + "\n");
        }

        context.Output.Write($"{Plural.Of(findings.Count, "fault")} found\n{(mend.Length > 0 ? mend + "\n" : "")}");
        return ExitCode.CauseFound;
    }

    private static int VerifyPublished(CommandContext context, string file, string[] receipts, string? head)
    {
        PublishedChain chain = PublishedChain.Read(file);
        List<string> findings = [.. chain.Findings];
        string ranking = Path.Combine(Path.GetDirectoryName(file)!, "ranking.json");
        bool hasRanking = File.Exists(ranking);
        if (hasRanking)
        {
            findings.AddRange(chain.ContradictionsOf(ranking));
        }

        PublishedFigures? figures = PublishedFigures.At(Path.GetDirectoryName(Path.GetFullPath(file))!);
        findings.AddRange(figures?.Findings ?? []);
        List<string> open = [];
        foreach (string name in receipts)
        {
            Receipt receipt = Receipt.Read(name, InputFile.ReadAll(name, 1 << 20));
            List<string> without = [];
            string[] problems = chain.Contradiction(receipt) is string problem ? [problem] : [.. figures?.Contradictions(receipt, chain, without) ?? []];
            findings.AddRange(problems.Select(problem => $"{name}: {problem}"));
            open.AddRange(without.Select(what => $"{name}: {what}"));
        }

        if (head is not null && !chain.Holds(head))
        {
            findings.Add(NoSuchRecord(head));
        }

        if (findings.Count > 0)
        {
            return Tell(context, findings);
        }

        string alsoChecked = (hasRanking ? ", the entries of the ranking are among them" : "") + (receipts.Length > 0 ? Invariant($", {Plural.Of(receipts.Length, "receipt holds", "receipts hold")}") : "") + (head is not null ? ", the head is among them" : "");
        context.Output.Write($"checked: {Plural.Of(chain.Count, "published record")} in one chain{alsoChecked}; head {ShortHead(chain.Head)}\n");
        if (figures is not null)
        {
            string those = receipts.Length > 0 && open.Count == 0 ? $", those of the {(receipts.Length == 1 ? "receipt" : "receipts")} among them" : "";
            context.Output.Write(figures.HasTable ? $"checked: figures of {Plural.Of(figures.Count, "entry", "entries")} are the same in ranking.json and ranking.csv{those}\n" : those.Length > 0 ? $"checked: figures of ranking.json{those}\n" : "");
        }

        open.InsertRange(0, ["scores, counts, labels and signatures, which are not published", "what pages, charts and the feed show (the host's `leaderboard verify --site` makes them again)"]);
        open.AddRange(figures is null ? ["figures, for there is no ranking.json beside the ledger"] : figures.HasTable ? [] : ["ranking.csv, which is not here"]);
        open.AddRange(chain.Proven < chain.Count ? ["what records say, for an earlier version published their digests alone"] : []);
        open.AddRange(receipts.Length == 0 && head is null ? ["whether the whole chain was written anew, which a receipt or a head shows (--receipt FILE, --head DIGEST)"] : []);
        TellOpen(context, [.. open.Select(what => SafeText.Line(what))]);
        return ExitCode.Done;
    }

    // Every board of a set by itself; labels, receipts and heads belong to one board.
    private static int VerifySet(CommandContext context, string folder, bool isPlain)
    {
        if (!isPlain)
        {
            throw new UsageException($"leaderboard verify {folder}: is a set of boards. Labels, receipts and heads belong to one of them; verify that one.");
        }

        int faults = 0;
        foreach (string board in BoardSet.ReadAt(folder).Folders(folder))
        {
            BoardVerification verified = BoardVerification.Of(board, cancellation: context.Cancellation);
            faults += verified.Findings.Count;
            foreach (string finding in verified.Findings)
            {
                context.Output.Write(SafeText.Line($"{board}: {finding}") + "\n");
            }

            context.Output.Write(verified.Findings.Count > 0 ? "" : $"{SafeText.Line(board)}: sound: {Plural.Of(verified.Records, "record")}, {Plural.Of(verified.Rescored, "entry", "entries")} scored again; head {ShortHead(verified.Head)}\n");
            TellOpen(context, verified.Findings.Count > 0 ? [] : [.. NotSeen(verified)]);
        }

        context.Output.Write(faults > 0 ? $"{Plural.Of(faults, "fault")} found\n" : "");
        return faults > 0 ? ExitCode.CauseFound : ExitCode.Done;
    }
}
