using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>What verifying tells, of a board, a set of boards and published pages: faults, what was checked, and what was not.</summary>
internal static class VerificationText
{
    private const int MostNamed = 10;

    /// <summary>What people write down: the beginning of the digest.</summary>
    public static string ShortHead(string? head) => head is null ? "none" : head[..BoardVerification.HeadDigits];

    public static string NoSuchRecord(string head) => $"the ledger holds no record with digest {BoardVerification.Short(head)}: its end was cut off or altered, or it was written anew.";

    /// <summary>Tells faults, a line each.</summary>
    /// <returns>The exit code of whatever has faults.</returns>
    public static int Tell(CommandContext context, IReadOnlyList<string> findings, string mend = "")
    {
        foreach (string finding in findings)
        {
            context.Output.Write(SafeText.Line(finding) + "\n");
        }

        context.Output.Write($"{Plural.Of(findings.Count, "fault")} found\n{(mend.Length > 0 ? mend + "\n" : "")}");
        return ExitCode.CauseFound;
    }

    /// <summary>Tells what became of entries, a line each: an entry that is withdrawn stands in the ledger as well, and its receipt holds.</summary>
    public static void TellStandings(CommandContext context, IEnumerable<string> standings)
    {
        foreach (string standing in standings)
        {
            context.Output.Write(SafeText.Line(standing) + "\n");
        }
    }

    /// <summary>Tells that a board has no fault, and what was set aside on it.</summary>
    public static void TellSound(CommandContext context, BoardVerification verified, string place)
    {
        context.Output.Write(Invariant($"{place}sound: {Plural.Of(verified.Records, "record")}, {Plural.Of(verified.Rescored, "entry", "entries")} scored again from {(verified.Rescored == 1 ? "its" : "their")} counts; head {ShortHead(verified.Head)}\n"));
        foreach (LedgerRecord record in verified.Repairs)
        {
            Wrap(context, Invariant($"record {record.Sequence}, {record.Time.UtcDateTime:yyyy-MM-dd}: {record.Reason}; a receipt for another record {record.Sequence} would show that one was cut off"), place.Length > 0 ? "  " : "");
        }
    }

    /// <summary>What of a board without faults was not checked, and what would.</summary>
    /// <param name="verified">The board.</param>
    /// <param name="kept">Digests of records that somebody else kept.</param>
    public static IEnumerable<string> NotSeen(BoardVerification verified, IEnumerable<string?> kept)
    {
        // What came as a document may be invented from the first prediction on.
        if (verified.FromDocuments.Count is > 0 and int documents)
        {
            yield return Invariant($"the masks of {Plural.Of(documents, "entry that came as a run document", "entries that came as run documents")}, which {(documents == 1 ? "was" : "were")} not seen here ({string.Join(", ", verified.FromDocuments.Take(MostNamed).Select(name => SafeText.Line(name)))}{(documents > MostNamed ? ", ..." : "")})");
        }

        if (verified.FromMasks > 0)
        {
            yield return Invariant($"whether the counts of {Plural.Of(verified.FromMasks, "entry", "entries")} are those of the masks that were handed in, which a board does not keep (their digests are in entries and counts)");
        }

        if (verified.Reported > 0)
        {
            yield return Invariant($"whether {Plural.Of(verified.Reported, "reported entry stands", "reported entries stand")} in the publications that {(verified.Reported == 1 ? "it cites" : "they cite")}");
        }

        if (!verified.ComparedGroundTruth)
        {
            yield return "whether the labels are still those (--ground-truth PATH)";
        }

        // Every record is held by the next one, and a signature holds the last; else something from outside must.
        if (verified.Head is string head && !kept.Any(digest => digest is { Length: > 0 } && head.StartsWith(digest, StringComparison.Ordinal)))
        {
            const string Outside = "(note the head down for next time, --head DIGEST; or compare with --site DIR, or the last --receipt FILE)";
            yield return verified.IsSigned
                ? $"whether records were cut off the end, or written anew by somebody who has the key, which no signature shows {Outside}"
                : $"whether records were cut off the end, the last one was altered, or all were written anew, which a chain without signatures does not show {Outside}";
        }
    }

    /// <summary>Tells what was not checked, in lines as wide as the terminal.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="open">What was not.</param>
    /// <param name="indent">What lines begin with.</param>
    public static void TellOpen(CommandContext context, IReadOnlyList<string> open, string indent = "")
    {
        if (open.Count > 0)
        {
            Wrap(context, $"not checked: {string.Join("; ", open)}", indent);
        }
    }

    // No word is cut: it may be a path, and then it is longer than the line.
    private static void Wrap(CommandContext context, string text, string indent)
    {
        StringBuilder line = new(indent);
        int used = indent.Length;
        foreach (string word in SafeText.Line(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isFirst = used <= indent.Length;
            if (!isFirst && used + 1 + TextWidth.Of(word) > context.Environment.Width)
            {
                context.Output.Write(line.Append('\n').ToString());
                line.Clear().Append(indent).Append("  ");
                used = indent.Length + 2;
                isFirst = true;
            }

            line.Append(isFirst ? "" : " ").Append(word);
            used += (isFirst ? 0 : 1) + TextWidth.Of(word);
        }

        context.Output.Write(line.Append('\n').ToString());
    }
}
