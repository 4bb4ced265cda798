using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>Ground truth with values that the dataset does not know: mostly the dataset is the wrong one.</summary>
internal static class GroundTruthDiagnosis
{
    /// <summary>Looks for a dataset of the catalogue that knows every value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="protocol">The protocol; another one when it cannot score the dataset found.</param>
    /// <param name="findings">Takes what is found.</param>
    /// <returns>The run read with the dataset found, or as it was.</returns>
    public static RunCounts Mend(RunCounts run, ref Protocol protocol, List<Finding> findings)
    {
        SortedSet<int> values = [];
        SortedSet<int> unexpected = [];
        long pixels = 0;
        foreach (PairCount cell in run.Total.Cells)
        {
            values.Add(cell.GroundTruth);
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).Kind == LabelKind.Unexpected)
            {
                unexpected.Add(cell.GroundTruth);
                pixels += cell.Pixels;
            }
        }

        if (unexpected.Count == 0)
        {
            return run;
        }

        string summary = $"The ground truth holds values that {run.Dataset.Name} does not know: {ValueRanges.Text(unexpected)}.";
        string evidence = $"{FindingNumbers.Count(pixels)} of {FindingNumbers.Count(run.Total.TotalPixels)} pixels; expected {run.Dataset.ExpectedValues}, found {ValueRanges.Text(values)}.";
        Dataset? other = Fitting(run, values);
        if (other is null)
        {
            findings.Add(new Finding(FindingCause.GroundTruthValues, summary, evidence, $"Is this the ground truth? If it is, {Advice.OtherDataset}, or {Advice.OwnDataset}, or {Advice.Lenient}."));
            return run;
        }

        RunCounts mended = new(other, run.Labels, run.Images);
        if (!protocol.Fits(other))
        {
            protocol = ProtocolCatalog.ForDataset(other)[0];
        }

        findings.Add(new Finding(FindingCause.GroundTruthValues, summary, $"{evidence} All of them are known to {other.Name}: {other.ExpectedValues}.", $"It is {other.Name}: {Advice.OtherDataset}.")
        {
            Advice = [Advice.OtherDataset],
            Dataset = other,
            ScoreWhenMended = protocol.Score(mended),
        });
        return mended;
    }

    // The same classes otherwise numbered come first, then the smallest dataset that knows all values.
    private static Dataset? Fitting(RunCounts run, SortedSet<int> values) => DatasetCatalog.All
        .Where(dataset => values.All(value => dataset.ClassifyGroundTruth(value).Kind != LabelKind.Unexpected))
        .OrderBy(dataset => dataset.Classes.Select(c => c.Name).SequenceEqual(run.Dataset.Classes.Select(c => c.Name)) ? 0 : 1)
        .ThenBy(dataset => dataset.ClassCount)
        .FirstOrDefault();
}
