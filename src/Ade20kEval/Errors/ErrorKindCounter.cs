using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Counting.Kernels;
using Ade20kEval.Masks;

namespace Ade20kEval.Errors;

/// <summary>Divides the wrong pixels of each class into ragged edges, regions that end in the wrong place, and regions of the wrong name.</summary>
/// <remarks>
/// Definitions: mxbh/beyond-iou@bfd2d7c (WACV 2024). A wrong pixel is <em>near</em> when a right pixel of the class and a pixel that is neither of the
/// class nor predicted as it both lie within the width. Wrong pixels of one side within the width of a near one of that side fall into regions; a region is a
/// <em>boundary</em> error when it touches both a right pixel and one that is neither. Any other wrong pixel is an <em>extent</em> error where
/// its region, of all that was predicted as the class or of all that is the class, holds a right pixel, and a <em>segment</em> error where it does
/// not. Void takes part in the geometry and is not counted; the image's edge is no boundary.
/// Only classes that occur are looked at, and of each only the box of its wrong pixels. Belongs to one worker.
/// </remarks>
internal sealed class ErrorKindCounter
{
    private const byte HasRight = 1;
    private const byte TouchesRight = 1;
    private const byte TouchesNeither = 2;
    private const int WordBits = 64;

    private readonly BoundaryCodes _codes;
    private readonly double _width;
    private readonly ClassRuns _classes;
    private readonly DiskGrowth _growth;
    private readonly RunRegions _regions = new();
    private readonly BitRows _right = new();
    private readonly BitRows _neither = new();
    private readonly BitRows _nearRight = new();
    private readonly BitRows _nearNeither = new();
    private readonly BitRows _wrong = new();
    private readonly BitRows _near = new();
    private readonly BitRows _candidates = new();
    private readonly List<RowRun> _runs = [];
    private bool[] _wanted = [];
    private ErrorBox _box;
    private PixelKind[]? _map;
    private int _mapWidth;

    /// <summary>A counter.</summary>
    /// <param name="codes">What raw values mean.</param>
    /// <param name="width">How near is near, as <see cref="ErrorKindCounts.Width"/>.</param>
    /// <param name="kernel">The counting kernel that was asked for; the one without vectors has this count without them, too.</param>
    public ErrorKindCounter(BoundaryCodes codes, double width, string? kernel)
    {
        bool usesVectors = Vector256.IsHardwareAccelerated && kernel != ScalarCounting.OwnName;
        _codes = codes;
        _width = width;
        _classes = new ClassRuns(usesVectors);
        _growth = new DiskGrowth(usesVectors);
    }

    /// <summary>Counts one image.</summary>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size, or <see langword="null"/> where it is missing and counts as wrong. Not modified.</param>
    /// <returns>The classes of which a labelled pixel is on either side, ascending.</returns>
    public ClassErrors[] Count(LabelMap groundTruth, LabelMap? prediction)
    {
        _classes.Read(groundTruth, prediction, _codes.GroundTruthClasses, _codes.PredictedClasses);
        int radius = ErrorKindCounts.Pixels(_width, groundTruth.Width, groundTruth.Height);
        List<ClassErrors> counts = new(_classes.Codes.Count);
        foreach (ushort code in _classes.Codes)
        {
            ClassErrors errors = CountClass(code - 1, _classes.Of(code), radius, groundTruth.Width, groundTruth.Height);
            if (errors.Union > 0)
            {
                counts.Add(errors);
            }
        }

        return [.. counts];
    }

    /// <summary>What every pixel of an image is to the class of its ground truth; what is missed by one class is invented by another, which is not drawn.</summary>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size. Not modified.</param>
    /// <returns>Row by row.</returns>
    public PixelKind[] Map(LabelMap groundTruth, LabelMap prediction)
    {
        _map = new PixelKind[groundTruth.PixelCount];
        _mapWidth = groundTruth.Width;
        for (int i = 0; i < _map.Length; i++)
        {
            int truth = _codes.GroundTruthClasses[groundTruth.IsWide ? groundTruth.Wide[i] : groundTruth.Narrow[i]];
            _map[i] = truth == 0 ? PixelKind.Void : PixelKind.Right;
        }

        Count(groundTruth, prediction);
        PixelKind[] map = _map;
        _map = null;
        return map;
    }

