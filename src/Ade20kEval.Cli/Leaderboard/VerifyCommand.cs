using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard verify BOARD</c>: is it what it claims to be?</summary>
internal static class VerifyCommand
{
    private const string Examples = """
          ade20k-eval leaderboard verify board
              exit code 1 and a line for everything that was changed, removed or moved
          ade20k-eval leaderboard verify board --ground-truth ground-truth/
              also whether the labels are still those that entries were scored against, and the counts of every entry agree with them
          ade20k-eval leaderboard verify board --head 3f2a91c0b1d2e3f4
              also whether the record that was last then, its head, is still there as it was: note the head down each time
          ade20k-eval leaderboard verify board --site site
              also whether the ledger is still the one that was published, and pages and data say what it says
          ade20k-eval leaderboard verify both --site site
              the same of several boards that are ranked together, each in its folder of the pages
          ade20k-eval leaderboard verify board --repair
              set aside an entry whose writer was stopped before it was recorded, and put that on record
          ade20k-eval leaderboard verify board --receipt receipt.json
              also whether the record that a participant was given a receipt for is still there, and the entry is of that team, method and figures
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
        Option<bool> repair = new("--repair") { Description = $"Move what writers left unfinished that were stopped into the board's folder {UnfinishedEntries.Aside}, with a record of each; not where anything else is wrong." };
        Option<string?> key = BoardOptions.Key();
        key.Description = "With --repair: sign its records with this private key, PEM, ECDSA P-256; needed where the board was made with one.";
        return new CommandDefinition([board], [groundTruth, receipts, head, pages, repair, key], Examples, parsed =>
        {
            string folder = parsed.GetRequiredValue(board);
            string[] given = parsed.GetValue(receipts) ?? [];
            string? told = HeadOf(head, parsed);
            if (parsed.GetValue(key) is not null && !parsed.GetValue(repair))
            {
                throw new UsageException("--key: signs what --repair records; without --repair nothing is recorded. Signatures are verified with the public key that the board holds.");
            }

            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            if (PublishedChain.FileAt(folder) is string published)
            {
                return parsed.GetValue(groundTruth) is null && parsed.GetValue(pages) is null && !parsed.GetValue(repair) ? PublishedVerification.Run(context, published, given, told)
                    : throw new UsageException($"leaderboard verify {folder}: is what a board published, not the board; it takes --receipt and --head alone.");
            }

            if (BoardSet.IsAt(folder))
            {
                return parsed.GetValue(groundTruth) is null && told is null && !parsed.GetValue(repair) && given.Length == 0 ? SetVerification.Run(context, folder, parsed.GetValue(pages))
                    : throw new UsageException($"leaderboard verify {folder}: is a set of boards. Labels, receipts, heads and repairs belong to one of them; verify that one. It takes --site alone.");
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
            List<string> receiptsOpen = [], standings = [];
            IReadOnlyList<LedgerRecord> records = given.Length > 0 ? LedgerChain.Of(folder, null, everySignature: false).Records : [];
            foreach (string file in given)
            {
                Receipt receipt = Receipt.Read(file, InputFile.ReadAll(file, 1 << 20));
                kept.Add(receipt.Record);
                ReceiptCheck check = ReceiptCheck.Of(folder, receipt, records);
                findings.AddRange(check.Findings.Select(problem => $"{file}: {problem}"));
                receiptsOpen.AddRange(check.NotCompared.Select(what => $"{file}: {what}"));
                standings.AddRange(check.Standing is string standing ? [$"{file}: {receipt.Named} {standing}"] : []);
            }

            if (told is not null && !BoardVerification.HeldOnce(folder, told))
            {
                findings.Add(VerificationText.NoSuchRecord(told));
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
                    context.Say("nothing was set aside: what is wrong besides may be why these have no record.");
                }
                else
                {
                    foreach (string file in Board.Open(folder).SetUnfinishedAside(context.Environment.Now(), signer))
                    {
                        context.Output.Write(SafeText.Line($"set aside: {UnfinishedEntries.Aside}/{file}") + "\n");
                    }

                    verified = BoardVerification.Of(folder, digest, labels, context.Cancellation);
                    findings = [.. verified.Findings];
                }
            }

            VerificationText.TellStandings(context, [.. verified.Known, .. standings]);
            if (findings.Count > 0)
            {
                return VerificationText.Tell(context, findings, verified.Unfinished > 0 ? "unfinished entries: add the same again, or set them aside, on record, with `leaderboard verify --repair`" : "");
            }

            VerificationText.TellSound(context, verified, "");
            context.Output.Write(site is { Compared: > 0 } ? $"{parsed.GetValue(pages)}: {Plural.Of(site.Compared, "file")} as this version would publish them\n" : "");
            VerificationText.TellOpen(context, [.. VerificationText.NotSeen(verified, kept), .. receiptsOpen, .. site?.NotCompared ?? []]);
            return ExitCode.Done;
        });
    }

    private static string? HeadOf(Option<string?> option, ParseResult parsed) => parsed.GetValue(option) is not string text ? null
        : text.Length is >= BoardVerification.HeadDigits and <= 64 && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant()
        : throw new UsageException(Invariant($"{option.Name} {text}: expected {BoardVerification.HeadDigits} to 64 hexadecimal digits, as verify and the published pages tell them."));
}
