using System.Runtime.CompilerServices;

namespace Ade20kEval.Fusion.Kernels;

/// <content>This part: what is not linear in the resized scores, so that every output pixel needs its own exponentials or logarithms.</content>
internal sealed unsafe partial class VectorKernel<TLanes, T>
{
    public override void AddSoftmax(ViewRow* view, float weight, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        float* columns = scratch + (SoftmaxGroup * paddedClasses);
        int first = Interpolate(view, start, pixels, paddedClasses, columns);
        float* factors = stackalloc float[SoftmaxGroup];
        for (int x = 0; x < pixels; x += SoftmaxGroup)
        {
            // Sums of powers are ready long after their last power; some pixels at once give the processor other work meanwhile.
            int group = Math.Min(SoftmaxGroup, pixels - x);
            for (int i = 0; i < group; i++)
            {
                int pixel = start + x + i;
                float* left = columns + ((view->Column[pixel] - first) * paddedClasses);
                factors[i] = weight / Powers(left, view->ColumnFraction[pixel], paddedClasses, scratch + (i * paddedClasses));
            }

            for (int i = 0; i < group; i++)
            {
                float* powers = scratch + (i * paddedClasses);
                T factor = TLanes.Broadcast(factors[i]);
                for (int c = 0; c < paddedClasses; c += TLanes.Count)
                {
                    TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(powers + c), factor, TLanes.Load(tile + c)), tile + c);
                }

                tile += paddedClasses;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddLogarithm(
        ViewRow* view, float weight, float logarithmOfZero, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        int first = Interpolate(view, start, pixels, paddedClasses, scratch);
        T weights = TLanes.Broadcast(weight);
        T smallest = TLanes.Broadcast(ScalarBase2.Smallest);
        T zero = TLanes.Broadcast(0);
        T ofZero = TLanes.Broadcast(logarithmOfZero);
        for (int x = start; x < start + pixels; x++, tile += paddedClasses)
        {
            float* left = scratch + ((view->Column[x] - first) * paddedClasses);
            T fraction = TLanes.Broadcast(view->ColumnFraction[x]);
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                T from = TLanes.Load(left + c);
                T score = TLanes.MultiplyAdd(fraction, TLanes.Subtract(TLanes.Load(left + paddedClasses + c), from), from);
                T logarithm = TLanes.WhereGreater(score, zero, VectorBase2<TLanes, T>.Log2(TLanes.Max(score, smallest)), ofZero);
                TLanes.Store(TLanes.MultiplyAdd(logarithm, weights, TLanes.Load(tile + c)), tile + c);
            }
        }
    }

    /// <summary>Interpolates, between the two rows, the columns that lie under a tile.</summary>
    /// <returns>The first of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Interpolate(ViewRow* view, int start, int pixels, int paddedClasses, float* columns)
    {
        int first = view->Column[start];
        int last = view->Column[start + pixels - 1] + 1;
        T fraction = TLanes.Broadcast(view->Fraction);
        float* upper = view->Upper + ((first + 1) * paddedClasses);
        float* change = view->Change + ((first + 1) * paddedClasses);
        for (int i = 0; i < (last - first + 1) * paddedClasses; i += TLanes.Count)
        {
            TLanes.Store(TLanes.MultiplyAdd(fraction, TLanes.Load(change + i), TLanes.Load(upper + i)), columns + i);
        }

        return first;
    }

    /// <summary>2^score of every class at one pixel, and their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Powers(float* left, float columnFraction, int paddedClasses, float* powers)
    {
        float* right = left + paddedClasses;
        T fraction = TLanes.Broadcast(columnFraction);
        T sum0 = TLanes.Broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (int c = 0; c < paddedClasses; c += TLanes.Count)
        {
            T from = TLanes.Load(left + c);
            T power = VectorBase2<TLanes, T>.Exp2(TLanes.MultiplyAdd(fraction, TLanes.Subtract(TLanes.Load(right + c), from), from));
            AddInTurn(power, ref sum0, ref sum1, ref sum2, ref sum3);
            TLanes.Store(power, powers + c);
        }

        // Every column's largest logit is 0, so nothing overflows; between columns that disagree strongly all may be far below.
        float sum = Sum(sum0, sum1, sum2, sum3);
        return sum < LeastSum ? PowersBelowLargest(left, right, fraction, paddedClasses, powers) : sum;
    }

    private static float PowersBelowLargest(float* left, float* right, T fraction, int paddedClasses, float* powers)
    {
        for (int c = 0; c < paddedClasses; c += TLanes.Count)
        {
            T from = TLanes.Load(left + c);
            TLanes.Store(TLanes.MultiplyAdd(fraction, TLanes.Subtract(TLanes.Load(right + c), from), from), powers + c);
        }

        T largest = TLanes.Broadcast(Largest(powers, paddedClasses));
        T sum0 = TLanes.Broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (int c = 0; c < paddedClasses; c += TLanes.Count)
        {
            T power = VectorBase2<TLanes, T>.Exp2(TLanes.Subtract(TLanes.Load(powers + c), largest));
            AddInTurn(power, ref sum0, ref sum1, ref sum2, ref sum3);
            TLanes.Store(power, powers + c);
        }

        return Sum(sum0, sum1, sum2, sum3);
    }
}
