using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Finds the ends of runs with vectors of 256 bits: 32 narrow or 16 wide pixels a comparison.</summary>
internal sealed class Vector256Kernel : RunKernel
{
    public override string Name => "vector256";

    public override bool IsAccelerated => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void FindRunEnds(ref byte groundTruth, ref byte prediction, Span<ulong> ends)
    {
        nuint at = 0;
        for (int word = 0; word < ends.Length; word++)
        {
            ends[word] = Ends(ref groundTruth, ref prediction, at)
                | (Ends(ref groundTruth, ref prediction, at + 32) << 32);
            at += WordPixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void FindRunEnds(ref ushort groundTruth, ref ushort prediction, Span<ulong> ends)
    {
        nuint at = 0;
        for (int word = 0; word < ends.Length; word++)
        {
            ends[word] = Ends(ref groundTruth, ref prediction, at)
                | (Ends(ref groundTruth, ref prediction, at + 16) << 16)
                | (Ends(ref groundTruth, ref prediction, at + 32) << 32)
                | (Ends(ref groundTruth, ref prediction, at + 48) << 48);
            at += WordPixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ref byte groundTruth, ref byte prediction, nuint at)
    {
        Vector256<byte> truth = Vector256.LoadUnsafe(ref groundTruth, at) ^ Vector256.LoadUnsafe(ref groundTruth, at + 1);
        Vector256<byte> guess = Vector256.LoadUnsafe(ref prediction, at) ^ Vector256.LoadUnsafe(ref prediction, at + 1);
        return (~Vector256.Equals(truth | guess, Vector256<byte>.Zero)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ref ushort groundTruth, ref ushort prediction, nuint at)
    {
        Vector256<ushort> truth = Vector256.LoadUnsafe(ref groundTruth, at) ^ Vector256.LoadUnsafe(ref groundTruth, at + 1);
        Vector256<ushort> guess = Vector256.LoadUnsafe(ref prediction, at) ^ Vector256.LoadUnsafe(ref prediction, at + 1);
        return (~Vector256.Equals(truth | guess, Vector256<ushort>.Zero)).ExtractMostSignificantBits();
    }
}
