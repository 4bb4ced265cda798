namespace Ade20kEval.Boards;

/// <summary>A method in its place among several boards.</summary>
/// <param name="Team">Who.</param>
/// <param name="Method">What it is called.</param>
/// <param name="Ranks">Its rank on each board among the methods that are ranked on all, halves where two share one; on boards where it has none, <see langword="null"/>.</param>
/// <param name="MeanRank">The mean of those; <see langword="null"/> where one is missing.</param>
/// <param name="MeanRankPlace">Its place by the mean rank.</param>
/// <param name="SchulzePlace">Its place by Schulze's method.</param>
internal sealed record CombinedEntry(string Team, string Method, IReadOnlyList<double?> Ranks, double? MeanRank, int? MeanRankPlace, int? SchulzePlace);
