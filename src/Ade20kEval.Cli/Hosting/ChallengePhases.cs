using System.Globalization;
using Ade20kEval.Boards;

namespace Ade20kEval.Cli.Hosting;

/// <summary>The phases of a challenge, as options spell them or a board's days say.</summary>
internal static class ChallengePhases
{
    private static readonly string[] s_times = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>Reads <c>NAME=START..END</c>, in order of time.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="needsEnds">Whether the last phase must end, too.</param>
    /// <exception cref="UsageException">One is no phase, or they are not one after the other.</exception>
    public static IReadOnlyList<ChallengePhase> Read(string[] given, bool needsEnds)
    {
        ChallengePhase[] phases = [.. given.Select(ReadPhase)];
        for (int i = 0; i < phases.Length; i++)
        {
            bool isLast = i == phases.Length - 1;
            if (phases[i].End is null && (!isLast || needsEnds))
            {
                throw new UsageException($"--phase {given[i]}: has no end; expected NAME=START..END{(needsEnds ? "" : " for all but the last")}.");
            }

            if (phases[i].End <= phases[i].Start || (!isLast && phases[i + 1].Start < phases[i].End))
            {
                throw new UsageException($"--phase {given[i]}: ends before it begins, or after the next one begins; expected phases one after the other.");
            }
        }

        return phases;
    }

    /// <summary>The one phase of a board: from its first day until its last one is over.</summary>
    /// <exception cref="UsageException">The board does not say when.</exception>
    public static IReadOnlyList<ChallengePhase> Of(BoardDefinition board, string file, bool needsEnds)
    {
        if (board.Opens is not DateOnly opens || (needsEnds && board.Closes is null))
        {
            throw new UsageException($"{file}: says no day on which the board {(board.Opens is null ? "opens" : "closes")}. Give --phase NAME=START..END.");
        }

        DateTime? end = board.Closes?.AddDays(1).ToDateTime(TimeOnly.MinValue);
        DateTime start = opens.ToDateTime(TimeOnly.MinValue);
        return end <= start
            ? throw new UsageException(Invariant($"{file}: closes on {board.Closes:yyyy-MM-dd}, before it opens on {opens:yyyy-MM-dd}. Give --phase NAME=START..END."))
            : [new ChallengePhase("Test", start, end)];
    }

    private static ChallengePhase ReadPhase(string given)
    {
        int equals = given.LastIndexOf('=');
        string[] times = given[(equals + 1)..].Split("..");
        return equals > 0 && times.Length <= 2 && TryTime(times[0], out DateTime start)
            ? times is [_, { Length: > 0 } last]
                ? TryTime(last, out DateTime end) ? new ChallengePhase(given[..equals], start, end) : throw Wrong()
                : new ChallengePhase(given[..equals], start, null)
            : throw Wrong();

        UsageException Wrong() => new($"--phase {given}: expected NAME=START..END, with times as 2027-01-01 or 2027-01-01T12:00 (UTC).");
    }

    private static bool TryTime(string text, out DateTime time) => DateTime.TryParseExact(text, s_times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
