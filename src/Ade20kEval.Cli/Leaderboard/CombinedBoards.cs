using Ade20kEval.Boards;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>A set of boards, opened and ranked.</summary>
internal sealed record CombinedBoards(BoardSet Set, IReadOnlyList<Board> Boards, IReadOnlyList<CombinedEntry> Order)
{
    /// <summary>The set of a folder; <see langword="null"/> where the folder holds a board, or nothing.</summary>
    /// <exception cref="Files.InputException">The set or a board of it is damaged.</exception>
    public static CombinedBoards? At(string folder)
    {
        if (!BoardSet.IsAt(folder))
        {
            return null;
        }

        BoardSet set = BoardSet.ReadAt(folder);
        IReadOnlyList<Board> boards = set.Open(folder);
        return new CombinedBoards(set, boards, CombinedRanking.Of([.. boards.Select(Ranking.Of)], set.BySchulze));
    }
}
