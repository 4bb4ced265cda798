using System.Runtime.CompilerServices;

namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Where an inflater stands in its input and its output.</summary>
internal ref struct DeflateState
{
    /// <summary>The input byte that is loaded next.</summary>
    public ref byte Input;

    /// <summary>Behind the last byte that belongs to the input.</summary>
    public ref byte InputEnd;

    /// <summary>The bits loaded and not taken yet, the next one lowest.</summary>
    public ulong Bits;

    /// <summary>How many they are, 0 to 63.</summary>
    public int BitCount;

    /// <summary>The first byte of the output.</summary>
    public ref byte OutputStart;

    /// <summary>The output byte that is written next.</summary>
    public ref byte Output;

    /// <summary>Behind the last byte that belongs to the output.</summary>
    public ref byte OutputEnd;

    /// <summary>How many bytes have been loaded beyond the input's end: up to 7 without an error, because they may never be taken.</summary>
    private readonly nint Beyond => Unsafe.ByteOffset(ref InputEnd, ref Input);

    /// <summary>Fills up to at least 56 bits.</summary>
    /// <returns>Whether loading may go on from there; if not, bits have been taken that are not the input's.</returns>
    public bool TryFill()
    {
        Bits |= Unsafe.ReadUnaligned<ulong>(ref Input) << BitCount;
        Input = ref Unsafe.Add(ref Input, (63 - BitCount) >> 3);
        BitCount |= 56;
        return Beyond <= DeflateBlock.MostBeyond;
    }

    /// <summary>Takes bits, of which there must be as many.</summary>
    public int Take(int count)
    {
        int value = (int)(Bits & ((1UL << count) - 1));
        Bits >>= count;
        BitCount -= count;
        return value;
    }

    /// <summary>Gives back whole bytes that were loaded and not taken, and drops the bits of the byte that is begun.</summary>
    /// <returns>Whether all that has been taken was the input's.</returns>
    public bool TryAlignToByte()
    {
        Input = ref Unsafe.Subtract(ref Input, BitCount >> 3);
        Bits = 0;
        BitCount = 0;
        return Beyond <= 0;
    }
}
