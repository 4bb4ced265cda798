using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Counts one pixel at a time: the plain statement of what every other kernel must give.</summary>
internal sealed class ScalarCounting : CountingKernel
{
    /// <summary>Its name.</summary>
    public const string OwnName = "scalar";

    public override string Name => OwnName;

    public override bool IsAccelerated => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, NarrowPairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref uint counts = ref table.Counts;
        ref ulong touched = ref table.Touched;
        for (int i = 0; i < groundTruth.Length; i++)
        {
            NarrowPairTable.Add(ref counts, ref touched, NarrowPairTable.Cell(groundTruth[i], prediction[i]), 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, WidePairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        for (int i = 0; i < groundTruth.Length; i++)
        {
            table.Add(WidePairTable.Key(groundTruth[i], prediction[i]), 1);
        }
    }
}
