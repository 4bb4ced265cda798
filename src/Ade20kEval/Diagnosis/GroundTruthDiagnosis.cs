using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
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
            return MendIgnored(run, protocol, findings);
        }

        string summary = $"The ground truth holds values that {run.Dataset.Name} does not know: {ValueRanges.Text(unexpected)}.";
        string evidence = $"{FindingNumbers.Count(pixels)} of {FindingNumbers.Count(run.Total.TotalPixels)} pixels; expected {run.Dataset.ExpectedValues}, found {ValueRanges.Text(values)}.";
        Dataset? other = Fitting(run, values);
        if (other is null && MendUnexpected(run, protocol, unexpected, summary, evidence) is (RunCounts meant, Finding means))
        {
            findings.Add(means);
            return meant;
        }

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

    /// <summary>Whether the ground truth holds values that its dataset does not know: scoring refuses them.</summary>
    public static bool HoldsUnknown(RunCounts run)
    {
        foreach (PairCount cell in run.Total.Cells)
        {
            if (run.Dataset.ClassifyGroundTruth(cell.GroundTruth).Kind == LabelKind.Unexpected)
            {
                return true;
            }
        }

        return false;
    }

    // 0 and 255 for two classes, of which the dataset ignores 255.
    private static RunCounts MendIgnored(RunCounts run, Protocol protocol, List<Finding> findings)
    {
        AgreeingPixels now = AgreeingPixels.Of(run);
        if (now.LabelledPixels == 0 && run.Total.TotalPixels > 0)
        {
            findings.Add(new Finding(
                FindingCause.NoLabelledPixels,
                "The ground truth has no labelled pixel: there is nothing to score.",
                $"{FindingNumbers.Count(run.Total.TotalPixels)} pixels, all of which {run.Dataset.Name} ignores; expected {run.Dataset.ExpectedValues}.",
                $"Is this the ground truth? If it is, {Advice.OtherDataset}."));
            return run;
        }

        if (run.Dataset.ClassCount != 2 || now.GroundTruthClasses != 1)
        {
            return run;
        }

        int absent = run.Dataset.Classes.First(info => !run.Total.Cells.ToArray().Any(cell => run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex == info.Index)).Id;
        int[] ignored = [.. run.Total.Cells.ToArray().Select(cell => (int)cell.GroundTruth).Distinct().Where(value => run.Dataset.ClassifyGroundTruth(value).Kind == LabelKind.Ignored)];
        if (ignored.Length != 1)
        {
            return run;
        }

        // Predictions may hold it as well: then it stands for the class on both sides.
        LabelRemap remap = new([(ignored[0], absent)]);
        RunCounts mended = new(run.Dataset, run.Labels, [.. run.Images.Select(image => CountsRemap.Apply(image, remap, prediction: null))]);
        RunCounts both = new(run.Dataset, run.Labels, [.. run.Images.Select(image => CountsRemap.Apply(image, remap, remap))]);
        bool onBoth = run.Labels == PredictionLabels.Ids && AgreeingPixels.Of(both).Kappa > AgreeingPixels.Of(mended).Kappa;
        mended = onBoth ? both : mended;
        AgreeingPixels then = AgreeingPixels.Of(mended);
        if (!then.IsClearlyBetterThan(now))
        {
            return run;
        }

        string name = run.Dataset.Classes[run.Dataset.ClassifyGroundTruth(absent).ClassIndex!.Value].Name;
        findings.Add(new Finding(
            FindingCause.IgnoredValueIsClass,
            Invariant($"{(onBoth ? "Ground truth and predictions mean" : "The ground truth means")} '{name}' by {ignored[0]}, which {run.Dataset.Name} ignores."),
            Invariant($"{FindingNumbers.Share(run.Total.TotalPixels - now.LabelledPixels, run.Total.TotalPixels)} of the pixels hold {ignored[0]}, and class '{name}' never occurs. Taken for it, {then} of the labelled pixels have their ground-truth class (kappa {then.Kappa:0.00}; as it is {now.Kappa:0.00})."),
            onBoth ? $"When scoring, {Advice.RenumberGroundTruth}, and {Advice.Renumber}; or {Advice.OwnDataset}." : $"When scoring, {Advice.RenumberGroundTruth}; or {Advice.OwnDataset}.")
        {
            Advice = onBoth ? [Advice.RenumberGroundTruth, Advice.Renumber] : [Advice.RenumberGroundTruth],
            GroundTruthRemap = new Dictionary<int, int> { [ignored[0]] = absent },
            Remap = onBoth ? new Dictionary<int, int> { [ignored[0]] = absent } : new Dictionary<int, int>(),
            Reading = onBoth ? new LabelReading(FindingCause.IgnoredValueIsClass, "", run.Labels, new Dictionary<int, int> { [ignored[0]] = absent }) : null,
            ScoreWhenMended = protocol.Score(mended),
        });
        return mended;
    }

    // One value that is not known: the other class of two, or what others store for void.
    private static (RunCounts Run, Finding Finding)? MendUnexpected(RunCounts run, Protocol protocol, SortedSet<int> unexpected, string summary, string evidence)
    {
        if (unexpected.Count != 1)
        {
            return null;
        }

        int value = unexpected.Min;
        int[] absent = [.. run.Dataset.Classes.Where(info => !run.Total.Cells.ToArray().Any(cell => run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex == info.Index)).Select(info => info.Id)];
        (int To, string Words)? meant = run.Dataset.ClassCount == 2 && absent.Length == 1
            ? (absent[0], $"stands for '{run.Dataset.Classes[run.Dataset.ClassifyGroundTruth(absent[0]).ClassIndex!.Value].Name}', which never occurs")
            : value is byte.MaxValue or ushort.MaxValue && run.Dataset.IgnoredValues.Count > 0 ? (run.Dataset.IgnoredValues[0], Invariant($"is void, which {run.Dataset.Name} stores as {run.Dataset.IgnoredValues[0]}")) : null;
        if (meant is not (int to, string words))
        {
            return null;
        }

        LabelRemap remap = new([(value, to)]);
        RunCounts mended = new(run.Dataset, run.Labels, [.. run.Images.Select(image => CountsRemap.Apply(image, remap, prediction: null))]);
        return (mended, new Finding(FindingCause.GroundTruthValues, summary, evidence, Invariant($"If {value} {words}: {Advice.RenumberGroundTruth}. Else {Advice.OtherDataset}, or {Advice.OwnDataset}."))
        {
            Advice = [Advice.RenumberGroundTruth],
            GroundTruthRemap = new Dictionary<int, int> { [value] = to },
            ScoreWhenMended = protocol.Score(mended),
        });
    }

    // The same classes otherwise numbered come first, then the smallest dataset that knows all values. That a few small numbers, 0 and 255, are known to it says
    // nothing: of other classes at least half must occur.
    private static Dataset? Fitting(RunCounts run, SortedSet<int> values) => DatasetCatalog.All
        .Where(dataset => values.All(value => dataset.ClassifyGroundTruth(value).Kind != LabelKind.Unexpected))
        .Select(dataset => (Dataset: dataset, IsSame: dataset.Classes.Select(c => c.Name).SequenceEqual(run.Dataset.Classes.Select(c => c.Name))))
        .Where(other => other.IsSame || 2 * values.Select(value => other.Dataset.ClassifyGroundTruth(value).ClassIndex).OfType<int>().Distinct().Count() >= other.Dataset.ClassCount)
        .OrderBy(other => other.IsSame ? 0 : 1)
        .ThenBy(other => other.Dataset.ClassCount)
        .Select(other => other.Dataset)
        .FirstOrDefault();
}
