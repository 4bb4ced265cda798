using Ade20kEval.Boards;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Boards;

/// <summary>How the primary figures of any two entries differ over the images, where the board reveals images: paired jackknife intervals and common bootstrap draws.</summary>
/// <remarks>Rounded as the board rounds. Entries are comparable whose runs are over as many images of the same ground truth; the first ones of the ranking, for pages stay small.</remarks>
internal sealed class PairedEntries
{
    /// <summary>So many entries have pairs, the best ones: 19,900 pairs.</summary>
    public const int Most = 200;

    private readonly List<(int Place, LeaveOneOut Run, string GroundTruth)> _entries = [];

    /// <summary>Takes the entries that have a sample, where the board reveals images.</summary>
    public PairedEntries(BoardDefinition rules, IReadOnlyList<RankedEntry> order)
    {
        if (rules.Reveal >= RevealLevel.Images)
        {
            _entries.AddRange(order.Index().Where(row => row.Item is { Sampled: not null, Stored.Entry.GroundTruth: not null }).Take(Most).Select(row => (row.Index, row.Item.Sampled!, row.Item.Stored.Entry.GroundTruth!)));
        }
    }

    /// <summary>The places of the entries that have pairs.</summary>
    public IEnumerable<int> Places => _entries.Select(entry => entry.Place);

    /// <summary>Of every two entries in the order of <see cref="Places"/>, (0, 1), (0, 2), ..., (1, 2), ...: the interval of the second minus the first, and the share of the draws in which the second is ahead; <see langword="null"/> where they are not comparable.</summary>
    public IEnumerable<(double Low, double High, double Ahead)?> Pairs(Metric primary)
    {
        for (int i = 0; i < _entries.Count; i++)
        {
            for (int j = i + 1; j < _entries.Count; j++)
            {
                yield return Pair(_entries[i], _entries[j], primary.HigherIsBetter);
            }
        }
    }

    private static (double Low, double High, double Ahead)? Pair((int, LeaveOneOut Run, string GroundTruth) first, (int, LeaveOneOut Run, string GroundTruth) second, bool isHigherBetter)
    {
        if (first.GroundTruth != second.GroundTruth || first.Run.LeftOut.Length != second.Run.LeftOut.Length || second.Run.Difference(first.Run, RankStatistics.Level) is not Interval interval)
        {
            return null;
        }

        // Of equals each is ahead by half.
        double ahead = 0;
        int draws = 0;
        for (int d = 0; d < first.Run.Drawn.Length; d++)
        {
            double difference = second.Run.Drawn[d] - first.Run.Drawn[d];
            if (!double.IsNaN(difference))
            {
                draws++;
                ahead += difference == 0 ? 0.5 : difference > 0 == isHigherBetter ? 1 : 0;
            }
        }

        return draws == 0 ? null : (interval.Low, interval.High, ahead / draws);
    }
}
