using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>Vectors of 4 numbers.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    public static bool IsAccelerated => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Indices() => Vector128.CreateSequence(0f, 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Min(Vector128<float> left, Vector128<float> right) => Vector128.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereGreater(Vector128<float> left, Vector128<float> right, Vector128<float> then, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereEqual(Vector128<float> left, Vector128<float> right, Vector128<float> then, Vector128<float> otherwise) =>
        Vector128.ConditionalSelect(Vector128.Equals(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterOrEqual(Vector128<float> left, Vector128<float> right) => Vector128.GreaterThanOrEqualAny(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value) => Vector128.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LargestOf(Vector128<float> value)
    {
        value = Vector128.MaxNative(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(value, Vector128.Shuffle(value, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SmallestOf(Vector128<float> value)
    {
        value = Vector128.MinNative(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MinNative(value, Vector128.Shuffle(value, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log2(Vector128<float> value) => Vector128.Log2(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxMagnitude(Vector128<float> left, Vector128<float> right) =>
        Vector128.Max(left.AsInt32() & Vector128.Create(int.MaxValue), right.AsInt32() & Vector128.Create(int.MaxValue)).AsSingle();

    /// <summary>2^t = 2^n x 2^(t - n), where n is t rounded to the nearest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp2(Vector128<float> value)
    {
        // Around 1.5 x 2^23 neighbouring numbers are 1 apart: adding it rounds, and leaves n in the lowest bits.
        Vector128<float> shifter = Vector128.Create(12_582_912f);
        value = Vector128.MaxNative(value, Vector128.Create(-125f));
        Vector128<float> shifted = value + shifter;
        Vector128<float> rest = value - (shifted - shifter);

        // 2^r = 1 + r (c1 + r (c2 + ...)), relative error 2.0e-9 for |r| <= 1/2.
        Vector128<float> power = Vector128.MultiplyAddEstimate(rest, Vector128.Create(0.0001535336157650058f), Vector128.Create(0.001339887451907388f));
        power = Vector128.MultiplyAddEstimate(rest, power, Vector128.Create(0.009618437359832338f));
        power = Vector128.MultiplyAddEstimate(rest, power, Vector128.Create(0.055503324707936716f));
        power = Vector128.MultiplyAddEstimate(rest, power, Vector128.Create(0.2402264791359748f));
        power = Vector128.MultiplyAddEstimate(rest, power, Vector128.Create(0.6931472028552754f));
        power = Vector128.MultiplyAddEstimate(rest, power, Vector128<float>.One);

        // The exponent's field begins at bit 23; the shift leaves nothing of the shifter.
        return (power.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }
}