    private ClassErrors CountClass(int index, ReadOnlySpan<RowRun> runs, int radius, int width, int height)
    {
        long right = 0;
        RunKind kinds = RunKind.None;
        foreach (ref readonly RowRun run in runs)
        {
            kinds |= run.Kind;
            right += run.Kind == RunKind.Right ? run.Length : 0;
        }

        bool hasBoundary = radius > 0 && (kinds & RunKind.Right) != 0 && (kinds & ~RunKind.Right) != 0;
        if (hasBoundary)
        {
            Draw(runs, radius, width, height);
        }

        (long Boundary, long Extent, long Segment) falsePositives = (kinds & RunKind.False) == 0 ? default
            : CountSide(runs, RunKind.False | RunKind.FalseInVoid, RunKind.Predicted, radius, hasBoundary);
        (long Boundary, long Extent, long Segment) falseNegatives = (kinds & RunKind.Missed) == 0 ? default
            : CountSide(runs, RunKind.Missed, RunKind.GroundTruth, radius, hasBoundary);
        return new ClassErrors(
            index, right,
            falsePositives.Boundary, falsePositives.Extent, falsePositives.Segment,
            falseNegatives.Boundary, falseNegatives.Extent, falseNegatives.Segment);
    }

    /// <summary>Draws right pixels and those that are neither into the box of the wrong ones, and what is near both.</summary>
    private void Draw(ReadOnlySpan<RowRun> runs, int radius, int width, int height)
    {
        _box = ErrorBox.Around(runs, radius + 1, width, height);
        _right.Reset(_box.Width, _box.Height);
        _neither.Reset(_box.Width, _box.Height);
        _nearRight.Reset(_box.Width, _box.Height);
        _nearNeither.Reset(_box.Width, _box.Height);
        if (_wanted.Length < _box.Height)
        {
            _wanted = new bool[_box.Height];
        }

        Array.Clear(_wanted, 0, _box.Height);
        foreach (ref readonly RowRun run in runs)
        {
            if (_box.Clip(run) is not { Length: > 0 } part)
            {
                continue;
            }

            _neither.Set(part.Y, part.Start, part.End);
            if (run.Kind == RunKind.Right)
            {
                _right.Set(part.Y, part.Start, part.End);
            }
            else
            {
                _wanted[part.Y] = true;
            }
        }

        // What was drawn is the class on either side; neither is the rest of the box.
        for (int y = 0; y < _box.Height; y++)
        {
            Span<ulong> row = _neither.Row(y);
            for (int i = 0; i < row.Length; i++)
            {
                int columns = _box.Width - (i * WordBits);
                row[i] = columns >= WordBits ? ~row[i] : columns > 0 ? ~row[i] & ((1UL << columns) - 1) : 0;
            }
        }

        ReadOnlySpan<bool> wanted = _wanted.AsSpan(0, _box.Height);
        _growth.Grow(_right, radius, wanted, _nearRight);
        _growth.Grow(_neither, radius, wanted, _nearNeither);
    }

    /// <summary>The three kinds among the false, or among the missed, pixels of a class.</summary>
    private (long Boundary, long Extent, long Segment) CountSide(ReadOnlySpan<RowRun> runs, RunKind wrong, RunKind side, int radius, bool hasBoundary)
    {
        bool hasCandidates = hasBoundary && FindBoundary(runs, wrong, radius);
        Gather(runs, side);
        ReadOnlySpan<RowRun> regions = CollectionsMarshal.AsSpan(_runs);
        _regions.Connect(regions);
        for (int i = 0; i < regions.Length; i++)
        {
            if (regions[i].Kind == RunKind.Right)
            {
                _regions.Mark(i, HasRight);
            }
        }

        (long Boundary, long Extent, long Segment) counts = default;
        for (int i = 0; i < regions.Length; i++)
        {
            RowRun run = regions[i];
            if (run.Kind is not (RunKind.False or RunKind.Missed))
            {
                continue;
            }

            int boundary = hasCandidates ? _candidates.Count(run.Y - _box.Y, run.Start - _box.X, run.End - _box.X) : 0;
            if (_map is not null && run.Kind == RunKind.Missed)
            {
                Paint(run, hasCandidates, _regions.MarksOf(i) == HasRight ? PixelKind.Extent : PixelKind.Segment);
            }

            counts.Boundary += boundary;
            if (_regions.MarksOf(i) == HasRight)
            {
                counts.Extent += run.Length - boundary;
            }
            else
            {
                counts.Segment += run.Length - boundary;
            }
        }

        return counts;
    }

