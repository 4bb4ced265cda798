using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Finds the ends of runs with vectors of 256 bits: 32 narrow or 16 wide pixels a comparison.</summary>
internal readonly struct Vector256StretchEnds : IStretchEnds
{
    public static string Name => "vector256";

    public static bool IsAccelerated => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged
    {
        if (Vector256<T>.Count == 32)
        {
            return Ends(ref groundTruth, ref prediction, at)
                | (Ends(ref groundTruth, ref prediction, at + 32) << 32);
        }

        return Ends(ref groundTruth, ref prediction, at)
            | (Ends(ref groundTruth, ref prediction, at + 16) << 16)
            | (Ends(ref groundTruth, ref prediction, at + 32) << 32)
            | (Ends(ref groundTruth, ref prediction, at + 48) << 48);
    }

    /// <summary>A bit a lane: whether the pixel differs from the next in either map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged
    {
        Vector256<T> truth = Vector256.LoadUnsafe(ref groundTruth, at) ^ Vector256.LoadUnsafe(ref groundTruth, at + 1);
        Vector256<T> guess = Vector256.LoadUnsafe(ref prediction, at) ^ Vector256.LoadUnsafe(ref prediction, at + 1);
        return (~Vector256.Equals(truth | guess, Vector256<T>.Zero)).ExtractMostSignificantBits();
    }
}
