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
    private const int ChunkPixels = ChunkWords * WordPixels;

    /// <summary>With more ends than this in a chunk, one addition per pixel is cheaper than finding the runs.</summary>
    private const int DenseEnds = ChunkPixels * 5 / 8;

    private const int MostEnds = DenseEnds + 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public sealed override void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, NarrowPairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref byte truth = ref MemoryMarshal.GetReference(groundTruth);
        ref byte guess = ref MemoryMarshal.GetReference(prediction);
        Span<ulong> words = stackalloc ulong[ChunkWords];
        Span<ushort> ends = stackalloc ushort[MostEnds];

        int whole = (groundTruth.Length - 1) / WordPixels * WordPixels;
        int start = 0;                                                      // pixels before it are counted, those since are one run
        for (int first = 0; first < whole; first += ChunkPixels)
        {
            Span<ulong> chunk = words[..(Math.Min(ChunkPixels, whole - first) / WordPixels)];
            FindRunEnds(ref Unsafe.Add(ref truth, first), ref Unsafe.Add(ref guess, first), chunk);
            int found = ListEnds(chunk, ends);
            start = found >= 0
                ? CountRuns(ref truth, ref guess, first, start, ends[..found], table)
                : CountPixels(ref truth, ref guess, start, first + (chunk.Length * WordPixels), table);
        }

        CountTail(groundTruth, prediction, whole, start, table);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public sealed override void Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, WidePairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref ushort truth = ref MemoryMarshal.GetReference(groundTruth);
        ref ushort guess = ref MemoryMarshal.GetReference(prediction);
        Span<ulong> words = stackalloc ulong[ChunkWords];
        Span<ushort> ends = stackalloc ushort[MostEnds];

        int whole = (groundTruth.Length - 1) / WordPixels * WordPixels;
        int start = 0;                                                      // pixels before it are counted, those since are one run
        for (int first = 0; first < whole; first += ChunkPixels)
        {
            Span<ulong> chunk = words[..(Math.Min(ChunkPixels, whole - first) / WordPixels)];
            FindRunEnds(ref Unsafe.Add(ref truth, first), ref Unsafe.Add(ref guess, first), chunk);
            int found = ListEnds(chunk, ends);
            start = found >= 0
                ? CountRuns(ref truth, ref guess, first, start, ends[..found], table)
                : CountPixels(ref truth, ref guess, start, first + (chunk.Length * WordPixels), table);
        }

        CountTail(groundTruth, prediction, whole, start, table);
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

    /// <summary>Turns bits into positions.</summary>
    /// <returns>How many there are, or -1 when there are so many that runs are not worth finding.</returns>
    /// <remarks>
    /// Whether a word has an end is as good as random where borders are, and a processor that guesses wrongly loses the
    /// time of several additions. So nothing here branches on it: empty words are dropped by not advancing, and the
    /// first four ends of a word are written whether they exist or not.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static int ListEnds(ReadOnlySpan<ulong> words, Span<ushort> ends)
    {
        Span<byte> occupied = stackalloc byte[ChunkWords];
        ref ulong word = ref MemoryMarshal.GetReference(words);
        ref byte place = ref MemoryMarshal.GetReference(occupied);
        ref ushort end = ref MemoryMarshal.GetReference(ends);
        int occupiedCount = 0;
        int total = 0;
        for (int i = 0; i < words.Length; i++)
        {
            ulong bits = Unsafe.Add(ref word, i);
            Unsafe.Add(ref place, occupiedCount) = (byte)i;
            occupiedCount += bits != 0 ? 1 : 0;
            total += BitOperations.PopCount(bits);
        }

        if (total > DenseEnds)
        {
            return -1;
        }

        int next = 0;
        for (int i = 0; i < occupiedCount; i++)
        {
            int index = Unsafe.Add(ref place, i);
            ulong bits = Unsafe.Add(ref word, index);
            int first = index * WordPixels;
            int count = BitOperations.PopCount(bits);
            Unsafe.Add(ref end, next) = (ushort)(first + BitOperations.TrailingZeroCount(bits));
            bits &= bits - 1;
            Unsafe.Add(ref end, next + 1) = (ushort)(first + BitOperations.TrailingZeroCount(bits));
            bits &= bits - 1;
            Unsafe.Add(ref end, next + 2) = (ushort)(first + BitOperations.TrailingZeroCount(bits));
            bits &= bits - 1;
            Unsafe.Add(ref end, next + 3) = (ushort)(first + BitOperations.TrailingZeroCount(bits));
            bits &= bits - 1;
            for (int k = 4; k < count; k++)
            {
                Unsafe.Add(ref end, next + k) = (ushort)(first + BitOperations.TrailingZeroCount(bits));
                bits &= bits - 1;
            }

            next += count;
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountRuns(ref byte truth, ref byte guess, int first, int start, ReadOnlySpan<ushort> ends, NarrowPairTable table)
    {
        ref uint counts = ref table.Counts;
        foreach (ushort place in ends)
        {
            int end = first + place;
            table.Add(ref counts, NarrowPairTable.Cell(Unsafe.Add(ref truth, end), Unsafe.Add(ref guess, end)), (uint)(end + 1 - start));
            start = end + 1;
        }

        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountRuns(ref ushort truth, ref ushort guess, int first, int start, ReadOnlySpan<ushort> ends, WidePairTable table)
    {
        foreach (ushort place in ends)
        {
            int end = first + place;
            table.Add(WidePairTable.Key(Unsafe.Add(ref truth, end), Unsafe.Add(ref guess, end)), (uint)(end + 1 - start));
            start = end + 1;
        }

        return start;
    }

    /// <summary>Counts each pixel from <paramref name="start"/> on; those of the run that began before the chunk one by one too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountPixels(ref byte truth, ref byte guess, int start, int end, NarrowPairTable table)
    {
        ref uint counts = ref table.Counts;
        for (int i = start; i < end; i++)
        {
            table.Add(ref counts, NarrowPairTable.Cell(Unsafe.Add(ref truth, i), Unsafe.Add(ref guess, i)), 1);
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountPixels(ref ushort truth, ref ushort guess, int start, int end, WidePairTable table)
    {
        for (int i = start; i < end; i++)
        {
            table.Add(WidePairTable.Key(Unsafe.Add(ref truth, i), Unsafe.Add(ref guess, i)), 1);
        }

        return end;
    }

    private static void CountTail(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, int whole, int start, NarrowPairTable table)
    {
        ref uint counts = ref table.Counts;
        for (int i = whole; i < groundTruth.Length; i++)
        {
            if (i + 1 == groundTruth.Length || groundTruth[i] != groundTruth[i + 1] || prediction[i] != prediction[i + 1])
            {
                table.Add(ref counts, NarrowPairTable.Cell(groundTruth[i], prediction[i]), (uint)(i + 1 - start));
                start = i + 1;
            }
        }
    }

    private static void CountTail(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, int whole, int start, WidePairTable table)
    {
        for (int i = whole; i < groundTruth.Length; i++)
        {
            if (i + 1 == groundTruth.Length || groundTruth[i] != groundTruth[i + 1] || prediction[i] != prediction[i + 1])
            {
                table.Add(WidePairTable.Key(groundTruth[i], prediction[i]), (uint)(i + 1 - start));
                start = i + 1;
            }
        }
    }
}
