using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>Vectors of 8 numbers.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    public static bool IsAccelerated => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Indices() => Vector256.CreateSequence(0f, 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) => Vector256.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> left, Vector256<float> right) => Vector256.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereGreater(Vector256<float> left, Vector256<float> right, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereEqual(Vector256<float> left, Vector256<float> right, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.Equals(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterOrEqual(Vector256<float> left, Vector256<float> right) => Vector256.GreaterThanOrEqualAny(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Lanes128.Sum(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LargestOf(Vector256<float> value) => Lanes128.LargestOf(Vector128.MaxNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SmallestOf(Vector256<float> value) => Lanes128.SmallestOf(Vector128.MinNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log2(Vector256<float> value) => Vector256.Log2(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxMagnitude(Vector256<float> left, Vector256<float> right) =>
        Vector256.Max(left.AsInt32() & Vector256.Create(int.MaxValue), right.AsInt32() & Vector256.Create(int.MaxValue)).AsSingle();

    /// <summary>2^t = 2^n x 2^(t - n), where n is t rounded to the nearest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> value)
    {
        // Around 1.5 x 2^23 neighbouring numbers are 1 apart: adding it rounds, and leaves n in the lowest bits.
        Vector256<float> shifter = Vector256.Create(12_582_912f);
        value = Vector256.MaxNative(value, Vector256.Create(-125f));
        Vector256<float> shifted = value + shifter;
        Vector256<float> rest = value - (shifted - shifter);

        // 2^r = 1 + r (c1 + r (c2 + ...)), relative error 2.0e-9 for |r| <= 1/2.
        Vector256<float> power = Vector256.MultiplyAddEstimate(rest, Vector256.Create(0.0001535336157650058f), Vector256.Create(0.001339887451907388f));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256.Create(0.009618437359832338f));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256.Create(0.055503324707936716f));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256.Create(0.2402264791359748f));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256.Create(0.6931472028552754f));
        power = Vector256.MultiplyAddEstimate(rest, power, Vector256<float>.One);

        // The exponent's field begins at bit 23; the shift leaves nothing of the shifter.
        return (power.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }
}
