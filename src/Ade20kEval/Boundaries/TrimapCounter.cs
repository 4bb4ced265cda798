using Ade20kEval.Files;
using Ade20kEval.Masks;

namespace Ade20kEval.Boundaries;

/// <summary>Counts the bands of one image after another. Belongs to one worker.</summary>
/// <remarks>
/// Distances are Euclidean and exact: the nearest boundary pixel above or below in each column, then of all columns that are near enough the best. Sources of the bands:
/// Kohli, Ladický, Torr, "Robust Higher Order Potentials for Enforcing Label Consistency", IJCV 2009; Chen et al., "Semantic Image Segmentation with Deep Convolutional Nets
/// and Fully Connected CRFs", ICLR 2015.
/// </remarks>
internal sealed class TrimapCounter(TrimapOptions options, BoundaryCodes codes)
{
    private const byte Outside = byte.MaxValue;
    private const ushort Far = ushort.MaxValue;

    private ushort[] _raw = [];
    private ushort[] _steps = [];
    private byte[] _rings = [];
    private int[] _cells = [];

    /// <summary>Finds the bands of a ground truth, for the predictions that follow.</summary>
    public void Map(LabelMap groundTruth)
    {
        (int width, int height) = (groundTruth.Width, groundTruth.Height);
        int pixels = groundTruth.PixelCount;
        Grow(ref _raw, pixels);
        Grow(ref _steps, pixels);
        Grow(ref _rings, pixels);
        for (int i = 0; i < pixels; i++)
        {
            _raw[i] = groundTruth.IsWide ? groundTruth.Wide[i] : groundTruth.Narrow[i];
        }

        MarkSources(width, height);
        StepDown(width, height);
        for (int y = 0; y < height; y++)
        {
            RingRow(y, width);
        }
    }

    /// <summary>Whether a labelled pixel of the ground truth last mapped is in a band.</summary>
    public bool IsInBand(int pixel) => _rings[pixel] != Outside;

    /// <summary>Counts a prediction against the ground truth last mapped.</summary>
    /// <param name="groundTruth">That ground truth.</param>
    /// <param name="prediction">Of the same size; <see langword="null"/> for one that is missing and counts as wrong.</param>
    /// <param name="into">Takes the counts.</param>
    public void Count(LabelMap groundTruth, LabelMap? prediction, TrimapCounts into)
    {
        if (_cells.Length != into.CellCount)
        {
            _cells = new int[into.CellCount];
        }

        ReadOnlySpan<ushort> truthCodes = codes.GroundTruthClasses;
        ReadOnlySpan<ushort> predictedCodes = codes.PredictedClasses;
        for (int i = 0; i < groundTruth.PixelCount; i++)
        {
            if (_rings[i] == Outside)
            {
                continue;
            }

            int code = prediction is null ? 0 : predictedCodes[prediction.IsWide ? prediction.Wide[i] : prediction.Narrow[i]];
            _cells[into.Place(_rings[i], truthCodes[_raw[i]] - 1, code)]++;
        }

        into.Take(_cells);
    }

    /// <summary>0 where a source is, else far.</summary>
    private void MarkSources(int width, int height)
    {
        ReadOnlySpan<ushort> truthCodes = codes.GroundTruthClasses;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                bool isSource = options.Kind == TrimapKind.Void
                    ? truthCodes[_raw[i]] == 0
                    : (x > 0 && _raw[i - 1] != _raw[i]) || (x < width - 1 && _raw[i + 1] != _raw[i]) || (y > 0 && _raw[i - width] != _raw[i]) || (y < height - 1 && _raw[i + width] != _raw[i]);
                _steps[i] = isSource ? (ushort)0 : Far;
            }
        }
    }

    /// <summary>How many rows the nearest source of the column is away.</summary>
    private void StepDown(int width, int height)
    {
        for (int i = width; i < width * height; i++)
        {
            _steps[i] = (ushort)Math.Min(_steps[i], Math.Min(_steps[i - width] + 1, Far));
        }

        for (int i = (width * (height - 1)) - 1; i >= 0; i--)
        {
            _steps[i] = (ushort)Math.Min(_steps[i], Math.Min(_steps[i + width] + 1, Far));
        }
    }

    private void RingRow(int y, int width)
    {
        ReadOnlySpan<ushort> truthCodes = codes.GroundTruthClasses;
        int reach = options.Widths[^1];
        ReadOnlySpan<ushort> steps = _steps.AsSpan(y * width, width);
        for (int x = 0; x < width; x++)
        {
            int i = (y * width) + x;
            _rings[i] = truthCodes[_raw[i]] == 0 ? Outside : RingOf(SquaredDistance(steps, x, reach));
        }
    }

    private static long SquaredDistance(ReadOnlySpan<ushort> steps, int x, int reach)
    {
        long best = (long)steps[x] * steps[x];
        for (int dx = 1; dx <= reach && (long)dx * dx < best; dx++)
        {
            if (x >= dx)
            {
                best = Math.Min(best, ((long)dx * dx) + ((long)steps[x - dx] * steps[x - dx]));
            }

            if (x + dx < steps.Length)
            {
                best = Math.Min(best, ((long)dx * dx) + ((long)steps[x + dx] * steps[x + dx]));
            }
        }

        return best;
    }

    private byte RingOf(long squared)
    {
        for (int ring = 0; ring < options.Widths.Count; ring++)
        {
            long limit = (long)options.Widths[ring] * options.Widths[ring];
            if (options.Kind == TrimapKind.Void ? squared <= limit : squared < limit)
            {
                return (byte)ring;
            }
        }

        return Outside;
    }

    private static void Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<T>(BufferLength.Grown(buffer.Length, length));
        }
    }
}
