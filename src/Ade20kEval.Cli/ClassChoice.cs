using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>A choice of classes, such as the value of <c>--classes-only</c>: names or label ids between commas, or <c>top:N</c>, the N classes with most ground-truth pixels in the run.</summary>
internal static class ClassChoice
{
    private const string Top = "top:";

    /// <summary>Reads the value.</summary>
    /// <param name="text">For example <c>wall,sky,3</c> or <c>top:10</c>. Names may hold blanks; case matters not.</param>
    /// <param name="run">The run whose dataset has the classes.</param>
    /// <param name="option">The option, for messages.</param>
    /// <returns>Class indices: as listed, or most frequent first.</returns>
    /// <exception cref="InputException">A name or id is not a class, is given twice, or N is not 1 .. the number of classes.</exception>
    public static IReadOnlyList<int> Parse(string text, RunCounts run, string option = "--classes-only")
    {
        if (text.StartsWith(Top, StringComparison.OrdinalIgnoreCase))
        {
            int most = run.Dataset.ClassCount;
            return int.TryParse(text.AsSpan(Top.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && count <= most
                ? ClassSubset.MostFrequent(run, count)
                : throw new InputException($"{option} {text}: expected top:N with N from 1 to {most}, the classes of {run.Dataset.Name}.");
        }

        List<int> classes = [];
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int index = Find(word, run.Dataset, option);
            if (classes.Contains(index))
            {
                throw new InputException($"{option} {text}: '{run.Dataset.Classes[index].Name}' is given twice. Name each class once.");
            }

            classes.Add(index);
        }

        return classes.Count > 0 ? classes : throw new InputException($"{option} names no class. Give names or label ids between commas, or top:N.");
    }

    private static int Find(string word, Dataset dataset, string option)
    {
        ClassInfo? found = dataset.Classes.FirstOrDefault(c => string.Equals(c.Name, word, StringComparison.OrdinalIgnoreCase));
        if (found is null && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            found = dataset.Classes.FirstOrDefault(c => c.Id == id);
        }

        return found?.Index ?? throw new InputException(
            $"{option}: {NearestNames.NotFound("class", word, [.. dataset.Classes.Select(c => c.Name)])} Label ids are understood as well.");
    }
}
