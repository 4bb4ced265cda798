using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Diagnosis;

/// <summary>One way to read the numbers in prediction files. Applied to counts: no mask is read again.</summary>
/// <param name="Cause">What is wrong if this way turns out right.</param>
/// <param name="Meaning">What predictions hold if this way turns out right, to follow "Predictions hold".</param>
/// <param name="Labels">What the numbers are once the table is applied.</param>
/// <param name="Remap">Read value to intended value, all at once and never as a chain; other values stay. Empty for none.</param>
internal sealed record LabelReading(FindingCause Cause, string Meaning, PredictionLabels Labels, IReadOnlyDictionary<int, int> Remap)
{
    private static readonly Dictionary<int, int> s_none = [];

    /// <summary>A reading without table.</summary>
    public static LabelReading Of(FindingCause cause, string meaning, PredictionLabels labels) => new(cause, meaning, labels, s_none);

    /// <summary>The reading in use.</summary>
    public static LabelReading AsIs(PredictionLabels labels) => new(default, "", labels, s_none);

    /// <summary>What a value in a file means when read this way.</summary>
    public int Read(int raw) => Remap.GetValueOrDefault(raw, raw);

    /// <summary>The table from values in a file to label ids; values that are in none stay.</summary>
    public Dictionary<int, int> ToIds(Dataset dataset)
    {
        Dictionary<int, int> numbers = new(Remap);
        if (Labels == PredictionLabels.Indices)
        {
            foreach ((int from, int to) in Remap.Where(pair => pair.Value < dataset.ClassCount))
            {
                numbers[from] = dataset.Classes[to].Id;
            }

            foreach (ClassInfo info in dataset.Classes)
            {
                numbers.TryAdd(info.Index, info.Id);
            }
        }

        return numbers;
    }

    /// <summary>The run as it would have been counted if predictions were read this way.</summary>
    public RunCounts Apply(RunCounts run)
    {
        if (Remap.Count == 0)
        {
            return new RunCounts(run.Dataset, Labels, run.Images);
        }

        LabelRemap remap = new(Remap.Select(pair => (pair.Key, pair.Value)));
        return new RunCounts(run.Dataset, Labels, [.. run.Images.Select(image => CountsRemap.Apply(image, groundTruth: null, remap))]);
    }
}
