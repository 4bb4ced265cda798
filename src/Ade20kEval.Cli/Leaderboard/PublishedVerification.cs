using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard verify</c> of what a board published, for participants, who have nothing else.</summary>
internal static class PublishedVerification
{
    public static int Run(CommandContext context, string file, string[] receipts, string? head)
    {
        PublishedChain chain = PublishedChain.Read(file);
        List<string> findings = [.. chain.Findings];
        string ranking = Path.Combine(Path.GetDirectoryName(file)!, "ranking.json");
        bool hasRanking = File.Exists(ranking);
        if (hasRanking)
        {
            findings.AddRange(chain.ContradictionsOf(ranking));
        }

        findings.AddRange(receipts.Select(receipt => (Name: receipt, Problem: chain.Contradiction(Receipt.Read(receipt, InputFile.ReadAll(receipt, 1 << 20))))).Where(receipt => receipt.Problem is not null).Select(receipt => $"{receipt.Name}: {receipt.Problem}"));
        if (head is not null && !chain.Holds(head))
        {
            findings.Add(VerificationText.NoSuchRecord(head));
        }

        if (findings.Count > 0)
        {
            return VerificationText.Tell(context, findings);
        }

        string alsoChecked = (hasRanking ? ", the entries of the ranking are among them" : "") + (receipts.Length > 0 ? Invariant($", {Plural.Of(receipts.Length, "receipt holds", "receipts hold")}") : "") + (head is not null ? ", the head is among them" : "");
        context.Output.Write($"checked: {Plural.Of(chain.Count, "published record")} in one chain{alsoChecked}; head {VerificationText.ShortHead(chain.Head)}\n");
        VerificationText.TellOpen(context,
        [
            "scores, counts, labels and signatures, which are not published",
            .. receipts.Length == 0 && head is null ? ["whether the whole chain was written anew, which a receipt or a head shows (--receipt FILE, --head DIGEST)"] : Array.Empty<string>(),
        ]);
        return ExitCode.Done;
    }
}
