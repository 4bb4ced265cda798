using System.Runtime.CompilerServices;

namespace Ade20kEval.Fusion.Kernels;

/// <content>This part: from the scores of a pixel to its label.</content>
internal sealed unsafe partial class VectorKernel<TLanes, T>
{
    /// <remarks>
    /// Most pixels have the label of the one before. So that label's score is set against the largest of all others; only when
    /// one of them reaches it (a tie may have to go to an earlier class) is the place of the maximum looked for.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ArgMax(float* tile, int pixels, int paddedClasses, int* labels)
    {
        int label = 0;
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            float score = tile[label];
            tile[label] = float.NegativeInfinity;
            T largest = TLanes.Load(tile);
            for (int c = TLanes.Count; c < paddedClasses; c += TLanes.Count)
            {
                largest = TLanes.Max(largest, TLanes.Load(tile + c));
            }

            tile[label] = score;
            if (TLanes.AnyGreaterOrEqual(largest, TLanes.Broadcast(score)))
            {
                label = IndexOfLargest(tile, paddedClasses);
            }

            labels[x] = label;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void TopTwo(float* tile, int pixels, int paddedClasses, int* labels, float* top, float* second)
    {
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            int label = IndexOfLargest(tile, paddedClasses);
            float score = tile[label];
            tile[label] = float.NegativeInfinity;
            second[x] = Largest(tile, paddedClasses);
            tile[label] = score;
            top[x] = score;
            labels[x] = label;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumOfPowers(float* tile, int pixels, int paddedClasses, float* top, float* sum)
    {
        for (int x = 0; x < pixels; x++, tile += paddedClasses)
        {
            T largest = TLanes.Broadcast(top[x]);
            T sum0 = TLanes.Broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                AddInTurn(VectorBase2<TLanes, T>.Exp2(TLanes.Subtract(TLanes.Load(tile + c), largest)), ref sum0, ref sum1, ref sum2, ref sum3);
            }

            sum[x] = Sum(sum0, sum1, sum2, sum3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfLargest(float* values, int length)
    {
        T largest = TLanes.Load(values);
        T index = TLanes.Indices();
        T place = index;
        T step = TLanes.Broadcast(TLanes.Count);
        for (int c = TLanes.Count; c < length; c += TLanes.Count)
        {
            T value = TLanes.Load(values + c);
            index = TLanes.Add(index, step);
            place = TLanes.WhereGreater(value, largest, index, place);
            largest = TLanes.Max(largest, value);
        }

        // Of the lanes that hold the maximum, the one whose class comes first. Class numbers are exact in single precision up to 2^24.
        T best = TLanes.Broadcast(TLanes.LargestOf(largest));
        return (int)TLanes.SmallestOf(TLanes.WhereEqual(largest, best, place, TLanes.Broadcast(float.MaxValue)));
    }
}
