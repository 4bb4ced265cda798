using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard verify BOARD</c>: is it what it claims to be?</summary>
internal static class VerifyCommand
{
    private const string Examples = """
          ade20k-eval leaderboard verify board
              exit code 1 and a line for everything that was changed, removed or moved
          ade20k-eval leaderboard verify board --ground-truth ground-truth/
              also whether the labels are still those that entries were scored against
          ade20k-eval leaderboard verify board --receipt receipt.json
              also whether the record that a participant was given a receipt for is still there
          ade20k-eval leaderboard verify site --receipt receipt.json
              the participant: the same against the pages as they were published, or against their ledger.json alone
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Option<string?> groundTruth = new("--ground-truth") { Description = "The labels as they are now.", HelpName = "PATH" };
        Option<string[]> receipts = new("--receipt") { Description = "A receipt that the board gave. Repeat it.", HelpName = "FILE.json" };
        Option<string?> head = new("--head") { Description = "The head that was told earlier; shows whether the ledger's end was cut off.", HelpName = "DIGEST" };
        return new CommandDefinition([board], [groundTruth, receipts, head], Examples, parsed =>
        {
            string folder = parsed.GetRequiredValue(board);
            if (PublishedChain.FileAt(folder) is string published)
            {
                return parsed.GetValue(groundTruth) is null ? VerifyPublished(context, PublishedChain.Read(published), parsed.GetValue(receipts) ?? [], parsed.GetValue(head))
                    : throw new UsageException($"leaderboard verify {folder}: is what a board published, not the board; labels cannot be compared with it.");
            }

            if (BoardSet.IsAt(folder))
            {
                return VerifySet(context, folder, parsed.GetValue(groundTruth) is null && parsed.GetValue(head) is null && parsed.GetValue(receipts) is null or { Length: 0 });
            }

            string? digest = null;
            if (parsed.GetValue(groundTruth) is string path)
            {
                BoardDefinition rules = BoardDefinition.Read(Board.DefinitionPath(folder), Board.ReadDefinition(folder));
                digest = InitCommand.DigestOf(path, DatasetChoice.Parse(rules.Dataset), context.Cancellation);
            }

            BoardVerification verified = BoardVerification.Of(folder, digest, context.Cancellation);
            List<string> findings = [.. verified.Findings];
            foreach (string receipt in parsed.GetValue(receipts) ?? [])
            {
                if (Receipt.Read(receipt, InputFile.ReadAll(receipt, 1 << 20)).Contradiction(folder) is string problem)
                {
                    findings.Add($"{receipt}: {problem}");
                }
            }

            if (parsed.GetValue(head) is string told && !BoardVerification.HeldOnce(folder, told))
            {
                findings.Add($"the ledger holds no record with digest {told}: its end was cut off, or it was written anew.");
            }

            foreach (string finding in findings)
            {
                context.Output.Write(SafeText.Line(finding) + "\n");
            }

            context.Output.Write(findings.Count > 0
                ? Invariant($"{findings.Count} faults found\n")
                : Invariant($"sound: {verified.Records} records, {verified.Rescored} entries scored again from their counts; head {verified.Head}\n"));
            return findings.Count > 0 ? ExitCode.CauseFound : ExitCode.Done;
        });
    }

    private static int VerifyPublished(CommandContext context, PublishedChain chain, string[] receipts, string? head)
    {
        List<string> findings = [.. chain.Findings];
        findings.AddRange(receipts.Select(file => (file, Problem: chain.Contradiction(Receipt.Read(file, InputFile.ReadAll(file, 1 << 20))))).Where(receipt => receipt.Problem is not null).Select(receipt => $"{receipt.file}: {receipt.Problem}"));
        if (head is not null && !chain.Holds(head))
        {
            findings.Add($"the ledger holds no record with digest {head}: its end was cut off, or it was written anew.");
        }

        foreach (string finding in findings)
        {
            context.Output.Write(SafeText.Line(finding) + "\n");
        }

        context.Output.Write(findings.Count > 0
            ? Invariant($"{findings.Count} faults found\n")
            : Invariant($"sound: {chain.Count} published records in one chain{(receipts.Length > 0 ? Invariant($", {receipts.Length} receipts hold") : "")}; head {chain.Head}\n"));
        return findings.Count > 0 ? ExitCode.CauseFound : ExitCode.Done;
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
            BoardVerification verified = BoardVerification.Of(board, null, context.Cancellation);
            faults += verified.Findings.Count;
            foreach (string finding in verified.Findings)
            {
                context.Output.Write(SafeText.Line($"{board}: {finding}") + "\n");
            }

            context.Output.Write(verified.Findings.Count > 0 ? "" : Invariant($"{SafeText.Line(board)}: sound: {verified.Records} records, {verified.Rescored} entries scored again; head {verified.Head}\n"));
        }

        context.Output.Write(faults > 0 ? Invariant($"{faults} faults found\n") : "");
        return faults > 0 ? ExitCode.CauseFound : ExitCode.Done;
    }
}
