using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The pixel-level evaluation of cityscapesScripts: IoU and instance-weighted iIoU, by class and by category.</summary>
/// <remarks>
/// The scripts count with Python, or with a compiled helper where one was built. On files in order both give the same; on a predicted value
/// that is no label id, Python stops, and the helper counts into another cell, because it looks at the range of neither side.
/// </remarks>
internal sealed class CityscapesProtocol : Protocol
{
    private readonly bool _compiled;

    private CityscapesProtocol(bool compiled) => _compiled = compiled;

    /// <summary>The scripts in plain Python, which stop at a value out of range.</summary>
    public static CityscapesProtocol Python { get; } = new(compiled: false);

    /// <summary>The scripts with their compiled helper, addToConfusionMatrix, which counts such a value elsewhere.</summary>
    public static CityscapesProtocol Compiled { get; } = new(compiled: true);

    /// <inheritdoc/>
    public override string Name => _compiled ? "cityscapes-compiled" : "cityscapes";

    /// <inheritdoc/>
    public override string Title => _compiled ? "Cityscapes pixel-level benchmark, compiled helper" : "Cityscapes pixel-level benchmark";

    /// <inheritdoc/>
    public override string Source =>
        "mcordts/cityscapesScripts@0bcc4a7 (2.2.4): evaluation/evalPixelLevelSemanticLabeling.py, addToConfusionMatrix_impl.c";

    /// <inheritdoc/>
    public override string Explanation => $"""
        Labels: label ids on both sides; ground truth of ignored labels is left out. Class indices are turned into ids.
        IoU: summed over images; mean over the classes in which it is defined. Class pixel accuracy is not in the original.
        Absent classes: skipped; predicted on valid ground truth but absent from it: 0.
        Predicted ignored labels (void): a miss of the ground-truth class, a false alarm of none; for a category too, even when the ignored label is of that category.
        Out of range: {(_compiled
            ? "a predicted value spills into the cell 34 * gt + pred of another pair of labels; beyond the table, or in the ground truth, there is no number."
            : "on either side the original stops with an index error (cityscapes-compiled shows what its compiled helper makes of it).")}
        categoryMeanIou: the same with the classes of a category as one.
        instanceMeanIou (iIoU): hits and misses weighted by average / own size of each ground-truth instance, false alarms unweighted; groups and crowds, which have no instance number, count in neither. categoryInstanceMeanIou: over the categories all of whose labels have instances. Both need instance ids (id * 1000 + number) in the ground truth and are undefined without.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "left out of the mean",
        PredictedOutOfRange = _compiled ? "spilled into cells of other labels" : "the original stops",
        PredictedVoid = "misses of class and category, and false alarms of none",
        GroundTruthOutOfRange = "the original stops",
    };

    /// <inheritdoc/>
    public override bool Fits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.ClassCount > 0 && dataset.Classes.All(c => c.Category is not null) && (!_compiled || dataset.InstanceDivisor is not null);
    }

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = (groundTruth, prediction, pixels, into) =>
        {
            if ((uint)groundTruth < (uint)into.ClassCount)
            {
                ClosedBins.Add(groundTruth, (uint)prediction < (uint)into.ClassCount ? prediction : ZeroBasedLabels.Void, pixels, into);
            }
        },
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ClassCounts classes = new(counts.Dataset.ClassCount);
        CategoryTable categories = new(counts.Dataset);
        ClassCounts byCategory = new(categories.Names.Count);
        List<PairCount> table = [];
        foreach (PairCount raw in counts.Total.Cells)
        {
            if (!TryPlace(counts, raw, out PairCount cell, out string error))
            {
                return Scores.Failed(Name, error);
            }

            // Rows of ignored labels are never read: not for misses, and not for false alarms.
            table.Add(cell);
            if (counts.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int groundTruth)
            {
                int? prediction = counts.Dataset.ClassifyPrediction(cell.Prediction, counts.Labels).ClassIndex;
                int? category = prediction is int predicted ? categories.OfClass(predicted) : null;
                ClosedBins.Add(groundTruth, prediction ?? ZeroBasedLabels.Void, cell.Pixels, classes);
                ClosedBins.Add(categories.OfClass(groundTruth) ?? ZeroBasedLabels.Void, category ?? ZeroBasedLabels.Void, cell.Pixels, byCategory);
            }
        }

        double?[] iou = ClassFormulas.Each(classes, ClassFormulas.Iou);
        double?[] categoryIou = ClassFormulas.Each(byCategory, ClassFormulas.Iou);
        InstanceWeightedIou instances = InstanceWeightedIou.Of(counts, table, classes, categories);
        return ScoreSheet.Fill(Name, counts, classes, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
            Extra =
            [
                new("categoryMeanIou", Averages.OfDefined(categoryIou)),
                new("instanceMeanIou", Averages.OfDefined(instances.Classes)),
                new("categoryInstanceMeanIou", Averages.OfDefined(instances.Categories)),
                .. Named("categoryIou", categories.Names, categoryIou),
                .. Named("instanceIou", counts.Dataset.Classes.Select(c => c.Name), instances.Classes, c => InstanceWeightedIou.IsWeighted(counts.Dataset.Classes[c])),
                .. Named("categoryInstanceIou", categories.Names, instances.Categories, categories.HasInstances),
            ],
        };
    }

    // One figure a class or category, named categoryIou.vehicle and so on.
    private static IEnumerable<MetricValue> Named(string figure, IEnumerable<string> names, double?[] values, Func<int, bool>? which = null) =>
        names.Select((name, index) => (Index: index, Pair: new MetricValue($"{figure}.{name}", values[index])))
            .Where(item => which is null || which(item.Index))
            .Select(item => item.Pair);

    // Where the original counts a pair of raw values: in its own cell, or in another one.
    private bool TryPlace(RunCounts run, PairCount raw, out PairCount cell, out string error)
    {
        cell = raw;
        error = "";
        if (run.Dataset.ClassifyGroundTruth(raw.GroundTruth).Kind == LabelKind.Unexpected)
        {
            error = OutOfRange("ground-truth", raw.GroundTruth, raw.Pixels);
            return false;
        }

        if (run.Dataset.ClassifyPrediction(raw.Prediction, run.Labels).Kind != LabelKind.Unexpected)
        {
            return true;
        }

        error = OutOfRange("predicted", raw.Prediction, raw.Pixels);
        if (!_compiled || run.Labels != PredictionLabels.Ids)
        {
            return false;
        }

        int labelCount = 1 + run.Dataset.Classes.Select(c => c.Id).Concat(run.Dataset.IgnoredValues).Max();
        SpillingTable table = new(labelCount);
        int label = run.Dataset.InstanceOf(raw.GroundTruth) ?? raw.GroundTruth;
        if (!table.TryPlace(label, raw.Prediction, out int row, out int column))
        {
            return false;
        }

        cell = new PairCount((ushort)row, (ushort)column, raw.Pixels);
        return true;
    }

    private string OutOfRange(string side, int value, long pixels) => Invariant($"The original {(_compiled ? "writes beyond its table" : "stops with an index error")}: {side} value {value} ({pixels:N0} pixels in one pair of values) is no label id.");
}
