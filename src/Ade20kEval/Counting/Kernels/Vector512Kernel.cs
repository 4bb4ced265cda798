using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Finds the ends of runs with vectors of 512 bits: 64 narrow or 32 wide pixels a comparison.</summary>
internal sealed class Vector512Kernel : RunKernel
{
    public override string Name => "vector512";

    public override bool IsAccelerated => Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void FindRunEnds(ref byte groundTruth, ref byte prediction, Span<ulong> ends)
    {
        nuint at = 0;
        for (int word = 0; word < ends.Length; word++)
        {
            ends[word] = Ends(ref groundTruth, ref prediction, at);
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
                | (Ends(ref groundTruth, ref prediction, at + 32) << 32);
            at += WordPixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ref byte groundTruth, ref byte prediction, nuint at)
    {
        Vector512<byte> truth = Vector512.LoadUnsafe(ref groundTruth, at) ^ Vector512.LoadUnsafe(ref groundTruth, at + 1);
        Vector512<byte> guess = Vector512.LoadUnsafe(ref prediction, at) ^ Vector512.LoadUnsafe(ref prediction, at + 1);
        return (~Vector512.Equals(truth | guess, Vector512<byte>.Zero)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ends(ref ushort groundTruth, ref ushort prediction, nuint at)
    {
        Vector512<ushort> truth = Vector512.LoadUnsafe(ref groundTruth, at) ^ Vector512.LoadUnsafe(ref groundTruth, at + 1);
        Vector512<ushort> guess = Vector512.LoadUnsafe(ref prediction, at) ^ Vector512.LoadUnsafe(ref prediction, at + 1);
        return (~Vector512.Equals(truth | guess, Vector512<ushort>.Zero)).ExtractMostSignificantBits();
    }
}