    private void Paint(RowRun run, bool hasCandidates, PixelKind rest)
    {
        for (int x = run.Start; x < run.End; x++)
        {
            bool isBoundary = hasCandidates && _candidates.Count(run.Y - _box.Y, x - _box.X, x + 1 - _box.X) > 0;
            _map![(run.Y * _mapWidth) + x] = isBoundary ? PixelKind.Boundary : rest;
        }
    }

    /// <summary>Leaves the boundary errors of one side in <see cref="_candidates"/>.</summary>
    /// <returns>Whether there can be any.</returns>
    private bool FindBoundary(ReadOnlySpan<RowRun> runs, RunKind wrong, int radius)
    {
        _wrong.Reset(_box.Width, _box.Height);
        _near.Reset(_box.Width, _box.Height);
        Array.Clear(_wanted, 0, _box.Height);
        foreach (ref readonly RowRun run in runs)
        {
            if ((run.Kind & wrong) != 0)
            {
                int y = run.Y - _box.Y;
                _wrong.Set(y, run.Start - _box.X, run.End - _box.X);
                _wanted[y] = true;
            }
        }

        ulong any = 0;
        for (int y = 0; y < _box.Height; y++)
        {
            if (_wanted[y])
            {
                any |= And(_near.Row(y), _wrong.Row(y), _nearRight.Row(y), _nearNeither.Row(y));
            }
        }

        if (any == 0)
        {
            return false;
        }

        _candidates.Reset(_box.Width, _box.Height);
        _growth.Grow(_near, radius, _wanted.AsSpan(0, _box.Height), _candidates);
        KeepBoundary();
        return true;
    }

    /// <summary>Takes those regions out of the candidates that do not touch both sides.</summary>
    private void KeepBoundary()
    {
        _runs.Clear();
        for (int y = 0; y < _box.Height; y++)
        {
            if (_wanted[y])
            {
                Span<ulong> row = _candidates.Row(y);
                And(row, row, _wrong.Row(y), _wrong.Row(y));
                AddRuns(row, y);
                row.Clear();
            }
        }

        ReadOnlySpan<RowRun> runs = CollectionsMarshal.AsSpan(_runs);
        _regions.Connect(runs);
        for (int i = 0; i < runs.Length; i++)
        {
            if (_right.Touches(runs[i].Y, runs[i].Start, runs[i].End, _box.Width))
            {
                _regions.Mark(i, TouchesRight);
            }

            if (_neither.Touches(runs[i].Y, runs[i].Start, runs[i].End, _box.Width))
            {
                _regions.Mark(i, TouchesNeither);
            }
        }

        for (int i = 0; i < runs.Length; i++)
        {
            if (_regions.MarksOf(i) == (TouchesRight | TouchesNeither))
            {
                _candidates.Set(runs[i].Y, runs[i].Start, runs[i].End);
            }
        }
    }

    private void AddRuns(ReadOnlySpan<ulong> row, int y)
    {
        int start = -1;
        for (int i = 0; i < row.Length; i++)
        {
            // Where the bit differs from the one before it, a run begins or ends.
            ulong before = (row[i] << 1) | (i == 0 ? 0 : row[i - 1] >> (WordBits - 1));
            for (ulong changes = row[i] ^ before; changes != 0; changes &= changes - 1)
            {
                int x = (i * WordBits) + BitOperations.TrailingZeroCount(changes);
                if (start < 0)
                {
                    start = x;
                }
                else
                {
                    _runs.Add(new RowRun(y, start, x, 0, RunKind.None));
                    start = -1;
                }
            }
        }

        if (start >= 0)
        {
            _runs.Add(new RowRun(y, start, _box.Width, 0, RunKind.None));
        }
    }

    private void Gather(ReadOnlySpan<RowRun> runs, RunKind side)
    {
        _runs.Clear();
        foreach (ref readonly RowRun run in runs)
        {
            if ((run.Kind & side) != 0)
            {
                _runs.Add(run);
            }
        }
    }

    private static ulong And(Span<ulong> target, ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> two, ReadOnlySpan<ulong> three)
    {
        ulong any = 0;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = one[i] & two[i] & three[i];
            any |= target[i];
        }

        return any;
    }
}
