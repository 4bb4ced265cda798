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
        if (LookAlikes.Of(team, Teams(records), out string why) is string other)
        {
            throw new InputException($"{team}: looks like the team {other}, which is on the board, {why}, and would pass for it. Choose another name, or write it in the letters of {other} for the same team.");
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

    /// <summary>Attempts on record that the rules would have refused: no command recorded them.</summary>
    /// <param name="board">The rules.</param>
    /// <param name="digest">Their digest: records under other rules are judged by nobody.</param>
    /// <param name="ledger">What happened, in order.</param>
    /// <returns>A sentence each.</returns>
    public static IEnumerable<string> Broken(BoardDefinition board, string digest, IEnumerable<LedgerRecord> ledger)
    {
        Dictionary<string, int> attempts = new(StringComparer.Ordinal);
        Dictionary<(string Team, DateOnly Day), int> daily = [];
        foreach (LedgerRecord record in ledger)
        {
            if (record is not { IsAttempt: true, Team: string team })
            {
                continue;
            }

            string key = NameKey.Of(team);
            DateOnly day = DateOnly.FromDateTime(record.Time.UtcDateTime);
            int all = attempts[key] = attempts.GetValueOrDefault(key) + 1;
            int ofDay = daily[(key, day)] = daily.GetValueOrDefault((key, day)) + 1;
            string? broken = record.Board != digest ? null
                : day < board.Opens || day > board.Closes ? Invariant($"is of {day:yyyy-MM-dd}, when the board took no entries")
                : all > board.EntriesPerTeam ? Invariant($"is attempt {all} of {team}; the board takes {board.EntriesPerTeam}")
                : ofDay > board.EntriesPerTeamAndDay ? Invariant($"is attempt {ofDay} of {team} on {day:yyyy-MM-dd}; the board takes {board.EntriesPerTeamAndDay} a day")
                : null;
            if (broken is not null)
            {
                yield return Invariant($"ledger/{record.Sequence:D8}.json: {broken}: no command recorded it.");
            }
        }
    }

    /// <summary>Refuses several attempts at once where one after the other would be refused somewhere.</summary>
    /// <param name="board">The rules.</param>
    /// <param name="ledger">What happened so far.</param>
    /// <param name="teams">Whose attempts, in order.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InputException">One of them may not be.</exception>
    public static void CheckAll(BoardDefinition board, IEnumerable<LedgerRecord> ledger, IReadOnlyList<string> teams, DateTimeOffset now)
    {
        List<LedgerRecord> records = [.. ledger];
        foreach (string team in teams)
        {
            Check(board, records, team, now);
            records.Add(new LedgerRecord(records.Count, null, now, "add", "") { Team = team });
        }
    }

    /// <summary>A team on the board that readers may take a name for, though it is another and has its own attempts; <see langword="null"/> for none.</summary>
    public static string? Resembling(IEnumerable<LedgerRecord> ledger, string team) => LookAlikes.Resembling(team, Teams(ledger));

    private static IEnumerable<string> Teams(IEnumerable<LedgerRecord> ledger) => ledger.Select(record => record.Team).OfType<string>().Distinct();

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
