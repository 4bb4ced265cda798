using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Counts runs of equal pixel pairs: one addition per run instead of one per pixel.</summary>
/// <typeparam name="TRunEnds">How the ends of runs are found.</typeparam>
/// <remarks>
/// Comparing 64 pixels with the same pixels one further on, in both maps, gives a word; a set bit is the last pixel of a run,
/// which began where the previous one ended. Why it is right: between two ends every pair equals its neighbour, so the run
/// is one pair, its length times.
/// A chunk that stays in the nearest caches is gone through twice: first the places of all ends are listed, then the listed
/// runs are counted. In one pass the processor would have to guess for every word whether it holds an end, guess wrongly
/// wherever there are borders, and lose the time of several additions (on an AMD EPYC with AVX-512, masks of 683 x 512 with
/// 8 runs a row: 32 microseconds a pair against 19).
/// Tail: the last word that would read past the end is left to a scalar loop; counting is not idempotent, so words never overlap.
/// </remarks>
internal sealed class StretchKernel<TRunEnds> : CountingKernel
    where TRunEnds : struct, IStretchEnds
{
    /// <summary>Half of a first-level cache for the two maps, half for the list.</summary>
    private const int ChunkPixels = 8192;

    /// <summary>Four words: looked at together, so that a uniform stretch costs one branch for 256 pixels.</summary>
    private const int GroupPixels = 4 * IStretchEnds.WordPixels;

    /// <summary>With more ends than this in a group, one addition per pixel is cheaper than finding the runs.</summary>
    private const int DenseEnds = GroupPixels * 5 / 8;

    /// <summary>How many pixels are counted one by one after a dense group, before runs are looked for again.</summary>
    private const int DensePixels = 1024;

    /// <summary>Places behind the list that may be written, and never read.</summary>
    private const int SpareEnds = 4;

    public override string Name => TRunEnds.Name;

    public override bool IsAccelerated => TRunEnds.IsAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public override void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, NarrowPairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref byte truth = ref MemoryMarshal.GetReference(groundTruth);
        ref byte guess = ref MemoryMarshal.GetReference(prediction);
        Span<ushort> ends = stackalloc ushort[ChunkPixels + SpareEnds];

        int whole = (groundTruth.Length - 1) / IStretchEnds.WordPixels * IStretchEnds.WordPixels;
        int first = 0;
        int start = 0;                                              // pixels before it are counted; those since are one run
        while (first < whole)
        {
            int pixels = Math.Min(ChunkPixels, whole - first);
            int seen = ListEnds(ref Unsafe.Add(ref truth, first), ref Unsafe.Add(ref guess, first), pixels, ends, out int found);
            start = CountRuns(groundTruth, prediction, first, start, ends[..found], table);
            first += seen;
            if (seen < pixels)
            {
                int end = Math.Min(first + DensePixels, whole);
                PixelByPixel.Count(groundTruth, prediction, start, first, end, table);
                first = end;
                start = end;
            }
        }

        PixelByPixel.CountTail(groundTruth, prediction, whole, start, table);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public override void Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, WidePairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        ref ushort truth = ref MemoryMarshal.GetReference(groundTruth);
        ref ushort guess = ref MemoryMarshal.GetReference(prediction);
        Span<ushort> ends = stackalloc ushort[ChunkPixels + SpareEnds];

        int whole = (groundTruth.Length - 1) / IStretchEnds.WordPixels * IStretchEnds.WordPixels;
        int first = 0;
        int start = 0;                                              // pixels before it are counted; those since are one run
        while (first < whole)
        {
            int pixels = Math.Min(ChunkPixels, whole - first);
            int seen = ListEnds(ref Unsafe.Add(ref truth, first), ref Unsafe.Add(ref guess, first), pixels, ends, out int found);
            start = CountRuns(groundTruth, prediction, first, start, ends[..found], table);
            first += seen;
            if (seen < pixels)
            {
                int end = Math.Min(first + DensePixels, whole);
                CountPixels(groundTruth, prediction, start, first, end, table);
                first = end;
                start = end;
            }
        }

        CountTail(groundTruth, prediction, whole, start, table);
    }

    /// <summary>Lists where runs end, from the first pixel on, and stops early before a group with more than <see cref="DenseEnds"/>.</summary>
    /// <returns>The pixels gone through: all of them, or those before the dense group.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ListEnds<T>(ref T groundTruth, ref T prediction, int pixels, Span<ushort> ends, out int found)
        where T : unmanaged
    {
        ref ushort list = ref MemoryMarshal.GetReference(ends);
        ref ushort next = ref list;
        nuint at = 0;
        nuint groups = (nuint)(pixels / GroupPixels * GroupPixels);
        for (; at < groups; at += GroupPixels)
        {
            ulong a = TRunEnds.Find(ref groundTruth, ref prediction, at);
            ulong b = TRunEnds.Find(ref groundTruth, ref prediction, at + IStretchEnds.WordPixels);
            ulong c = TRunEnds.Find(ref groundTruth, ref prediction, at + (2 * IStretchEnds.WordPixels));
            ulong d = TRunEnds.Find(ref groundTruth, ref prediction, at + (3 * IStretchEnds.WordPixels));
            if ((a | b | c | d) == 0)
            {
                continue;
            }

            if (BitOperations.PopCount(a) + BitOperations.PopCount(b) + BitOperations.PopCount(c) + BitOperations.PopCount(d) > DenseEnds)
            {
                found = Distance(ref list, ref next);
                return (int)at;
            }

            next = ref Append(ref next, a, (uint)at);
            next = ref Append(ref next, b, (uint)at + IStretchEnds.WordPixels);
            next = ref Append(ref next, c, (uint)at + (2 * IStretchEnds.WordPixels));
            next = ref Append(ref next, d, (uint)at + (3 * IStretchEnds.WordPixels));
        }

        for (; at < (nuint)pixels; at += IStretchEnds.WordPixels)
        {
            next = ref Append(ref next, TRunEnds.Find(ref groundTruth, ref prediction, at), (uint)at);
        }

        found = Distance(ref list, ref next);
        return pixels;
    }

    /// <summary>Writes the places of a word's ends, and returns where the next word's go.</summary>
    /// <remarks>
    /// How many ends a word has is as good as random, but seldom more than four. Four places are therefore always written,
    /// needed or not, and only the rest is branched on.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ushort Append(ref ushort list, ulong bits, uint first)
    {
        nuint count = (nuint)BitOperations.PopCount(bits);
        list = (ushort)(first + (uint)BitOperations.TrailingZeroCount(bits));
        bits &= bits - 1;
        Unsafe.Add(ref list, 1) = (ushort)(first + (uint)BitOperations.TrailingZeroCount(bits));
        bits &= bits - 1;
        Unsafe.Add(ref list, 2) = (ushort)(first + (uint)BitOperations.TrailingZeroCount(bits));
        bits &= bits - 1;
        Unsafe.Add(ref list, 3) = (ushort)(first + (uint)BitOperations.TrailingZeroCount(bits));
        for (nuint i = 4; i < count; i++)
        {
            bits &= bits - 1;
            Unsafe.Add(ref list, i) = (ushort)(first + (uint)BitOperations.TrailingZeroCount(bits));
        }

        return ref Unsafe.Add(ref list, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Distance(ref ushort from, ref ushort to) => (int)((nuint)Unsafe.ByteOffset(ref from, ref to) / sizeof(ushort));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountRuns(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, int first, int start, ReadOnlySpan<ushort> ends, NarrowPairTable table)
    {
        ref byte truth = ref Unsafe.Add(ref MemoryMarshal.GetReference(groundTruth), first);
        ref byte guess = ref Unsafe.Add(ref MemoryMarshal.GetReference(prediction), first);
        ref uint counts = ref table.Counts;
        ref ulong touched = ref table.Touched;
        uint begin = (uint)(start - first);                          // wraps when the run began in an earlier chunk; lengths come out right
        foreach (ushort end in ends)
        {
            uint next = end + 1u;
            NarrowPairTable.Add(ref counts, ref touched, NarrowPairTable.Cell(Unsafe.Add(ref truth, (nuint)end), Unsafe.Add(ref guess, (nuint)end)), next - begin);
            begin = next;
        }

        return first + (int)begin;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountRuns(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, int first, int start, ReadOnlySpan<ushort> ends, WidePairTable table)
    {
        ref ushort truth = ref Unsafe.Add(ref MemoryMarshal.GetReference(groundTruth), first);
        ref ushort guess = ref Unsafe.Add(ref MemoryMarshal.GetReference(prediction), first);
        uint begin = (uint)(start - first);                          // wraps when the run began in an earlier chunk; lengths come out right
        foreach (ushort end in ends)
        {
            uint next = end + 1u;
            table.Add(WidePairTable.Key(Unsafe.Add(ref truth, (nuint)end), Unsafe.Add(ref guess, (nuint)end)), next - begin);
            begin = next;
        }

        return first + (int)begin;
    }

    /// <summary>Closes the run that is open at <paramref name="first"/>, then counts one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountPixels(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, int start, int first, int end, WidePairTable table)
    {
        if (start < first)
        {
            table.Add(WidePairTable.Key(groundTruth[start], prediction[start]), (uint)(first - start));
        }

        ReadOnlySpan<ushort> truth = groundTruth[first..end];
        ReadOnlySpan<ushort> guess = prediction[first..end];
        for (int i = 0; i < truth.Length && i < guess.Length; i++)
        {
            table.Add(WidePairTable.Key(truth[i], guess[i]), 1);
        }
    }

    private static void CountTail(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, int first, int start, WidePairTable table)
    {
        for (int i = first; i < groundTruth.Length; i++)
        {
            if (i + 1 == groundTruth.Length || groundTruth[i] != groundTruth[i + 1] || prediction[i] != prediction[i + 1])
            {
                table.Add(WidePairTable.Key(groundTruth[i], prediction[i]), (uint)(i + 1 - start));
                start = i + 1;
            }
        }
    }
}
