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

        PublishedFigures? figures = PublishedFigures.At(Path.GetDirectoryName(Path.GetFullPath(file))!);
        findings.AddRange(figures?.Findings ?? []);
        List<string> open = [];
        List<string> standings = [];
        int compared = 0;
        foreach (string name in receipts)
        {
            Receipt receipt = Receipt.Read(name, InputFile.ReadAll(name, 1 << 20));
            List<string> without = [];
            string[] problems = chain.Contradiction(receipt) is string problem ? [problem] : [.. figures?.Contradictions(receipt, chain, without) ?? []];
            findings.AddRange(problems.Select(problem => $"{name}: {problem}"));
            compared += without.Count == 0 && receipt.Figures is { } told && told.Any(figure => figure.Value is not null) ? 1 : 0;
            standings.AddRange(chain.Standing(receipt.Entry) is string standing ? [$"{name}: {receipt.Named} {standing}"] : []);
            open.AddRange(without.Select(what => $"{name}: {what}"));
        }

        if (head is not null && !chain.Holds(head))
        {
            findings.Add(VerificationText.NoSuchRecord(head));
        }

        VerificationText.TellStandings(context, standings);
        if (findings.Count > 0)
        {
            return VerificationText.Tell(context, findings);
        }

        string alsoChecked = (hasRanking ? ", the entries of the ranking are among them" : "") + (receipts.Length > 0 ? Invariant($", {Plural.Of(receipts.Length, "receipt holds", "receipts hold")}") : "") + (head is not null ? ", the head is among them" : "");
        context.Output.Write($"checked: {Plural.Of(chain.Count, "published record")} in one chain{alsoChecked}; head {VerificationText.ShortHead(chain.Head)}\n");
        if (figures is not null)
        {
            string those = compared == 0 ? "" : compared < receipts.Length ? Invariant($", those of {compared} of {receipts.Length} receipts among them") : $", those of the {(receipts.Length == 1 ? "receipt" : "receipts")} among them";
            context.Output.Write(figures.HasTable ? $"checked: figures of {Plural.Of(figures.Count, "entry", "entries")} are the same in ranking.json and ranking.csv{those}\n" : those.Length > 0 ? $"checked: figures of ranking.json{those}\n" : "");
        }

        open.InsertRange(0, ["scores, counts, labels and signatures, which are not published", "what pages, charts and the feed show (the host's `leaderboard verify --site` makes them again)"]);
        open.AddRange(figures is null ? ["figures, for there is no ranking.json beside the ledger"] : figures.HasTable ? [] : ["ranking.csv, which is not here"]);
        open.AddRange(chain.Proven < chain.Count ? ["what records say, for an earlier version published their digests alone"] : []);
        open.AddRange(receipts.Length == 0 && head is null ? ["whether the whole chain was written anew, which a receipt or a head shows (--receipt FILE, --head DIGEST)"] : []);
        VerificationText.TellOpen(context, open);
        return ExitCode.Done;
    }
}
