namespace Ade20kEval.Boards;

/// <summary>How sure a rank is, among the entries whose counts of the same images the board holds.</summary>
/// <param name="Best">One more than there are entries that are better for sure: the whole interval of the paired difference lies on their side.</param>
/// <param name="Worst">The number of ranked entries less those that are worse for sure.</param>
/// <param name="First">In which share of drawn samples of the images it comes first; of equals each has its part.</param>
/// <param name="MeanRank">Its mean rank over the draws.</param>
internal sealed record RankRange(int Best, int Worst, double First, double MeanRank);
