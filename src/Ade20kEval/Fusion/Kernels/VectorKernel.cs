using System.Runtime.CompilerServices;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>The loops over vectors of classes, written once for all widths. This part: one number in, one number out.</summary>
/// <remarks>
/// Lanes: consecutive classes of one pixel. Rows and tiles are padded to whole vectors of the widest kind, so no loop has a tail.
/// The arithmetic is in <see cref="ILanes{T}"/>; each instance of this class is compiled for one width, with nothing virtual inside its loops.
/// </remarks>
internal sealed unsafe partial class VectorKernel<TLanes, T>(string name) : FusionKernel
    where TLanes : struct, ILanes<T>
    where T : struct
{
    private const float Log2E = 1.44269504f;
    private const float Smallest = 1.17549435e-38f;

    public override string Name => name;

    public override bool IsAccelerated => TLanes.IsAccelerated;

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

    public override void Scale(float* values, float factor, int length)
    {
        T factors = TLanes.Broadcast(factor);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Multiply(TLanes.Load(values + i), factors), values + i);
        }
    }

    public override void AddScaled(float* sum, float* values, float factor, int length)
    {
        T factors = TLanes.Broadcast(factor);
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(values + i), factors, TLanes.Load(sum + i)), sum + i);
        }
    }

    public override void Subtract(float* left, float* right, float* difference, int length)
    {
        for (int i = 0; i < length; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Subtract(TLanes.Load(left + i), TLanes.Load(right + i)), difference + i);
        }
    }

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

    public override void Softmax(float* row, int columns, int paddedClasses)
    {
        T log2E = TLanes.Broadcast(Log2E);
        for (int x = 0; x < columns; x++, row += paddedClasses)
        {
            T largest = TLanes.Broadcast(Largest(row, paddedClasses));
            T sum = TLanes.Broadcast(0);
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                T power = TLanes.Exp2(TLanes.Multiply(TLanes.Subtract(TLanes.Load(row + c), largest), log2E));
                sum = TLanes.Add(sum, power);
                TLanes.Store(power, row + c);
            }

            Scale(row, 1 / TLanes.Sum(sum), paddedClasses);
        }
    }

    public override void ToBase2Logits(float* row, int columns, int paddedClasses)
    {
        T log2E = TLanes.Broadcast(Log2E);
        for (int x = 0; x < columns; x++, row += paddedClasses)
        {
            T largest = TLanes.Broadcast(Largest(row, paddedClasses));
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                TLanes.Store(TLanes.Multiply(TLanes.Subtract(TLanes.Load(row + c), largest), log2E), row + c);
            }
        }
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
