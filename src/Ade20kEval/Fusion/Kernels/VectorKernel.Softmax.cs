namespace Ade20kEval.Fusion.Kernels;

/// <content>This part: what is not linear in the resized scores, so that every output pixel needs its own exponentials or logarithms.</content>
internal sealed unsafe partial class VectorKernel<TLanes, T>
{
    // Below this, the powers of a pixel have lost so many bits or vanished altogether that its largest logit is looked for instead.
    private const float LeastSum = 1e-20f;

    public override void AddSoftmax(ViewRow* view, float weight, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        float* powers = scratch;
        int first = Interpolate(view, start, pixels, paddedClasses, scratch + paddedClasses);
        for (int x = start; x < start + pixels; x++, tile += paddedClasses)
        {
            float* left = scratch + ((view->Column[x] - first + 1) * paddedClasses);
            float* right = left + paddedClasses;
            T fraction = TLanes.Broadcast(view->ColumnFraction[x]);
            T sums = TLanes.Broadcast(0);
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                T from = TLanes.Load(left + c);
                T power = TLanes.Exp2(TLanes.MultiplyAdd(fraction, TLanes.Subtract(TLanes.Load(right + c), from), from));
                sums = TLanes.Add(sums, power);
                TLanes.Store(power, powers + c);
            }

            // Every column's largest logit is 0, so nothing overflows; between columns that disagree strongly all may be far below.
            float sum = TLanes.Sum(sums);
            if (sum < LeastSum)
            {
                sum = PowersBelowLargest(left, right, fraction, paddedClasses, powers);
            }

            T factor = TLanes.Broadcast(weight / sum);
            for (int c = 0; c < paddedClasses; c += TLanes.Count)
            {
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Load(powers + c), factor, TLanes.Load(tile + c)), tile + c);
            }
        }
    }

    public override void AddLogarithm(
        ViewRow* view, float weight, float logarithmOfZero, int start, int pixels, int paddedClasses, float* scratch, float* tile)
    {
        int first = Interpolate(view, start, pixels, paddedClasses, scratch);
        T weights = TLanes.Broadcast(weight);
        T smallest = TLanes.Broadcast(Smallest);
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
                T logarithm = TLanes.WhereGreater(score, zero, TLanes.Log2(TLanes.Max(score, smallest)), ofZero);
                TLanes.Store(TLanes.MultiplyAdd(logarithm, weights, TLanes.Load(tile + c)), tile + c);
            }
        }
    }

    /// <summary>Interpolates, between the two rows, the columns that lie under a tile.</summary>
    /// <returns>The first of them.</returns>
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

    private static float PowersBelowLargest(float* left, float* right, T fraction, int paddedClasses, float* powers)
    {
        for (int c = 0; c < paddedClasses; c += TLanes.Count)
        {
            T from = TLanes.Load(left + c);
            TLanes.Store(TLanes.MultiplyAdd(fraction, TLanes.Subtract(TLanes.Load(right + c), from), from), powers + c);
        }

        T largest = TLanes.Broadcast(Largest(powers, paddedClasses));
        T sums = TLanes.Broadcast(0);
        for (int c = 0; c < paddedClasses; c += TLanes.Count)
        {
            T power = TLanes.Exp2(TLanes.Subtract(TLanes.Load(powers + c), largest));
            sums = TLanes.Add(sums, power);
            TLanes.Store(power, powers + c);
        }

        return TLanes.Sum(sums);
    }
}
