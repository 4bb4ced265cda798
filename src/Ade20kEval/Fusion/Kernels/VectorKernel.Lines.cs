using System.Runtime.CompilerServices;

namespace Ade20kEval.Fusion.Kernels;

/// <content>This part: the sum of resized views, walked as a piecewise linear function of the output column.</content>
internal sealed unsafe partial class VectorKernel<TLanes, T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumLines(
        ViewRow* views, int viewCount, LineBreak* breaks, int* firstBreak, int start, int pixels, int paddedClasses, float* tile)
    {
        int c = 0;
        for (; c <= paddedClasses - (5 * TLanes.Count); c += 5 * TLanes.Count)
        {
            SumFiveVectors(views, viewCount, breaks, firstBreak + start, start, pixels, paddedClasses, c, tile + c);
        }

        for (; c < paddedClasses; c += TLanes.Count)
        {
            SumOneVector(views, viewCount, breaks, firstBreak + start, start, pixels, paddedClasses, c, tile + c);
        }
    }

    /// <summary>Five vectors of classes at once: their values and slopes stay in registers, and a break's bookkeeping is shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumFiveVectors(
        ViewRow* views, int viewCount, LineBreak* breaks, int* firstBreak, int start, int pixels, int paddedClasses, int c, float* tile)
    {
        T value0 = TLanes.Broadcast(0), value1 = value0, value2 = value0, value3 = value0, value4 = value0;
        T slope0 = value0, slope1 = value0, slope2 = value0, slope3 = value0, slope4 = value0;
        for (ViewRow* view = views; view < views + viewCount; view++)
        {
            Anchor(view, start, paddedClasses, c, ref value0, ref slope0);
            Anchor(view, start, paddedClasses, c + TLanes.Count, ref value1, ref slope1);
            Anchor(view, start, paddedClasses, c + (2 * TLanes.Count), ref value2, ref slope2);
            Anchor(view, start, paddedClasses, c + (3 * TLanes.Count), ref value3, ref slope3);
            Anchor(view, start, paddedClasses, c + (4 * TLanes.Count), ref value4, ref slope4);
        }

        LineBreak* next = breaks + firstBreak[1];
        for (int x = 1; ; x++)
        {
            TLanes.Store(value0, tile);
            TLanes.Store(value1, tile + TLanes.Count);
            TLanes.Store(value2, tile + (2 * TLanes.Count));
            TLanes.Store(value3, tile + (3 * TLanes.Count));
            TLanes.Store(value4, tile + (4 * TLanes.Count));
            if (x == pixels)
            {
                return;
            }

            tile += paddedClasses;
            value0 = TLanes.Add(value0, slope0);
            value1 = TLanes.Add(value1, slope1);
            value2 = TLanes.Add(value2, slope2);
            value3 = TLanes.Add(value3, slope3);
            value4 = TLanes.Add(value4, slope4);
            for (LineBreak* end = breaks + firstBreak[x + 1]; next < end; next++)
            {
                ViewRow* view = views + next->View;
                T fraction = TLanes.Broadcast(view->Fraction);
                T reach = TLanes.Broadcast(next->Reach);
                float* upper = view->UpperBends + next->Offset + c;
                float* change = view->BendChange + next->Offset + c;
                Bend(upper, change, fraction, reach, ref value0, ref slope0);
                Bend(upper + TLanes.Count, change + TLanes.Count, fraction, reach, ref value1, ref slope1);
                Bend(upper + (2 * TLanes.Count), change + (2 * TLanes.Count), fraction, reach, ref value2, ref slope2);
                Bend(upper + (3 * TLanes.Count), change + (3 * TLanes.Count), fraction, reach, ref value3, ref slope3);
                Bend(upper + (4 * TLanes.Count), change + (4 * TLanes.Count), fraction, reach, ref value4, ref slope4);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumOneVector(
        ViewRow* views, int viewCount, LineBreak* breaks, int* firstBreak, int start, int pixels, int paddedClasses, int c, float* tile)
    {
        T value = TLanes.Broadcast(0);
        T slope = value;
        for (ViewRow* view = views; view < views + viewCount; view++)
        {
            Anchor(view, start, paddedClasses, c, ref value, ref slope);
        }

        LineBreak* next = breaks + firstBreak[1];
        for (int x = 1; ; x++)
        {
            TLanes.Store(value, tile);
            if (x == pixels)
            {
                return;
            }

            tile += paddedClasses;
            value = TLanes.Add(value, slope);
            for (LineBreak* end = breaks + firstBreak[x + 1]; next < end; next++)
            {
                ViewRow* view = views + next->View;
                Bend(
                    view->UpperBends + next->Offset + c,
                    view->BendChange + next->Offset + c,
                    TLanes.Broadcast(view->Fraction),
                    TLanes.Broadcast(next->Reach),
                    ref value,
                    ref slope);
            }
        }
    }

    /// <summary>Adds a view's value and slope at the tile's first pixel, computed from its two columns there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Anchor(ViewRow* view, int pixel, int paddedClasses, int c, ref T value, ref T slope)
    {
        int left = ((view->Column[pixel] + 1) * paddedClasses) + c;
        int right = left + paddedClasses;
        T fraction = TLanes.Broadcast(view->Fraction);
        T leftValue = TLanes.MultiplyAdd(fraction, TLanes.Load(view->Change + left), TLanes.Load(view->Upper + left));
        T rightValue = TLanes.MultiplyAdd(fraction, TLanes.Load(view->Change + right), TLanes.Load(view->Upper + right));
        T difference = TLanes.Subtract(rightValue, leftValue);
        value = TLanes.Add(value, TLanes.MultiplyAdd(TLanes.Broadcast(view->ColumnFraction[pixel]), difference, leftValue));
        slope = TLanes.MultiplyAdd(TLanes.Broadcast(view->Step), difference, slope);
    }

    /// <summary>Corrects slope and value where a view passes one of its columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Bend(float* upper, float* change, T fraction, T reach, ref T value, ref T slope)
    {
        T bend = TLanes.MultiplyAdd(fraction, TLanes.Load(change), TLanes.Load(upper));
        slope = TLanes.Add(slope, bend);
        value = TLanes.MultiplyAdd(reach, bend, value);
    }
}
