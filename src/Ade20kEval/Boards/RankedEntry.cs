using Ade20kEval.Statistics;

namespace Ade20kEval.Boards;

/// <summary>An entry in its place.</summary>
/// <param name="Stored">The entry.</param>
/// <param name="Rank">Its rank from 1, shared by entries that nothing tells apart; <see langword="null"/> where it is listed only.</param>
/// <param name="Unranked">Why it has no rank; empty where it has one.</param>
internal sealed record RankedEntry(StoredEntry Stored, int? Rank, string Unranked)
{
    /// <summary>What sampling allows of its rank; <see langword="null"/> where the board has no counts of it, or of none other on the same ground truth.</summary>
    public RankRange? Range { get; init; }

    /// <summary>What <see cref="Range"/> comes from: the primary figure without each image, and in the common draws.</summary>
    public LeaveOneOut? Sampled { get; init; }
}
