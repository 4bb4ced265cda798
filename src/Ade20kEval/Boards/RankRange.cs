namespace Ade20kEval.Boards;

/// <summary>How sure a rank is, among the entries whose counts of the same images the board holds.</summary>
/// <remarks>
/// The range always holds the rank. Its level is that of each pair: in simulations 96 to 100 % of all true ranks lie within; of entries that nearly equal
/// many others somewhat fewer, and that every entry of a board lies within its range is less sure than 95 %. Ranges need not follow the order of the ranks: an
/// entry whose images swing more has a wider one.
/// </remarks>
/// <param name="Best">One more than there are entries that are better for sure: they rank before, and the whole interval of the paired difference lies on their side.</param>
/// <param name="Worst">The number of ranked entries less those that are worse for sure.</param>
/// <param name="Shares">In which share of drawn samples of the images it has rank 1, rank 2 and so on; equals share the ranks that they take together.</param>
internal sealed record RankRange(int Best, int Worst, IReadOnlyList<double> Shares)
{
    /// <summary>How many classes occur, but in fewer images than an interval needs (<see cref="Statistics.JackknifeIntervals.LeastImages"/>), where the figure is a mean over classes: over these the range is too narrow.</summary>
    public int RareClasses { get; init; }

    /// <summary>In which share of the samples it comes first; of equals each has its part.</summary>
    public double First => Shares[0];

    /// <summary>Its mean rank over the samples.</summary>
    public double MeanRank => Shares.Select((share, i) => share * (i + 1)).Sum();

    /// <summary>The least rank that so large a part of the samples does not exceed.</summary>
    /// <param name="part">In (0, 1]; one half gives the median.</param>
    public int RankAt(double part)
    {
        double sum = 0;
        for (int i = 0; i < Shares.Count; i++)
        {
            sum += Shares[i];
            if (sum >= part - 1e-9)
            {
                return i + 1;
            }
        }

        return Shares.Count;
    }
}
