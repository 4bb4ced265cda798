using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Whether a team may still hand in: failed attempts count, for what fails can tell of hidden labels too.</summary>
internal static class SubmissionLimits
{
    /// <summary>Refuses what is too early, too late or too often.</summary>
    /// <param name="board">The rules.</param>
    /// <param name="ledger">What happened so far.</param>
    /// <param name="team">Whose attempt; names that look the same are one (<see cref="NameKey"/>).</param>
    /// <param name="now">When.</param>
    /// <exception cref="InputException">It may not; the message says why and when it may.</exception>
    public static void Check(BoardDefinition board, IEnumerable<LedgerRecord> ledger, string team, DateTimeOffset now)
    {
        RequireOpen(board, now);
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        string key = NameKey.Of(team);
        LedgerRecord[] records = [.. ledger];
        if (LookAlikes.Of(team, records.Select(record => record.Team).OfType<string>().Distinct()) is string other)
        {
            throw new InputException($"{team}: looks like the team {other}, which is on the board, in letters of another script, and would pass for it. Choose another name, or write it in the letters of {other} for the same team.");
        }

        LedgerRecord[] attempts = [.. records.Where(record => record is { IsAttempt: true, Team: string other } && NameKey.Of(other) == key)];
        if (board.EntriesPerTeam is int most && attempts.Length >= most)
        {
            throw new InputException($"{team} has used {All(most)}; failed ones count.");
        }

        int ofToday = attempts.Count(record => DateOnly.FromDateTime(record.Time.UtcDateTime) == today);
        if (board.EntriesPerTeamAndDay is int daily && ofToday >= daily)
        {
            throw new InputException(Invariant($"{team} has used {All(daily)} of {today:yyyy-MM-dd} (UTC); failed ones count. Try again tomorrow."));
        }
    }

    /// <summary>Refuses what is too early or too late for anybody.</summary>
    /// <param name="board">The rules.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InputException">The board is not open; the message says when it is.</exception>
    public static void RequireOpen(BoardDefinition board, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        if (board.Opens is DateOnly opens && today < opens)
        {
            throw new InputException(Invariant($"{board.Title} opens on {opens:yyyy-MM-dd}; today is {today:yyyy-MM-dd} (UTC)."));
        }

        if (board.Closes is DateOnly closes && today > closes)
        {
            throw new InputException(Invariant($"{board.Title} closed on {closes:yyyy-MM-dd}; today is {today:yyyy-MM-dd} (UTC)."));
        }
    }

    private static string All(int attempts) => attempts == 1 ? "its only attempt" : Invariant($"all of its {attempts:N0} attempts");
}
