using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Finds the ends of runs with vectors of 128 bits: 16 narrow or 8 wide pixels a comparison.</summary>
internal sealed class Vector128Kernel : RunKernel
{
    public override string Name => "vector128";

    public override bool IsAccelerated => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void FindRunEnds(ref byte groundTruth, ref byte prediction, Span<ulong> ends)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void FindRunEnds(ref ushort groundTruth, ref ushort prediction, Span<ulong> ends)
    {
        nuint at = 0;
        for (int word = 0; word < ends.Length; word++)
        {
            ends[word] = Ends(ref groundTruth, ref prediction, at)
                | (Ends(ref groundTruth, ref prediction, at + 8) << 8)
                | (Ends(ref groundTruth, ref prediction, at + 16) << 16)
                | (Ends(ref groundTruth, ref prediction, at + 24) << 24)
                | (Ends(ref groundTruth, ref prediction, at + 32) << 32)
                | (Ends(ref groundTruth, ref prediction, at + 40) << 40)
                | (Ends(ref groundTruth, ref prediction, at + 48) << 48)
                | (Ends(ref groundTruth, ref prediction, at + 56) << 56);
            at += WordPixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ref byte groundTruth, ref byte prediction, nuint at)
    {
        Vector128<byte> truth = Vector128.LoadUnsafe(ref groundTruth, at) ^ Vector128.LoadUnsafe(ref groundTruth, at + 1);
        Vector128<byte> guess = Vector128.LoadUnsafe(ref prediction, at) ^ Vector128.LoadUnsafe(ref prediction, at + 1);
        return (~Vector128.Equals(truth | guess, Vector128<byte>.Zero)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ref ushort groundTruth, ref ushort prediction, nuint at)
    {
        Vector128<ushort> truth = Vector128.LoadUnsafe(ref groundTruth, at) ^ Vector128.LoadUnsafe(ref groundTruth, at + 1);
        Vector128<ushort> guess = Vector128.LoadUnsafe(ref prediction, at) ^ Vector128.LoadUnsafe(ref prediction, at + 1);
        return (~Vector128.Equals(truth | guess, Vector128<ushort>.Zero)).ExtractMostSignificantBits();
    }
}
