using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Counting.Kernels;
using Ade20kEval.Masks;

namespace Ade20kEval.Errors;

/// <summary>Counts the regions of each class by their size: what was found of those of the ground truth, and what is right of those predicted.</summary>
/// <remarks>
/// A region is a piece of one class that hangs together by eight neighbours. The size of a predicted one includes its void pixels, which are not counted;
/// one that lies wholly in void is no region. Belongs to one worker.
/// </remarks>
internal sealed class RegionSizeCounter
{
    private readonly BoundaryCodes _codes;
    private readonly ClassRuns _classes;
    private readonly RunRegions _regions = new();
    private readonly List<RowRun> _runs = [];
    private readonly SizeCount[] _cells = new SizeCount[RegionSizes.Coco.Count * RegionSizes.OfImage.Count];
    private (long Area, long Labelled, long Right)[] _sums = [];

    /// <summary>A counter.</summary>
    /// <param name="codes">What raw values mean.</param>
    /// <param name="kernel">The counting kernel that was asked for; the one without vectors has this count without them, too.</param>
    public RegionSizeCounter(BoundaryCodes codes, string? kernel)
    {
        _codes = codes;
        _classes = new ClassRuns(Vector256.IsHardwareAccelerated && kernel != ScalarCounting.OwnName);
    }

    /// <summary>Counts one image.</summary>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size, or <see langword="null"/> where it is missing and counts as wrong. Not modified.</param>
    public ImageSizes Count(LabelMap groundTruth, LabelMap? prediction)
    {
        _classes.Read(groundTruth, prediction, _codes.GroundTruthClasses, _codes.PredictedClasses);
        List<SizeCount> truth = new(_classes.Codes.Count);
        List<SizeCount> predicted = new(_classes.Codes.Count);
        foreach (ushort code in _classes.Codes)
        {
            CountSide(code, RunKind.GroundTruth, groundTruth.PixelCount, truth);
            CountSide(code, RunKind.Predicted, groundTruth.PixelCount, predicted);
        }

        return new ImageSizes([.. truth], [.. predicted]);
    }

    private void CountSide(ushort code, RunKind side, long image, List<SizeCount> into)
    {
        _runs.Clear();
        foreach (ref readonly RowRun run in _classes.Of(code))
        {
            if ((run.Kind & side) != 0)
            {
                _runs.Add(run);
            }
        }

        ReadOnlySpan<RowRun> runs = CollectionsMarshal.AsSpan(_runs);
        Sum(runs);
        Array.Clear(_cells);
        for (int i = 0; i < runs.Length; i++)
        {
            // A region's sums stand at its first run; nowhere else is an area.
            (long area, long labelled, long right) = _sums[i];
            if (labelled > 0)
            {
                ref SizeCount cell = ref _cells[(RegionSizes.Pixelwise(area) * RegionSizes.OfImage.Count) + RegionSizes.Relative(area, image)];
                cell = cell.With(labelled, right);
            }
        }

        for (int i = 0; i < _cells.Length; i++)
        {
            if (_cells[i].Regions > 0)
            {
                into.Add(_cells[i] with { ClassIndex = code - 1, Pixelwise = i / RegionSizes.OfImage.Count, Relative = i % RegionSizes.OfImage.Count });
            }
        }
    }

    private void Sum(ReadOnlySpan<RowRun> runs)
    {
        if (_sums.Length < runs.Length)
        {
            _sums = new (long, long, long)[Math.Max(runs.Length, 2 * _sums.Length)];
        }

        _regions.Connect(runs);
        Array.Clear(_sums, 0, runs.Length);
        for (int i = 0; i < runs.Length; i++)
        {
            ref (long Area, long Labelled, long Right) sum = ref _sums[_regions.RegionOf(i)];
            sum.Area += runs[i].Length;
            sum.Labelled += runs[i].Kind == RunKind.FalseInVoid ? 0 : runs[i].Length;
            sum.Right += runs[i].Kind == RunKind.Right ? runs[i].Length : 0;
        }
    }
}
