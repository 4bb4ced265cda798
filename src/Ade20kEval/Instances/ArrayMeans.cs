using System.Runtime.InteropServices;
using Ade20kEval.Scoring;

namespace Ade20kEval.Instances;

/// <summary>The means that figures are: over what is defined of some of the arrays' cells, in the arrays' order and numpy's way of adding.</summary>
/// <param name="table">Precision and recall.</param>
/// <param name="rules">The rules that made them.</param>
internal sealed class ArrayMeans(PrecisionTable table, InstanceRules rules)
{
    private const int All = 0;
    private const int Iou50 = 0;
    private const int Iou75 = 5;

    private readonly Range _everyThreshold = ..InstanceGrid.IouThresholds.Length;
    private readonly Range _everyCategory = ..table.CategoryCount;
    private readonly List<double> _defined = [];

    private int FigureLimit => rules.FigureLimitIndex;

    /// <summary>Puts all figures together.</summary>
    public InstanceScores ToScores(InstanceEvidence evidence)
    {
        int? headline = rules.DetectionLimits.Index().Where(limit => limit.Item == rules.HeadlineLimit).Select(limit => (int?)limit.Index).FirstOrDefault();
        int shown = headline ?? FigureLimit;
        int[] thresholds = [.. Enumerable.Range(0, InstanceGrid.IouThresholds.Length)];
        long[] objects = new long[table.CategoryCount];
        long[] detections = new long[table.CategoryCount];
        foreach (ImageInstances image in evidence.Images)
        {
            foreach (GroundTruthObject item in image.Objects)
            {
                objects[item.Category] += item.IsCrowd || (item.IsIgnored && rules.HonoursIgnore) ? 0 : 1;
            }

            foreach (Detection detection in image.Detections)
            {
                detections[detection.Category]++;
            }
        }

        return new InstanceScores(
            rules,
            Summary(headline),
            [.. thresholds.Select(t => Precision(t..(t + 1), _everyCategory, All, shown))],
            [.. thresholds.Select(t => Recall(t..(t + 1), _everyCategory, All, FigureLimit))],
            [.. evidence.Categories.Select((category, k) => new InstanceClassScore(
                category.Id,
                category.Name,
                Precision(_everyThreshold, k..(k + 1), All, shown),
                Precision(Iou50..(Iou50 + 1), k..(k + 1), All, shown),
                Precision(Iou75..(Iou75 + 1), k..(k + 1), All, shown),
                Recall(_everyThreshold, k..(k + 1), All, FigureLimit),
                objects[k],
                detections[k]))])
        {
            Table = table,
        };
    }

    private InstanceSummary Summary(int? headline)
    {
        double? ApOf(int range) => Precision(_everyThreshold, _everyCategory, range, FigureLimit);
        double? ArOf(int range, int limit) => Recall(_everyThreshold, _everyCategory, range, limit);
        return new InstanceSummary
        {
            Ap = headline is int limit ? Precision(_everyThreshold, _everyCategory, All, limit) : null,
            Ap50 = Precision(Iou50..(Iou50 + 1), _everyCategory, All, FigureLimit),
            Ap75 = Precision(Iou75..(Iou75 + 1), _everyCategory, All, FigureLimit),
            ApSmall = ApOf(1),
            ApMedium = ApOf(2),
            ApLarge = ApOf(3),
            Ar1 = ArOf(All, 0),
            Ar10 = FigureLimit > 0 ? ArOf(All, 1) : null,
            Ar100 = ArOf(All, FigureLimit),
            ArSmall = ArOf(1, FigureLimit),
            ArMedium = ArOf(2, FigureLimit),
            ArLarge = ArOf(3, FigureLimit),
        };
    }

    private double? Precision(Range thresholds, Range categories, int range, int limit)
    {
        _defined.Clear();
        for (int t = thresholds.Start.Value; t < thresholds.End.Value; t++)
        {
            for (int level = 0; level < InstanceGrid.RecallLevels.Length; level++)
            {
                AddDefined(table.Precision(t, level, range, limit)[categories]);
            }
        }

        return MeanOfDefined();
    }

    private double? Recall(Range thresholds, Range categories, int range, int limit)
    {
        _defined.Clear();
        for (int t = thresholds.Start.Value; t < thresholds.End.Value; t++)
        {
            AddDefined(table.Recall(t, range, limit)[categories]);
        }

        return MeanOfDefined();
    }

    private double? MeanOfDefined() => _defined.Count == 0 ? null : Averages.PairwiseSum(CollectionsMarshal.AsSpan(_defined)) / _defined.Count;

    private void AddDefined(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (value > -1)
            {
                _defined.Add(value);
            }
        }
    }
}
