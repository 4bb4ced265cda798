using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Counting.Kernels;

/// <summary>Counts runs of equal pixel pairs with the vectors of 512 bits that can close ranks (AVX-512 VBMI2).</summary>
/// <remarks>
/// As <see cref="StretchKernel{TRunEnds}"/>: 64 pixels are compared with their next ones, an end of a run is listed, and once a chunk
/// is gone through the listed runs are counted. What differs is the listing: one instruction moves the marked ones of 64 bytes
/// to the front, so that the places of all ends of a word, and the pairs that end there, are listed without a branch and
/// without taking bit after bit. The list holds cells, so that the counting reads it from front to back and never the maps.
/// A real-like pair takes 25 microseconds where listing bit by bit takes 27 to 31 (AMD EPYC, Zen 4; CountingBenchmarks has all looks).
/// The next pixels come out of two vectors that are loaded anyway: a load that begins a byte later lies across two cache lines
/// and costs two. For maps that were just decoded that is 21 microseconds a pair instead of 28 (an Intel Xeon, <c>end-to-end</c> in
/// benchmarks; CountingBenchmarks reads from farther away, where it does not show).
/// Wide maps are left to <see cref="StretchKernel{TRunEnds}"/>: their table, not the listing, is what costs.
/// </remarks>
internal sealed class CompressKernel : CountingKernel
{
    private const int WordPixels = 64;

    /// <summary>Four words: looked at together, so that a uniform stretch costs one branch for 256 pixels.</summary>
    private const int GroupPixels = 4 * WordPixels;

    /// <summary>Half of a first-level cache for the two maps; the list of a mask is much shorter than it may be.</summary>
    private const int ChunkPixels = 8192;

    /// <summary>With more ends than this in a chunk, one addition per pixel is cheaper than listing the runs.</summary>
    private const int DenseEnds = ChunkPixels * 5 / 8;

    /// <summary>How many pixels are counted one by one after a dense chunk, before runs are looked for again; twice as many each time the next one is dense too.</summary>
    private const int DensePixels = 2 * ChunkPixels;

    private readonly StretchKernel<Vector512StretchEnds> _runs = new();

    public override string Name => "vbmi2";

    public override bool IsAccelerated => Avx512Vbmi2.IsSupported && Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public override void Count(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, NarrowPairTable table)
    {
        Debug.Assert(groundTruth.Length == prediction.Length, "The caller compares sizes.");
        if (!Avx512Vbmi2.IsSupported || !Avx512Vbmi.IsSupported)
        {
            _runs.Count(groundTruth, prediction, table);
            return;
        }

        // A word's ends are stored 32 at a time, needed or not.
        Span<ushort> places = stackalloc ushort[ChunkPixels + WordPixels];
        Span<ushort> cells = stackalloc ushort[ChunkPixels + WordPixels];
        int whole = (groundTruth.Length - 1) / WordPixels * WordPixels;
        int start = 0;                                              // pixels before it are counted; those since are one run
        int densePixels = DensePixels;
        int first = 0;
        while (first < whole)
        {
            int pixels = Math.Min(ChunkPixels, whole - first);
            int found = ListEnds(groundTruth.Slice(first, pixels + 1), prediction.Slice(first, pixels + 1), places, cells);
            start = first + CountRuns(places[..found], cells[..found], start - first, table);
            first += pixels;
            if (found <= DenseEnds)
            {
                densePixels = DensePixels;
            }
            else if (first < whole)
            {
                int end = (int)Math.Min((long)first + densePixels, whole);
                PixelByPixel.Count(groundTruth, prediction, start, first, end, table);
                first = end;
                start = end;
                densePixels = Math.Min(2 * densePixels, 64 * ChunkPixels);
            }
        }

        PixelByPixel.CountTail(groundTruth, prediction, whole, start, table);
    }

    public override void Count(ReadOnlySpan<ushort> groundTruth, ReadOnlySpan<ushort> prediction, WidePairTable table) =>
        _runs.Count(groundTruth, prediction, table);

