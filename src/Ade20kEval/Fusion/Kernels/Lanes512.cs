using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Fusion.Kernels;

/// <summary>Vectors of 16 numbers.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    public static bool IsAccelerated => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Indices() => Vector512.CreateSequence(0f, 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) => Vector512.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Min(Vector512<float> left, Vector512<float> right) => Vector512.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereGreater(Vector512<float> left, Vector512<float> right, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereEqual(Vector512<float> left, Vector512<float> right, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.Equals(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterOrEqual(Vector512<float> left, Vector512<float> right) => Vector512.GreaterThanOrEqualAny(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Lanes256.Sum(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LargestOf(Vector512<float> value) => Lanes256.LargestOf(Vector256.MaxNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SmallestOf(Vector512<float> value) => Lanes256.SmallestOf(Vector256.MinNative(value.GetLower(), value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log2(Vector512<float> value) => Vector512.Log2(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MaxMagnitude(Vector512<float> left, Vector512<float> right) =>
        Vector512.Max(left.AsInt32() & Vector512.Create(int.MaxValue), right.AsInt32() & Vector512.Create(int.MaxValue)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> value) => Avx512F.IsSupported ? Exp2ByTable(value) : Exp2ByPolynomial(value);

    /// <summary>2^t = 2^floor(n) x table[16 (n - floor(n))] x 2^(t - n), where n is t rounded to sixteenths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp2ByTable(Vector512<float> value)
    {
        // Around 1.5 x 2^19 neighbouring numbers are 1/16 apart: adding it rounds, and leaves the sixteenths in the lowest four bits.
        Vector512<float> shifter = Vector512.Create(786_432f);
        Vector512<float> shifted = value + shifter;
        Vector512<float> rounded = shifted - shifter;
        Vector512<float> rest = value - rounded;
        Vector512<float> table = Avx512F.PermuteVar16x32(
            Vector512.Create(
                1f, 1.04427378f, 1.09050773f, 1.13878863f, 1.18920712f, 1.24185781f, 1.29683955f, 1.35425555f,
                1.41421356f, 1.47682615f, 1.54221083f, 1.61049033f, 1.68179283f, 1.75625216f, 1.83400809f, 1.91520656f),
            shifted.AsInt32());

        // 2^r = 1 + r (c1 + r (c2 + r c3)), relative error 1.6e-9 for |r| <= 1/32.
        Vector512<float> tail = Vector512.MultiplyAddEstimate(rest, Vector512.Create(0.05550213646932847f), Vector512.Create(0.24023428802298577f));
        tail = Vector512.MultiplyAddEstimate(rest, tail, Vector512.Create(0.6931471826666578f)) * rest;
        return Avx512F.Scale(Vector512.MultiplyAddEstimate(table, tail, table), rounded);
    }

    /// <summary>2^t = 2^n x 2^(t - n), where n is t rounded to the nearest whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp2ByPolynomial(Vector512<float> value)
    {
        // Around 1.5 x 2^23 neighbouring numbers are 1 apart: adding it rounds, and leaves n in the lowest bits.
        Vector512<float> shifter = Vector512.Create(12_582_912f);
        value = Vector512.MaxNative(value, Vector512.Create(-125f));
        Vector512<float> shifted = value + shifter;
        Vector512<float> rest = value - (shifted - shifter);

        // 2^r = 1 + r (c1 + r (c2 + ...)), relative error 2.0e-9 for |r| <= 1/2.
        Vector512<float> power = Vector512.MultiplyAddEstimate(rest, Vector512.Create(0.0001535336157650058f), Vector512.Create(0.001339887451907388f));
        power = Vector512.MultiplyAddEstimate(rest, power, Vector512.Create(0.009618437359832338f));
        power = Vector512.MultiplyAddEstimate(rest, power, Vector512.Create(0.055503324707936716f));
        power = Vector512.MultiplyAddEstimate(rest, power, Vector512.Create(0.2402264791359748f));
        power = Vector512.MultiplyAddEstimate(rest, power, Vector512.Create(0.6931472028552754f));
        power = Vector512.MultiplyAddEstimate(rest, power, Vector512<float>.One);

        // The exponent's field begins at bit 23; the shift leaves nothing of the shifter.
        return (power.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }
}
