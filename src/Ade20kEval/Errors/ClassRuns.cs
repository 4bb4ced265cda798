using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ade20kEval.Masks;

namespace Ade20kEval.Errors;

/// <summary>Two label maps as runs, gathered by class: what one class's errors are found in without looking at all pixels again.</summary>
/// <remarks>
/// A pixel that is wrong belongs to two classes: missed by its own, false for the one it was taken for. Owns its buffers and reuses them; one belongs to one worker.
/// </remarks>
internal sealed class ClassRuns(bool usesVectors)
{
    private readonly LabelMap _wideGroundTruth = new();
    private readonly LabelMap _widePrediction = new();
    private readonly List<ushort> _codes = [];
    private int[] _starts = [];
    private int[] _next = [];
    private RowRun[] _found = new RowRun[1024];
    private RowRun[] _sorted = [];
    private int _length;
    private int _highest;

    /// <summary>The classes that occur on either side, as class index + 1, ascending.</summary>
    public IReadOnlyList<ushort> Codes => _codes;

    /// <summary>The runs of a class that occurs, in order of rows, then columns.</summary>
    public ReadOnlySpan<RowRun> Of(ushort code) => _sorted.AsSpan(_starts[code], _starts[code + 1] - _starts[code]);

    /// <summary>Takes two maps over.</summary>
    /// <param name="groundTruth">The ground truth. Not modified.</param>
    /// <param name="prediction">A prediction of the same size, or <see langword="null"/> where it is missing. Not modified.</param>
    /// <param name="groundTruthCodes">Class index + 1 of every raw value of the ground truth, 0 for what is not a class.</param>
    /// <param name="predictedCodes">The same for predictions.</param>
    public void Read(LabelMap groundTruth, LabelMap? prediction, ReadOnlySpan<ushort> groundTruthCodes, ReadOnlySpan<ushort> predictedCodes)
    {
        _length = 0;
        _highest = 0;
        int width = groundTruth.Width;
        if (prediction is null)
        {
            // The ground truth against itself, under a table that knows no class.
            prediction = groundTruth;
            predictedCodes = default;
        }

        if (groundTruth.IsWide || prediction.IsWide)
        {
            Find(Widened(groundTruth, _wideGroundTruth), Widened(prediction, _widePrediction), width, groundTruthCodes, predictedCodes);
        }
        else
        {
            Find<byte>(groundTruth.Narrow, prediction.Narrow, width, groundTruthCodes, predictedCodes);
        }

        Sort();
    }

    private static ReadOnlySpan<ushort> Widened(LabelMap map, LabelMap room)
    {
        if (map.IsWide)
        {
            return map.Wide;
        }

        Span<ushort> wide = room.ResizeWide(map.Width, map.Height);
        ReadOnlySpan<byte> narrow = map.Narrow;
        for (int i = 0; i < narrow.Length; i++)
        {
            wide[i] = narrow[i];
        }

        return wide;
    }

    private void Find<T>(ReadOnlySpan<T> groundTruth, ReadOnlySpan<T> prediction, int width, ReadOnlySpan<ushort> groundTruthCodes, ReadOnlySpan<ushort> predictedCodes)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int y = 0; y * width < groundTruth.Length; y++)
        {
            ReadOnlySpan<T> left = groundTruth.Slice(y * width, width);
            ReadOnlySpan<T> right = prediction.Slice(y * width, width);
            int start = 0;
            int x = 0;
            if (usesVectors)
            {
                ref T first = ref MemoryMarshal.GetReference(left);
                ref T second = ref MemoryMarshal.GetReference(right);
                uint lanes = Vector256<T>.Count == 32 ? uint.MaxValue : (1u << Vector256<T>.Count) - 1;
                for (; x + 1 + Vector256<T>.Count <= width; x += Vector256<T>.Count)
                {
                    Vector256<T> same = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)x), Vector256.LoadUnsafe(ref first, (nuint)x + 1))
                        & Vector256.Equals(Vector256.LoadUnsafe(ref second, (nuint)x), Vector256.LoadUnsafe(ref second, (nuint)x + 1));
                    for (uint ends = ~same.ExtractMostSignificantBits() & lanes; ends != 0; ends &= ends - 1)
                    {
                        int end = x + BitOperations.TrailingZeroCount(ends) + 1;
                        Add(y, start, end, groundTruthCodes, predictedCodes, left[start], right[start]);
                        start = end;
                    }
                }
            }

            for (; x + 1 < width; x++)
            {
                if (left[x] != left[x + 1] || right[x] != right[x + 1])
                {
                    Add(y, start, x + 1, groundTruthCodes, predictedCodes, left[start], right[start]);
                    start = x + 1;
                }
            }

            Add(y, start, width, groundTruthCodes, predictedCodes, left[start], right[start]);
        }
    }

    private void Add<T>(int y, int start, int end, ReadOnlySpan<ushort> groundTruthCodes, ReadOnlySpan<ushort> predictedCodes, T groundTruth, T prediction)
        where T : unmanaged, IBinaryInteger<T>
    {
        ushort own = groundTruthCodes[int.CreateTruncating(groundTruth)];
        ushort predicted = predictedCodes.IsEmpty ? (ushort)0 : predictedCodes[int.CreateTruncating(prediction)];
        if (_found.Length < _length + 2)
        {
            Array.Resize(ref _found, _found.Length * 2);
        }

        _highest = Math.Max(_highest, Math.Max(own, predicted));
        if (own == predicted)
        {
            if (own != 0)
            {
                _found[_length++] = new RowRun(y, start, end, own, RunKind.Right);
            }

            return;
        }

        if (own != 0)
        {
            _found[_length++] = new RowRun(y, start, end, own, RunKind.Missed);
        }

        if (predicted != 0)
        {
            _found[_length++] = new RowRun(y, start, end, predicted, own == 0 ? RunKind.FalseInVoid : RunKind.False);
        }
    }

    /// <summary>By class, each class's runs staying in their order.</summary>
    private void Sort()
    {
        int codes = _highest + 2;
        if (_starts.Length < codes)
        {
            _starts = new int[codes];
            _next = new int[codes];
        }

        if (_sorted.Length < _length)
        {
            _sorted = new RowRun[_found.Length];
        }

        Array.Clear(_starts, 0, codes);
        for (int i = 0; i < _length; i++)
        {
            _starts[_found[i].Code + 1]++;
        }

        _codes.Clear();
        for (int code = 1; code < codes; code++)
        {
            if (_starts[code] > 0)
            {
                _codes.Add((ushort)(code - 1));
            }

            _starts[code] += _starts[code - 1];
        }

        Array.Copy(_starts, _next, codes);
        for (int i = 0; i < _length; i++)
        {
            _sorted[_next[_found[i].Code]++] = _found[i];
        }
    }
}
