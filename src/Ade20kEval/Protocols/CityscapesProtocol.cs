using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The pixel-level evaluation of cityscapesScripts: IoU and instance-weighted iIoU, by class and by category.</summary>
public sealed class CityscapesProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "cityscapes";

    /// <inheritdoc/>
    public override string Title => "Cityscapes pixel-level benchmark";

    /// <inheritdoc/>
    public override string Source => "mcordts/cityscapesScripts@0bcc4a7 (2.2.4): evaluation/evalPixelLevelSemanticLabeling.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: label ids on both sides; ground truth of ignored labels is left out. Class indices are turned into ids.
        IoU: summed over images; mean over the classes in which it is defined. Class pixel accuracy is not in the original.
        Absent classes: skipped; predicted on valid ground truth but absent from it: 0.
        Predicted ignored labels (void): a miss of the ground-truth class, a false alarm of none; for a category too, even when the ignored label is of that category.
        Out of range: on either side the original stops with an index error. (Its compiled helper has no such check and spills into other cells.)
        categoryMeanIou: the same with the classes of a category as one.
        instanceMeanIou (iIoU): hits and misses weighted by average / own size of each ground-truth instance, false alarms unweighted; groups and crowds,
        which have no instance number, count in neither. categoryInstanceMeanIou: over the categories all of whose labels have instances.
        Both need instance ids (id * 1000 + number) in the ground truth and are undefined without.
        """;

    /// <inheritdoc/>
    public override bool Fits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.ClassCount > 0 && dataset.Classes.All(c => c.Category is not null);
    }

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ClassCounts classes = new(counts.Dataset.ClassCount);
        CategoryTable categories = new(counts.Dataset);
        ClassCounts byCategory = new(categories.Names.Count);
        foreach (PairCount cell in counts.Total.Cells)
        {
            LabelKind groundTruthKind = counts.Dataset.GroundTruth(cell.GroundTruth, out int groundTruth);
            LabelKind predictionKind = counts.Dataset.Prediction(cell.Prediction, counts.Labels, out int prediction);
            if (groundTruthKind == LabelKind.Unexpected)
            {
                return Scores.Failed(Name, OutOfRange("ground-truth", cell.GroundTruth, cell.Pixels));
            }

            if (predictionKind == LabelKind.Unexpected)
            {
                return Scores.Failed(Name, OutOfRange("predicted", cell.Prediction, cell.Pixels));
            }

            // Rows of ignored labels are never read: not for misses, and not for false alarms.
            if (groundTruthKind == LabelKind.Class)
            {
                MmsegProtocol.Count(groundTruth, prediction, cell.Pixels, classes);
                MmsegProtocol.Count(categories.OfClass(groundTruth), categories.OfClass(prediction), cell.Pixels, byCategory);
            }
        }

        double?[] iou = ClassFormulas.Each(classes, ClassFormulas.Iou);
        double?[] categoryIou = ClassFormulas.Each(byCategory, ClassFormulas.Iou);
        InstanceWeightedIou instances = InstanceWeightedIou.Of(counts, classes, categories);
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
    private static IEnumerable<KeyValuePair<string, double?>> Named(string figure, IEnumerable<string> names, double?[] values, Func<int, bool>? which = null) =>
        names.Select((name, index) => (Index: index, Pair: new KeyValuePair<string, double?>($"{figure}.{name}", values[index])))
            .Where(item => which is null || which(item.Index))
            .Select(item => item.Pair);

    private static string OutOfRange(string side, int value, long pixels) => string.Create(
        CultureInfo.InvariantCulture,
        $"The original stops with an index error: {side} value {value} ({pixels:N0} pixels in one pair of values) is no label id.");
}
