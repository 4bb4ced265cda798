using System.Runtime.CompilerServices;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>The loops over vectors of classes, written once for all widths. This part: one number in, one number out.</summary>
/// <remarks>
/// Lanes: consecutive classes of one pixel. Rows and tiles are padded to whole vectors of the widest kind, so no loop has a tail.
/// The sixteen running sums of a sum over classes (see <see cref="FusionKernel"/>) are one, two or four vectors that take turns.
/// Compiled for good at once (<c>AggressiveOptimization</c>): a run of some images else spends a fifth of its time in first versions of these loops.
/// Not so the softmax of resized scores, which comes out a tenth slower that way.
/// The arithmetic is in <see cref="ILanes{T}"/>; each instance of this class is compiled for one width, with nothing virtual inside its loops.
/// </remarks>
internal sealed unsafe partial class VectorKernel<TLanes, T>(string name) : FusionKernel
    where TLanes : struct, ILanes<T>
    where T : struct
{
    public override string Name => name;

    public override bool IsAccelerated => TLanes.IsAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool AllWithin(float* values, int length, float limit)
    {
        T largest = TLanes.Broadcast(0);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            largest = TLanes.MaxMagnitude(largest, TLanes.Load(values + i));
        }

        // As bit patterns, the greatest stays a NaN if there is one; compared lane by lane, because numbers' maximum may drop it.
        float* lanes = stackalloc float[16];
        TLanes.Store(largest, lanes);
        bool isWithin = true;
        for (int i = 0; i < TLanes.Count; i++)
        {
            isWithin &= lanes[i] <= limit;
        }

        return isWithin;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Scale(float* values, float factor, int length)
    {
        T factors = TLanes.Broadcast(factor);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(values + i), factors), values + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(float* sum, float* values, float factor, int length)
    {
        T factors = TLanes.Broadcast(factor);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(values + i), factors, TLanes.Load(sum + i)), sum + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Subtract(float* left, float* right, float* difference, int length)
    {
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Subtract(TLanes.Load(left + i), TLanes.Load(right + i)), difference + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Bends(float* row, int columns, int paddedClasses, float step, float* bends)
    {
        T steps = TLanes.Broadcast(step);
        for (int i = 0; i < columns * paddedClasses; i += TLanes.Count)
        {
            T middle = TLanes.Load(row + i + paddedClasses);
            T before = TLanes.Subtract(middle, TLanes.Load(row + i));
            T after = TLanes.Subtract(TLanes.Load(row + i + (2 * paddedClasses)), middle);
            TLanes.Store(TLanes.Multiply(steps, TLanes.Subtract(after, before)), bends + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Softmax(float* row, int columns, int paddedClasses)
    {
        T log2E = TLanes.Broadcast(ScalarBase2.Log2E);
        for (int x = 0; x < columns; x++, row += paddedClasses)
        {
            T largest = TLanes.Broadcast(Largest(row, paddedClasses));
            T sum0 = TLanes.Broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                T power = VectorBase2<TLanes, T>.Exp2(TLanes.Multiply(TLanes.Subtract(TLanes.Load(row + c), largest), log2E));
                AddInTurn(power, ref sum0, ref sum1, ref sum2, ref sum3);
                TLanes.Store(power, row + c);
            }

            Scale(row, 1 / Sum(sum0, sum1, sum2, sum3), paddedClasses);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ToBase2Logits(float* row, int columns, int paddedClasses)
    {
        T log2E = TLanes.Broadcast(ScalarBase2.Log2E);
        for (int x = 0; x < columns; x++, row += paddedClasses)
        {
            T largest = TLanes.Broadcast(Largest(row, paddedClasses));
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                TLanes.Store(TLanes.Multiply(TLanes.Subtract(TLanes.Load(row + c), largest), log2E), row + c);
            }
        }
    }

    /// <summary>Adds to the vector of running sums whose turn it is, and makes the next one the first; after sixteen classes each is in its place again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddInTurn(T value, ref T sum0, ref T sum1, ref T sum2, ref T sum3)
    {
        T sum = TLanes.Add(sum0, value);
        if (TLanes.Count == SumCount)
        {
            sum0 = sum;
        }
        else if (TLanes.Count == SumCount / 2)
        {
            sum0 = sum1;
            sum1 = sum;
        }
        else
        {
            sum0 = sum1;
            sum1 = sum2;
            sum2 = sum3;
            sum3 = sum;
        }
    }

    /// <summary>The sum of sixteen running sums, which lie in as many vectors as it takes, in the order of <see cref="FusionKernel"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(T sum0, T sum1, T sum2, T sum3)
    {
        if (TLanes.Count == SumCount)
        {
            return TLanes.Sum(sum0);
        }

        return TLanes.Count == SumCount / 2
            ? TLanes.Sum(TLanes.Add(sum0, sum1))
            : TLanes.Sum(TLanes.Add(TLanes.Add(sum0, sum2), TLanes.Add(sum1, sum3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(float* values, int length)
    {
        T largest = TLanes.Load(values);
        for (int c = TLanes.Count; c < length; c += TLanes.Count)
        {
            largest = TLanes.Max(largest, TLanes.Load(values + c));
        }

        return TLanes.LargestOf(largest);
    }
}
