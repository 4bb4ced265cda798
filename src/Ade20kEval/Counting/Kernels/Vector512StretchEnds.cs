using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Finds the ends of runs with vectors of 512 bits: 64 narrow or 32 wide pixels a comparison.</summary>
internal readonly struct Vector512StretchEnds : IStretchEnds
{
    public static string Name => "vector512";

    public static bool IsAccelerated => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Find<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged
    {
        ulong ends = Ends(ref groundTruth, ref prediction, at);
        if (Vector512<T>.Count == 32)
        {
            ends |= Ends(ref groundTruth, ref prediction, at + 32) << 32;
        }

        return ends;
    }

    /// <summary>A bit a lane: whether the pixel differs from the next in either map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends<T>(ref T groundTruth, ref T prediction, nuint at)
        where T : unmanaged
    {
        Vector512<T> truth = Vector512.LoadUnsafe(ref groundTruth, at) ^ Vector512.LoadUnsafe(ref groundTruth, at + 1);
        Vector512<T> guess = Vector512.LoadUnsafe(ref prediction, at) ^ Vector512.LoadUnsafe(ref prediction, at + 1);
        return (~Vector512.Equals(truth | guess, Vector512<T>.Zero)).ExtractMostSignificantBits();
    }
}
