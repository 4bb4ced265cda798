using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>Scoring of a chosen few classes, as class competitions do that keep the most frequent ones.</summary>
public static class ClassSubset
{
    /// <summary>The classes with most ground-truth pixels.</summary>
    /// <param name="run">The run whose pixels count.</param>
    /// <param name="count">How many classes, from 1 to all.</param>
    /// <returns>Class indices, most frequent first, equal ones in order of their index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many classes, or none is asked for.</exception>
    public static IReadOnlyList<int> MostFrequent(RunCounts run, int count)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, run.Dataset.ClassCount);
        ClassCounts counts = new(run.Dataset.ClassCount);
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            counts.AddGroundTruth(pair.GroundTruth, pair.Pixels);
        }

        long[] pixels = counts.GroundTruth.ToArray();
        return [.. Enumerable.Range(0, pixels.Length).OrderByDescending(index => pixels[index]).Take(count)];
    }

    /// <summary>Scores a subset of the classes.</summary>
    /// <param name="run">The run. Pixels whose ground truth is not a class are left out; a prediction that is not a class is a miss.</param>
    /// <param name="classes">Class indices, each once.</param>
    /// <param name="others">What becomes of the other classes.</param>
    /// <returns>The scores of these classes, in the order given.</returns>
    /// <exception cref="ArgumentException">No class is given, one twice, or one that the dataset does not have.</exception>
    public static SubsetScores Score(RunCounts run, IReadOnlyList<int> classes, OtherClasses others)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count == 0 || classes.Distinct().Count() < classes.Count || classes.Any(index => index < 0 || index >= run.Dataset.ClassCount))
        {
            throw new ArgumentException(Invariant($"Expected class indices 0..{run.Dataset.ClassCount - 1} of {run.Dataset.Name}, at least one and each once; found {string.Join(", ", classes)}."), nameof(classes));
        }

        int?[] place = new int?[run.Dataset.ClassCount];
        for (int i = 0; i < classes.Count; i++)
        {
            place[classes[i]] = i;
        }

        ClassCounts counts = new(classes.Count);
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            bool isClass = (uint)pair.GroundTruth < (uint)place.Length;
            int? truth = isClass ? place[pair.GroundTruth] : null;
            if (!isClass || (truth is null && others == OtherClasses.Ignored))
            {
                continue;
            }

            if (truth is int row)
            {
                counts.AddGroundTruth(row, pair.Pixels);
            }

            if ((uint)pair.Prediction < (uint)place.Length && place[pair.Prediction] is int column)
            {
                counts.AddPredicted(column, pair.Pixels);
                if (truth == column)
                {
                    counts.AddIntersection(column, pair.Pixels);
                }
            }
        }

        double?[] dice = ClassFormulas.Each(counts, ClassFormulas.Dice);
        long hits = 0;
        long both = 0;
        for (int i = 0; i < classes.Count; i++)
        {
            hits += counts.Intersection[i];
            both += counts.GroundTruth[i] + counts.Predicted[i];
        }

        return new SubsetScores(
            classes,
            others,
            Averages.OfDefined(dice),
            ClassFormulas.Ratio(2 * hits, both),
            Averages.DefinedCount(dice) == 0 ? null : dice.Sum(value => value ?? 0),
            Averages.OfDefined(ClassFormulas.Each(counts, ClassFormulas.Iou)));
    }
}
