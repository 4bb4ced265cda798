using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Counts runs of equal pixel pairs: one addition per run instead of one per pixel.</summary>
/// <remarks>
/// A kernel says, for 64 pixels at a time, which of them end a run: those that differ from the next pixel in either map.
/// Why it is right: between two ends every pair equals its neighbour, so the run is one pair, its length times.
/// Two passes over a chunk that stays in the first-level cache: the first only compares, so it runs at the speed of memory;
/// the second turns bits into additions.
/// Tail: words whose last pixel has no successor are left to a scalar loop. Counting is not idempotent, so vectors never overlap.
/// </remarks>
internal abstract class RunKernel : CountingKernel
{
    /// <summary>Pixels whose ends of runs make one word of bits.</summary>
    protected const int WordPixels = 64;

    private const int ChunkWords = 64;

    /// <summary>With so many ends in a word, one addition per pixel is cheaper than finding the runs.</summary>
    private const int DenseEnds = 40;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public sealed override void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, NarrowPairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref byte truth = ref MemoryMarshal.GetReference(groundTruth);
        ref byte guess = ref MemoryMarshal.GetReference(prediction);
        ref uint counts = ref table.Counts;
        Span<ulong> ends = stackalloc ulong[ChunkWords];

        int length = groundTruth.Length;
        int words = (length - 1) / WordPixels;
        int start = 0;                                                      // pixels before it are counted, those since are one run
        for (int word = 0; word < words; word += ChunkWords)
        {
            int chunk = Math.Min(ChunkWords, words - word);
            int first = word * WordPixels;
            FindRunEnds(ref Unsafe.Add(ref truth, first), ref Unsafe.Add(ref guess, first), ends[..chunk]);
            for (int w = 0; w < chunk; w++)
            {
                ulong bits = ends[w];
                while (bits != 0)
                {
                    int end = first + (w * WordPixels) + BitOperations.TrailingZeroCount(bits);
                    bits &= bits - 1;
                    table.Add(ref counts, NarrowPairTable.Cell(Unsafe.Add(ref truth, end), Unsafe.Add(ref guess, end)), (uint)(end + 1 - start));
                    start = end + 1;
                }
            }
        }

        for (int i = words * WordPixels; i < length; i++)
        {
            if (i + 1 == length || groundTruth[i] != groundTruth[i + 1] || prediction[i] != prediction[i + 1])
            {
                table.Add(ref counts, NarrowPairTable.Cell(groundTruth[i], prediction[i]), (uint)(i + 1 - start));
                start = i + 1;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public sealed override void Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, WidePairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref ushort truth = ref MemoryMarshal.GetReference(groundTruth);
        ref ushort guess = ref MemoryMarshal.GetReference(prediction);
        Span<ulong> ends = stackalloc ulong[ChunkWords];

        int length = groundTruth.Length;
        int words = (length - 1) / WordPixels;
        int start = 0;
        for (int word = 0; word < words; word += ChunkWords)
        {
            int chunk = Math.Min(ChunkWords, words - word);
            int first = word * WordPixels;
            FindRunEnds(ref Unsafe.Add(ref truth, first), ref Unsafe.Add(ref guess, first), ends[..chunk]);
            for (int w = 0; w < chunk; w++)
            {
                ulong bits = ends[w];
                while (bits != 0)
                {
                    int end = first + (w * WordPixels) + BitOperations.TrailingZeroCount(bits);
                    bits &= bits - 1;
                    table.Add(WidePairTable.Key(Unsafe.Add(ref truth, end), Unsafe.Add(ref guess, end)), (uint)(end + 1 - start));
                    start = end + 1;
                }
            }
        }

        for (int i = words * WordPixels; i < length; i++)
        {
            if (i + 1 == length || groundTruth[i] != groundTruth[i + 1] || prediction[i] != prediction[i + 1])
            {
                table.Add(WidePairTable.Key(groundTruth[i], prediction[i]), (uint)(i + 1 - start));
                start = i + 1;
            }
        }
    }

    /// <summary>Marks the pixels of narrow maps that differ from the next one in either map.</summary>
    /// <param name="groundTruth">The first pixel; one more than 64 per word is read.</param>
    /// <param name="prediction">The first pixel, likewise.</param>
    /// <param name="ends">Receives a bit a pixel, the first pixel in the lowest bit.</param>
    protected abstract void FindRunEnds(ref byte groundTruth, ref byte prediction, Span<ulong> ends);

    /// <summary>Marks the pixels of wide maps that differ from the next one in either map.</summary>
    /// <param name="groundTruth">The first pixel; one more than 64 per word is read.</param>
    /// <param name="prediction">The first pixel, likewise.</param>
    /// <param name="ends">Receives a bit a pixel, the first pixel in the lowest bit.</param>
    protected abstract void FindRunEnds(ref ushort groundTruth, ref ushort prediction, Span<ulong> ends);
}
