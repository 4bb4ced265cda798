namespace Ade20kEval.Panoptic;

/// <summary>What rules make of evidence.</summary>
/// <param name="All">Means over all categories.</param>
/// <param name="Things">Means over things.</param>
/// <param name="Stuff">Means over stuff.</param>
/// <param name="Categories">Each category, in the order in which they were listed.</param>
public sealed record PanopticScores(PanopticMeans All, PanopticMeans Things, PanopticMeans Stuff, IReadOnlyList<PanopticCategoryScore> Categories)
{
    /// <summary>Scores evidence.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="rules">How to score it.</param>
    /// <exception cref="Files.InputException">An area that the JSON claims is missing or smaller than what the segment shares with a prediction.</exception>
    internal static PanopticScores Of(PanopticEvidence evidence, PanopticRules rules)
    {
        PanopticMatching matching = new(evidence.Categories, rules, evidence.HasBoundaries);
        foreach (PanopticImage image in evidence.Images)
        {
            matching.Add(image);
        }

        return Of(evidence.Categories, matching.Tallies);
    }

    /// <summary>The figures that follow from sums.</summary>
    /// <param name="of">The categories.</param>
    /// <param name="tallies">The sums of each.</param>
    internal static PanopticScores Of(IReadOnlyList<PanopticCategory> of, CategoryTally[] tallies)
    {
        PanopticCategoryScore[] categories = [.. of.Zip(tallies, static (category, tally) => ScoreOf(category, tally))];
        return new PanopticScores(
            MeansOf(categories),
            MeansOf([.. categories.Where(static category => category.IsThing)]),
            MeansOf([.. categories.Where(static category => !category.IsThing)]),
            categories);
    }

    private static PanopticCategoryScore ScoreOf(PanopticCategory category, CategoryTally tally)
    {
        bool occurs = tally.Occurs;
        double weight = tally.Matched + (0.5 * tally.Wrong) + (0.5 * tally.Missed);
        double? pq = occurs ? tally.Iou / weight : null;
        return new PanopticCategoryScore(
            category.Id,
            category.Name,
            category.IsThing,
            pq,
            occurs ? (tally.Matched > 0 ? tally.Iou / tally.Matched : 0) : null,
            occurs ? tally.Matched / weight : null,
            tally.Matched,
            tally.Wrong,
            tally.Missed,
            tally.Iou,
            category.IsThing ? pq : tally.Segments > 0 ? tally.AnyIou / tally.Segments : null);
    }

    private static PanopticMeans MeansOf(PanopticCategoryScore[] categories) => new(
        Mean(categories, static category => category.Pq),
        Mean(categories, static category => category.Sq),
        Mean(categories, static category => category.Rq),
        categories.Count(static category => category.Pq is not null),
        Mean(categories, static category => category.PqDagger));

    private static double? Mean(PanopticCategoryScore[] categories, Func<PanopticCategoryScore, double?> figure)
    {
        double sum = 0;
        int count = 0;
        foreach (PanopticCategoryScore category in categories)
        {
            if (figure(category) is double value)
            {
                sum += value;
                count++;
            }
        }

        return count > 0 ? sum / count : null;
    }
}
