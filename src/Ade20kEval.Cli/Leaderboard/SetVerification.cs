using Ade20kEval.Boards;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard verify</c> of several boards that are ranked together: every board by itself, and their pages.</summary>
internal static class SetVerification
{
    public static int Run(CommandContext context, string folder, string? site)
    {
        BoardSet set = BoardSet.ReadAt(folder);
        IReadOnlyList<string> boards = set.Folders(folder);
        IReadOnlyList<PublishedPages>? pages = site is null ? null : PublishedPages.CompareSet(site, set, boards, context.Cancellation);
        int faults = 0;
        for (int b = 0; b < boards.Count; b++)
        {
            BoardVerification verified = BoardVerification.Of(boards[b], cancellation: context.Cancellation);
            string place = $"{SafeText.Line(boards[b])}: ";
            string[] findings = [.. verified.Findings, .. pages?[b].Findings ?? []];
            VerificationText.TellStandings(context, verified.Known.Select(known => place + known));
            faults += TellFaults(context, findings, place);
            if (findings.Length == 0)
            {
                VerificationText.TellSound(context, verified, place);
                VerificationText.TellOpen(context, [.. VerificationText.NotSeen(verified, [pages?[b].Head]), .. pages?[b].NotCompared ?? []], "  ");
            }
        }

        if (pages is not null)
        {
            faults += TellFaults(context, pages[^1].Findings, "");
            VerificationText.TellOpen(context, pages[^1].NotCompared);
            context.Output.Write(faults == 0 ? $"{site}: {Plural.Of(pages.Sum(page => page.Compared), "file")} as this version would publish them\n" : "");
        }

        VerificationText.TellOpen(context, ["boards.json itself, which no ledger holds: which boards are ranked together, and by what"]);
        context.Output.Write(faults > 0 ? $"{Plural.Of(faults, "fault")} found\n" : "");
        return faults > 0 ? ExitCode.CauseFound : ExitCode.Done;
    }

    private static int TellFaults(CommandContext context, IReadOnlyList<string> findings, string place)
    {
        foreach (string finding in findings)
        {
            context.Output.Write(SafeText.Line($"{place}{finding}") + "\n");
        }

        return findings.Count;
    }
}
