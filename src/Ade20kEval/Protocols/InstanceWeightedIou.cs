using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>Cityscapes' iIoU: hits and misses weighted so that every instance counts as if it were of average size.</summary>
/// <remarks>
/// For each ground-truth instance of a scored class, with w = average size of the class / its own pixels:
/// <c>TPw += w * hits</c>, <c>FNw += w * misses</c>; then <c>iIoU = TPw / (TPw + FP + FNw)</c> with the unweighted false alarms of the whole class,
/// because a false alarm belongs to no instance. Undefined where the denominator is 0.
/// For a category, a hit is any label of the category, ignored ones included, and so is a false alarm on scored ground truth of another category.
/// Weights are added in name order, then by instance id.
/// </remarks>
internal sealed class InstanceWeightedIou
{
    private readonly RunCounts _run;
    private readonly CategoryTable _categories;
    private readonly double[] _classHits;
    private readonly double[] _classMisses;
    private readonly double[] _categoryHits;
    private readonly double[] _categoryMisses;
    private bool _anyInstance;

    private InstanceWeightedIou(RunCounts run, CategoryTable categories)
    {
        _run = run;
        _categories = categories;
        _classHits = new double[run.Dataset.ClassCount];
        _classMisses = new double[run.Dataset.ClassCount];
        _categoryHits = new double[categories.Names.Count];
        _categoryMisses = new double[categories.Names.Count];
        Classes = new double?[run.Dataset.ClassCount];
        Categories = new double?[categories.Names.Count];
    }

    /// <summary>iIoU by class index; undefined for classes without instances.</summary>
    public double?[] Classes { get; }

    /// <summary>iIoU by category; undefined for categories of which a label has no instances.</summary>
    public double?[] Categories { get; }

    /// <summary>Whether a class takes part: it has instances, and their average size is published.</summary>
    public static bool IsWeighted(ClassInfo info) => info.HasInstances && info.AverageInstancePixels is not null;

    /// <summary>The figures of a run; all undefined when its ground truth holds no instance ids.</summary>
    /// <param name="run">The run.</param>
    /// <param name="table">The cells of the original's table, by raw value.</param>
    /// <param name="counts">Its pixels by class, of which the false alarms are taken.</param>
    /// <param name="categories">The categories of its dataset.</param>
    public static InstanceWeightedIou Of(RunCounts run, IReadOnlyList<PairCount> table, ClassCounts counts, CategoryTable categories)
    {
        InstanceWeightedIou iou = new(run, categories);
        if (run.Dataset.InstanceDivisor is int divisor)
        {
            foreach (ImageCounts image in run.Images)
            {
                iou.AddImage(image.Cells, divisor);
            }
        }

        if (iou._anyInstance)
        {
            iou.DivideClasses(counts);
            iou.DivideCategories(table);
        }

        return iou;
    }

    private void AddImage(ReadOnlySpan<PairCount> cells, int divisor)
    {
        for (int first = 0, next; first < cells.Length; first = next)
        {
            ushort raw = cells[first].GroundTruth;
            next = first + 1;
            while (next < cells.Length && cells[next].GroundTruth == raw)
            {
                next++;
            }

            // Strictly above: the original lists instances with instanceNp > 1000.
            if (raw > divisor && _run.Dataset.InstanceOf(raw) is not null)
            {
                _anyInstance = true;
                if (_run.Dataset.ClassifyGroundTruth(raw).ClassIndex is int index && IsWeighted(_run.Dataset.Classes[index]))
                {
                    AddInstance(index, cells[first..next]);
                }
            }
        }
    }

    private void AddInstance(int index, ReadOnlySpan<PairCount> cells)
    {
        int? category = _categories.OfClass(index);
        long size = 0;
        long hits = 0;
        long categoryHits = 0;
        foreach (PairCount cell in cells)
        {
            size += cell.Pixels;
            hits += _run.Dataset.ClassifyPrediction(cell.Prediction, _run.Labels).ClassIndex == index ? cell.Pixels : 0;
            categoryHits += category is not null && _categories.OfPrediction(cell.Prediction, _run.Labels) == category ? cell.Pixels : 0;
        }

        double weight = _run.Dataset.Classes[index].AverageInstancePixels!.Value / size;
        _classHits[index] += hits * weight;
        _classMisses[index] += (size - hits) * weight;
        if (category is int k)
        {
            _categoryHits[k] += categoryHits * weight;
            _categoryMisses[k] += (size - categoryHits) * weight;
        }
    }

    private void DivideClasses(ClassCounts counts)
    {
        for (int k = 0; k < Classes.Length; k++)
        {
            if (IsWeighted(_run.Dataset.Classes[k]))
            {
                Classes[k] = Ratio(_classHits[k], counts.Predicted[k] - counts.Intersection[k], _classMisses[k]);
            }
        }
    }

    private void DivideCategories(IReadOnlyList<PairCount> table)
    {
        long[] falseAlarms = new long[Categories.Length];
        foreach (PairCount cell in table)
        {
            if (_categories.OfPrediction(cell.Prediction, _run.Labels) is int predicted
                && _run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is int groundTruth
                && _categories.OfClass(groundTruth) != predicted)
            {
                falseAlarms[predicted] += cell.Pixels;
            }
        }

        for (int k = 0; k < Categories.Length; k++)
        {
            if (_categories.HasInstances(k))
            {
                Categories[k] = Ratio(_categoryHits[k], falseAlarms[k], _categoryMisses[k]);
            }
        }
    }

    private static double? Ratio(double hits, long falseAlarms, double misses)
    {
        double all = hits + falseAlarms + misses;
        return all == 0 ? null : hits / all;
    }
}
