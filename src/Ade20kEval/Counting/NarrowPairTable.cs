using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>The counts of one image of narrow maps: 256 x 256 cells and a list of those that are not zero.</summary>
/// <remarks>
/// Two raw bytes index the table, so no file content can reach outside it.
/// The list of touched cells is why taking an image's cells costs as many steps as it has cells (some sixty), not 65,536.
/// Unit: pixels of one image, which are fewer than 2^31, so 32 bits hold them. Not thread-safe: one worker owns it.
/// </remarks>
internal sealed class NarrowPairTable
{
    private const int CellCount = 256 * 256;

    private readonly uint[] _counts = new uint[CellCount];
    private readonly ushort[] _touched = new ushort[CellCount];
    private int _touchedCount;

    /// <summary>The first cell, for loops that keep the reference in a register.</summary>
    public ref uint Counts => ref MemoryMarshal.GetArrayDataReference(_counts);

    /// <summary>Where a pair is counted: ground truth selects the row, prediction the column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Cell(byte groundTruth, byte prediction) => ((nuint)groundTruth << 8) | prediction;

    /// <summary>Adds pixels, at least one, to a cell.</summary>
    /// <param name="counts"><see cref="Counts"/>, held by the caller's loop.</param>
    /// <param name="cell">From <see cref="Cell"/>.</param>
    /// <param name="pixels">At least 1; a cell that is hit and stays zero would be listed twice.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref uint counts, nuint cell, uint pixels)
    {
        Debug.Assert(pixels > 0 && cell < CellCount, "A run has pixels, a pair of bytes has a cell.");
        ref uint count = ref Unsafe.Add(ref counts, cell);
        uint before = count;
        count = before + pixels;
        if (before == 0)
        {
            Touch(cell);
        }
    }

    /// <summary>Takes the image's cells, ascending, and leaves the table empty.</summary>
    public PairCount[] TakeCells()
    {
        Span<ushort> touched = _touched.AsSpan(0, _touchedCount);
        touched.Sort();
        PairCount[] cells = GC.AllocateUninitializedArray<PairCount>(touched.Length);
        for (int i = 0; i < cells.Length; i++)
        {
            ushort cell = touched[i];
            cells[i] = new PairCount((ushort)(cell >> 8), (byte)cell, _counts[cell]);
            _counts[cell] = 0;
        }

        _touchedCount = 0;
        return cells;
    }

    // Apart, so that the loops which inline Add stay small: this happens once a cell and image.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Touch(nuint cell) => _touched[_touchedCount++] = (ushort)cell;
}
