using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Scoring;

/// <summary>Scoring of a chosen few classes, as class competitions do that keep the most frequent ones.</summary>
public static class ClassSubset
{
    private const string Top = "top:";

    /// <summary>Reads <c>--classes-only</c>: names or label ids between commas, or <c>top:N</c>, the N classes with most ground-truth pixels in this run.</summary>
    /// <param name="text">For example <c>wall,sky,3</c> or <c>top:10</c>. Names may hold blanks; case matters not.</param>
    /// <param name="run">The run whose dataset has the classes.</param>
    /// <returns>Class indices: as listed, or most frequent first, equal ones in order of their index.</returns>
    /// <exception cref="InputException">A name or id is no class, is given twice, or N is not 1 .. the number of classes.</exception>
    public static IReadOnlyList<int> Parse(string text, RunCounts run)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(run);
        if (text.StartsWith(Top, StringComparison.OrdinalIgnoreCase))
        {
            return MostFrequent(text, run);
        }

        List<int> classes = [];
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int index = Find(word, run.Dataset);
            if (classes.Contains(index))
            {
                throw new InputException($"--classes-only {text}: '{run.Dataset.Classes[index].Name}' is given twice. Name each class once.");
            }

            classes.Add(index);
        }

        return classes.Count > 0 ? classes : throw new InputException("--classes-only names no class. Give names or label ids between commas, or top:N.");
    }

    /// <summary>Scores a subset of the classes.</summary>
    /// <param name="run">The run. Pixels whose ground truth is no class are left out; a prediction that is no class is a miss.</param>
    /// <param name="classes">Class indices, each once.</param>
    /// <param name="others">What becomes of the other classes.</param>
    public static SubsetScores Score(RunCounts run, IReadOnlyList<int> classes, OtherClasses others)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(classes);
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

    private static int Find(string word, Dataset dataset)
    {
        ClassInfo? found = dataset.Classes.FirstOrDefault(c => string.Equals(c.Name, word, StringComparison.OrdinalIgnoreCase));
        if (found is null && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            found = dataset.Classes.FirstOrDefault(c => c.Id == id);
        }

        return found?.Index ?? throw new InputException(
            $"--classes-only: {NearestNames.NotFound("class", word, [.. dataset.Classes.Select(c => c.Name)])} Label ids are understood as well.");
    }

    private static int[] MostFrequent(string text, RunCounts run)
    {
        int most = run.Dataset.ClassCount;
        if (!int.TryParse(text.AsSpan(Top.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1 || count > most)
        {
            throw new InputException($"--classes-only {text}: expected top:N with N from 1 to {most}, the classes of {run.Dataset.Name}.");
        }

        ClassCounts counts = new(most);
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            counts.AddGroundTruth(pair.GroundTruth, pair.Pixels);
        }

        long[] pixels = counts.GroundTruth.ToArray();
        return [.. Enumerable.Range(0, most).OrderByDescending(index => pixels[index]).Take(count)];
    }
}
