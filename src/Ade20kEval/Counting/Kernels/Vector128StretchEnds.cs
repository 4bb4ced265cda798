using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Finds the ends of runs with vectors of 128 bits: 16 narrow or 8 wide pixels a comparison.</summary>
internal readonly struct Vector128StretchEnds : IStretchEnds
{
    public static string Name => "vector128";

    public static bool IsAccelerated => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged
    {
        if (Vector128<T>.Count == 16)
        {
            return Ends(ref groundTruth, ref prediction, at)
                | (Ends(ref groundTruth, ref prediction, at + 16) << 16)
                | (Ends(ref groundTruth, ref prediction, at + 32) << 32)
                | (Ends(ref groundTruth, ref prediction, at + 48) << 48);
        }

        return Ends(ref groundTruth, ref prediction, at)
            | (Ends(ref groundTruth, ref prediction, at + 8) << 8)
            | (Ends(ref groundTruth, ref prediction, at + 16) << 16)
            | (Ends(ref groundTruth, ref prediction, at + 24) << 24)
            | (Ends(ref groundTruth, ref prediction, at + 32) << 32)
            | (Ends(ref groundTruth, ref prediction, at + 40) << 40)
            | (Ends(ref groundTruth, ref prediction, at + 48) << 48)
            | (Ends(ref groundTruth, ref prediction, at + 56) << 56);
    }

    /// <summary>A bit a lane: whether the pixel differs from the next in either map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged
    {
        Vector128<T> truth = Vector128.LoadUnsafe(ref groundTruth, at) ^ Vector128.LoadUnsafe(ref groundTruth, at + 1);
        Vector128<T> guess = Vector128.LoadUnsafe(ref prediction, at) ^ Vector128.LoadUnsafe(ref prediction, at + 1);
        return (~Vector128.Equals(truth | guess, Vector128<T>.Zero)).ExtractMostSignificantBits();
    }
}
