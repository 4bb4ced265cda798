using System.Runtime.CompilerServices;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>Powers of two and logarithms to base 2 of all numbers of a vector, step by step as <see cref="ScalarBase2"/> takes them.</summary>
internal static class VectorBase2<TLanes, T>
    where TLanes : struct, ILanes<T>
    where T : struct
{
    /// <summary>As <see cref="ScalarBase2.Exp2"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp2(T value)
    {
        value = TLanes.Max(value, TLanes.Broadcast(ScalarBase2.LeastExponent));
        T shifted = TLanes.Add(value, TLanes.Broadcast(ScalarBase2.Shifter));
        T rest = TLanes.Subtract(value, TLanes.Subtract(shifted, TLanes.Broadcast(ScalarBase2.Shifter)));
        T power = TLanes.MultiplyAdd(rest, TLanes.Broadcast(ScalarBase2.P6), TLanes.Broadcast(ScalarBase2.P5));
        power = TLanes.MultiplyAdd(rest, power, TLanes.Broadcast(ScalarBase2.P4));
        power = TLanes.MultiplyAdd(rest, power, TLanes.Broadcast(ScalarBase2.P3));
        power = TLanes.MultiplyAdd(rest, power, TLanes.Broadcast(ScalarBase2.P2));
        power = TLanes.MultiplyAdd(rest, power, TLanes.Broadcast(ScalarBase2.P1));
        power = TLanes.MultiplyAdd(rest, power, TLanes.Broadcast(1));
        return TLanes.AddToExponent(power, shifted);
    }

    /// <summary>As <see cref="ScalarBase2.Log2"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log2(T value)
    {
        T one = TLanes.Broadcast(1);
        T mantissa = TLanes.SplitExponent(value, out T exponent);
        T s = TLanes.Divide(TLanes.Subtract(mantissa, one), TLanes.Add(mantissa, one));
        T square = TLanes.Multiply(s, s);
        T sum = TLanes.MultiplyAdd(square, TLanes.Broadcast(ScalarBase2.L9), TLanes.Broadcast(ScalarBase2.L7));
        sum = TLanes.MultiplyAdd(square, sum, TLanes.Broadcast(ScalarBase2.L5));
        sum = TLanes.MultiplyAdd(square, sum, TLanes.Broadcast(ScalarBase2.L3));
        sum = TLanes.MultiplyAdd(square, sum, TLanes.Broadcast(ScalarBase2.L1));
        return TLanes.MultiplyAdd(s, sum, exponent);
    }
}
