using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>A run by groups of classes: which wrong pixels stay within the group of their class, and how each group does.</summary>
/// <param name="Grouping">How classes are gathered.</param>
/// <param name="WithinPixels">Wrong pixels that were taken for another class of their own group.</param>
/// <param name="AcrossPixels">Wrong pixels that were taken for a class of another group, or of none, or for no class at all.</param>
/// <param name="Groups">The groups, in the order in which classes name them.</param>
internal sealed record GroupErrors(ClassGrouping Grouping, long WithinPixels, long AcrossPixels, IReadOnlyList<GroupScore> Groups)
{
    /// <summary>The share of wrong pixels that stay within their group; <see langword="null"/> where nothing is wrong.</summary>
    public double? WithinShare => WithinPixels + AcrossPixels == 0 ? null : (double)WithinPixels / (WithinPixels + AcrossPixels);

    /// <summary>A run by every grouping of its dataset.</summary>
    public static IReadOnlyList<GroupErrors> Of(RunCounts run) => [.. ClassGrouping.Of(run.Dataset).Select(grouping => Of(run, grouping))];

    /// <summary>A run by one grouping. Pixels of classes in no group are in neither number.</summary>
    public static GroupErrors Of(RunCounts run, ClassGrouping grouping)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(grouping);
        IReadOnlyList<string?> groups = grouping.Groups;
        long within = 0;
        long across = 0;
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth >= (uint)groups.Count || pair.GroundTruth == pair.Prediction || groups[pair.GroundTruth] is not string own)
            {
                continue;
            }

            bool isWithin = (uint)pair.Prediction < (uint)groups.Count && groups[pair.Prediction] == own;
            within += isWithin ? pair.Pixels : 0;
            across += isWithin ? 0 : pair.Pixels;
        }

        return new GroupErrors(grouping, within, across, GroupScores.By(run, info => groups[info.Index]));
    }
}