    /// <summary>Lists where runs end, and the cell of the pair that ends there.</summary>
    /// <param name="groundTruth">A multiple of 64 pixels and one more, with which the last is compared.</param>
    /// <param name="prediction">As many.</param>
    /// <param name="places">Takes the places, ascending.</param>
    /// <param name="cells">Takes the cells.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ListEnds(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction, Span<ushort> places, Span<ushort> cells)
    {
        ref byte truth = ref MemoryMarshal.GetReference(groundTruth);
        ref byte guess = ref MemoryMarshal.GetReference(prediction);
        ref ushort place = ref MemoryMarshal.GetReference(places);
        ref ushort cell = ref MemoryMarshal.GetReference(cells);
        nuint pixels = (nuint)groundTruth.Length - 1;
        nuint found = 0;
        nuint at = 0;
        Vector512<byte> oneOn = Vector512<byte>.Indices + Vector512<byte>.One;      // 1 to 64: 64 is the first of the following word
        for (; at + GroupPixels <= pixels; at += GroupPixels)
        {
            Vector512<byte> t0 = Vector512.LoadUnsafe(ref truth, at);
            Vector512<byte> t1 = Vector512.LoadUnsafe(ref truth, at + WordPixels);
            Vector512<byte> t2 = Vector512.LoadUnsafe(ref truth, at + (2 * WordPixels));
            Vector512<byte> t3 = Vector512.LoadUnsafe(ref truth, at + (3 * WordPixels));
            Vector512<byte> g0 = Vector512.LoadUnsafe(ref guess, at);
            Vector512<byte> g1 = Vector512.LoadUnsafe(ref guess, at + WordPixels);
            Vector512<byte> g2 = Vector512.LoadUnsafe(ref guess, at + (2 * WordPixels));
            Vector512<byte> g3 = Vector512.LoadUnsafe(ref guess, at + (3 * WordPixels));
            Vector512<byte> a = Changes(t0, t1, oneOn) | Changes(g0, g1, oneOn);
            Vector512<byte> b = Changes(t1, t2, oneOn) | Changes(g1, g2, oneOn);
            Vector512<byte> c = Changes(t2, t3, oneOn) | Changes(g2, g3, oneOn);
            Vector512<byte> d = Changes(ref truth, ref guess, at + (3 * WordPixels));
            if ((a | b | c | d) == Vector512<byte>.Zero)
            {
                continue;
            }

            found = Append(ref truth, ref guess, at, a, ref place, ref cell, found);
            found = Append(ref truth, ref guess, at + WordPixels, b, ref place, ref cell, found);
            found = Append(ref truth, ref guess, at + (2 * WordPixels), c, ref place, ref cell, found);
            found = Append(ref truth, ref guess, at + (3 * WordPixels), d, ref place, ref cell, found);
        }

        for (; at < pixels; at += WordPixels)
        {
            found = Append(ref truth, ref guess, at, Changes(ref truth, ref guess, at), ref place, ref cell, found);
        }

        return (int)found;
    }

    /// <summary>Not zero where one of 64 pixels differs from the next in either map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Changes(ref byte groundTruth, ref byte prediction, nuint at) =>
        (Vector512.LoadUnsafe(ref groundTruth, at) ^ Vector512.LoadUnsafe(ref groundTruth, at + 1))
        | (Vector512.LoadUnsafe(ref prediction, at) ^ Vector512.LoadUnsafe(ref prediction, at + 1));

    /// <summary>Not zero where one of 64 pixels differs from the next in one map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Changes(Vector512<byte> word, Vector512<byte> following, Vector512<byte> oneOn) =>
        word ^ Avx512Vbmi.PermuteVar64x8x2(word, oneOn, following);

    /// <summary>Lists the ends of one word behind those found before, and says how many there are then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Append(ref byte groundTruth, ref byte prediction, nuint at, Vector512<byte> changes, ref ushort place, ref ushort cell, nuint found)
    {
        Vector512<byte> isEnd = ~Vector512.Equals(changes, Vector512<byte>.Zero);
        int ends = BitOperations.PopCount(isEnd.ExtractMostSignificantBits());
        Vector512<byte> places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isEnd, Vector512<byte>.Indices);
        Vector512<byte> truths = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isEnd, Vector512.LoadUnsafe(ref groundTruth, at));
        Vector512<byte> guesses = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isEnd, Vector512.LoadUnsafe(ref prediction, at));
        Vector512<ushort> first = Vector512.Create((ushort)at);
        (Widen(places.GetLower()) + first).StoreUnsafe(ref place, found);
        ((Widen(truths.GetLower()) << 8) | Widen(guesses.GetLower())).StoreUnsafe(ref cell, found);
        if (ends > WordPixels / 2)
        {
            (Widen(places.GetUpper()) + first).StoreUnsafe(ref place, found + (WordPixels / 2));
            ((Widen(truths.GetUpper()) << 8) | Widen(guesses.GetUpper())).StoreUnsafe(ref cell, found + (WordPixels / 2));
        }

        return found + (nuint)ends;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Widen(Vector256<byte> bytes) => Avx512BW.ConvertToVector512UInt16(bytes);

    /// <summary>Counts the listed runs.</summary>
    /// <param name="places">Where they end.</param>
    /// <param name="cells">What they are runs of.</param>
    /// <param name="begin">Where the first one began: 0, or before the chunk.</param>
    /// <param name="table">Receives the counts.</param>
    /// <returns>Where the run begins that is open now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int CountRuns(ReadOnlySpan<ushort> places, ReadOnlySpan<ushort> cells, int begin, NarrowPairTable table)
    {
        ref uint counts = ref table.Counts;
        ref ulong touched = ref table.Touched;
        for (int i = 0; i < places.Length && i < cells.Length; i++)
        {
            int next = places[i] + 1;
            NarrowPairTable.Add(ref counts, ref touched, cells[i], (uint)(next - begin));
            begin = next;
        }

        return begin;
    }
}
