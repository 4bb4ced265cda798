using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>Scores of groups of classes: the categories of Cityscapes, or the stuff and the things of ADE20K.</summary>
/// <remarks>Scored are pixels whose ground truth is a class; a prediction that is not a class is a miss. Absent classes are left out of means.</remarks>
internal static class GroupScores
{
    /// <summary>By the categories of the dataset, in the order in which classes name them; empty where it has none.</summary>
    public static IReadOnlyList<GroupScore> ByCategory(RunCounts run) => By(run, info => info.Category);

    /// <summary>Stuff (amorphous) against things; empty where the dataset does not tell them apart.</summary>
    public static IReadOnlyList<GroupScore> ByStuffAndThings(RunCounts run) =>
        By(run, info => info.IsStuff switch { true => "stuff", false => "things", null => null });

    /// <summary>By any grouping.</summary>
    /// <param name="run">The run.</param>
    /// <param name="groupOf">The group of a class; <see langword="null"/> for classes that belong to none.</param>
    public static IReadOnlyList<GroupScore> By(RunCounts run, Func<ClassInfo, string?> groupOf)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(groupOf);
        string?[] groupOfClass = [.. run.Dataset.Classes.Select(groupOf)];
        string[] names = [.. groupOfClass.OfType<string>().Distinct()];
        int[] placeOfClass = [.. groupOfClass.Select(group => Array.IndexOf(names, group))];
        ClassCounts classes = new(run.Dataset.ClassCount);
        ClassCounts groups = new(names.Length);
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth < (uint)placeOfClass.Length)
            {
                int predictedGroup = (uint)pair.Prediction < (uint)placeOfClass.Length ? placeOfClass[pair.Prediction] : -1;
                Count(classes, pair.GroundTruth, pair.Prediction, pair.Pixels);
                Count(groups, placeOfClass[pair.GroundTruth], predictedGroup, pair.Pixels);
            }
        }

        double?[] classIou = ClassFormulas.Each(classes, ClassFormulas.Iou);
        return [.. names.Select((name, place) =>
        {
            double?[] own = Members(classIou, placeOfClass, place);
            return new GroupScore(
                name, own.Length, ClassFormulas.Iou(groups, place), ClassFormulas.Accuracy(groups, place), Averages.OfDefined(own), groups.GroundTruth[place]);
        })];
    }

    private static double?[] Members(double?[] classes, int[] placeOfClass, int place)
    {
        double?[] members = new double?[classes.Length];
        int count = 0;
        for (int k = 0; k < classes.Length; k++)
        {
            if (placeOfClass[k] == place)
            {
                members[count++] = classes[k];
            }
        }

        return members[..count];
    }

    private static void Count(ClassCounts counts, int groundTruth, int prediction, long pixels)
    {
        counts.AddGroundTruth(groundTruth, pixels);
        counts.AddPredicted(prediction, pixels);
        if (groundTruth == prediction)
        {
            counts.AddIntersection(groundTruth, pixels);
        }
    }
}
