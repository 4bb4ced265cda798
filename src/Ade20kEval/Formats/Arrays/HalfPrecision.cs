using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Formats.Arrays;

/// <summary>Widens 16-bit floating-point numbers to single precision. Exact: every such number is a single-precision one.</summary>
internal static class HalfPrecision
{
    private const uint InfinityBits = 0x7F80_0000;

    // 2^112: the difference of the exponent biases (127 - 15). One multiplication re-biases the exponent and normalises subnormals.
    private static readonly float s_rebias = BitConverter.UInt32BitsToSingle((112u + 127) << 23);

    /// <summary>IEEE 754 binary16 to binary32.</summary>
    public static void Widen(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        ref ushort from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            Widen(low).StoreUnsafe(ref to, (nuint)i);
            Widen(high).StoreUnsafe(ref to, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < source.Length; i++)
        {
            destination[i] = (float)BitConverter.UInt16BitsToHalf(source[i]);
        }
    }

    /// <summary>bfloat16 to binary32: the sixteen bits are the upper half.</summary>
    public static void WidenBrain(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        ref ushort from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            (low << 16).AsSingle().StoreUnsafe(ref to, (nuint)i);
            (high << 16).AsSingle().StoreUnsafe(ref to, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < source.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }

    private static Vector256<float> Widen(Vector256<uint> half)
    {
        Vector256<uint> magnitude = (half & Vector256.Create(0x7FFFu)) << 13;
        Vector256<uint> value = (magnitude.AsSingle() * Vector256.Create(s_rebias)).AsUInt32();

        // Exponent 31 means infinity or NaN: keep the fraction, set all exponent bits.
        Vector256<uint> isSpecial = Vector256.GreaterThanOrEqual(half & Vector256.Create(0x7FFFu), Vector256.Create(0x7C00u));
        value = Vector256.ConditionalSelect(isSpecial, magnitude | Vector256.Create(InfinityBits), value);
        return (value | ((half & Vector256.Create(0x8000u)) << 16)).AsSingle();
    }
}
