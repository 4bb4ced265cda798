using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>The counts of one image of narrow maps: 256 x 256 cells, and a bit for each that is not zero.</summary>
/// <remarks>
/// Two raw bytes index the table, so no file content can reach outside it.
/// The bits are why taking an image's cells walks 1,024 words instead of 65,536 cells; they also give the cells in order,
/// so that nothing is sorted, however many there are.
/// Unit: pixels of one image, which are fewer than 2^31, so 32 bits hold them. Not thread-safe: one worker owns it.
/// </remarks>
internal sealed class NarrowPairTable
{
    private const int CellCount = 256 * 256;

    private readonly uint[] _counts = new uint[CellCount];
    private readonly ulong[] _touched = new ulong[CellCount / 64];

    /// <summary>The first cell, for loops that keep the reference in a register.</summary>
    public ref uint Counts => ref MemoryMarshal.GetArrayDataReference(_counts);

    /// <summary>The first word of the bits, likewise.</summary>
    public ref ulong Touched => ref MemoryMarshal.GetArrayDataReference(_touched);

    /// <summary>Where a pair is counted: ground truth selects the row, prediction the column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Cell(byte groundTruth, byte prediction) => ((nuint)groundTruth << 8) | prediction;

    /// <summary>Adds pixels, at least one, to a cell.</summary>
    /// <param name="counts"><see cref="Counts"/>, held by the caller's loop.</param>
    /// <param name="touched"><see cref="Touched"/>, likewise.</param>
    /// <param name="cell">From <see cref="Cell"/>.</param>
    /// <param name="pixels">At least 1; a cell that is hit and stays zero would be counted as two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref uint counts, ref ulong touched, nuint cell, uint pixels)
    {
        Debug.Assert(pixels > 0 && cell < CellCount, "A run has pixels, a pair of bytes has a cell.");
        ref uint count = ref Unsafe.Add(ref counts, cell);
        uint before = count;
        count = before + pixels;
        if (before == 0)
        {
            // Not a call: across one, the loops would keep what they hold in memory instead of in registers.
            Unsafe.Add(ref touched, cell >> 6) |= 1UL << (int)(cell & 63);
        }
    }

    /// <summary>Takes the image's cells, ascending, and leaves the table empty.</summary>
    public PairCount[] TakeCells()
    {
        int count = 0;
        foreach (ulong bits in _touched)
        {
            count += BitOperations.PopCount(bits);
        }

        PairCount[] cells = GC.AllocateUninitializedArray<PairCount>(count);
        int next = 0;
        for (int word = 0; next < count; word++)
        {
            for (ulong bits = _touched[word]; bits != 0; bits &= bits - 1)
            {
                int cell = (word * 64) + BitOperations.TrailingZeroCount(bits);
                cells[next++] = new PairCount((ushort)(cell >> 8), (byte)cell, _counts[cell]);
                _counts[cell] = 0;
            }

            _touched[word] = 0;
        }

        return cells;
    }
}
