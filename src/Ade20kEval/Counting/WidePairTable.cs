using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>The counts of one image of wide maps: a hash table, as 65,536 x 65,536 cells would not fit in memory.</summary>
/// <remarks>
/// Open addressing with linear probing; at most half full, so that a probe is short and always ends. The pair counted last
/// is not remembered apart: neighbouring runs differ by definition, so it would never be hit.
/// The memory grows with the most different pairs seen in one image and is kept for the next.
/// Unit: pixels of one image, which are fewer than 2^31, so 32 bits hold them. Not thread-safe: one worker owns it.
/// </remarks>
internal sealed class WidePairTable
{
    private const int InitialSlots = 1024;

    private Slot[] _slots = new Slot[InitialSlots];
    private int[] _used = new int[InitialSlots / 2];
    private int _usedCount;
    private int _shift = ShiftOf(InitialSlots);

    /// <summary>Ground truth in the upper, prediction in the lower half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Key(ushort groundTruth, ushort prediction) => ((uint)groundTruth << 16) | prediction;

    /// <summary>Adds pixels, at least one, to the count of a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint key, uint pixels)
    {
        Debug.Assert(pixels > 0, "A slot without pixels is a free one.");

        ref Slot home = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), Home(key, _shift));
        if (home.Key == key && home.Pixels != 0)
        {
            home.Pixels += pixels;
        }
        else
        {
            AddElsewhere(key, pixels);
        }
    }

    /// <summary>Takes the image's cells, ascending, and leaves the table empty.</summary>
    public PairCount[] TakeCells()
    {
        PairCount[] cells = GC.AllocateUninitializedArray<PairCount>(_usedCount);
        for (int i = 0; i < cells.Length; i++)
        {
            ref Slot slot = ref _slots[_used[i]];
            cells[i] = new PairCount((ushort)(slot.Key >> 16), (ushort)slot.Key, slot.Pixels);
            slot = default;
        }

        _usedCount = 0;
        cells.AsSpan().Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return cells;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddElsewhere(uint key, uint pixels)
    {
        int index = Find(_slots, key);
        if (_slots[index].Pixels == 0)
        {
            if (_usedCount == _used.Length)
            {
                Grow();
                index = Find(_slots, key);
            }

            _used[_usedCount++] = index;
            _slots[index].Key = key;
        }

        _slots[index].Pixels += pixels;
    }

    /// <summary>The slot of a key: the one that holds it, or the free one where it belongs.</summary>
    private static int Find(Slot[] slots, uint key)
    {
        int index = (int)Home(key, ShiftOf(slots.Length));
        while (slots[index].Pixels != 0 && slots[index].Key != key)
        {
            index = (index + 1) & (slots.Length - 1);
        }

        return index;
    }

    /// <summary>The slot in which a key is looked for first.</summary>
    /// <remarks>Fibonacci hashing (Knuth, TAOCP 3, section 6.4): the upper bits of the product depend on all bits of the key.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Home(uint key, int shift) => (key * 2_654_435_769u) >> shift;

    private static int ShiftOf(int slots) => 32 - BitOperations.Log2((uint)slots);

    private void Grow()
    {
        Slot[] larger = new Slot[_slots.Length * 2];
        int[] used = new int[larger.Length / 2];
        for (int i = 0; i < _usedCount; i++)
        {
            Slot slot = _slots[_used[i]];
            used[i] = Find(larger, slot.Key);
            larger[used[i]] = slot;
        }

        _slots = larger;
        _used = used;
        _shift = ShiftOf(larger.Length);
    }

    private struct Slot
    {
        public uint Key;
        public uint Pixels;
    }
}
