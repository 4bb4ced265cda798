namespace Ade20kEval.Fusion;

/// <summary>Single-precision numbers that begin at a multiple of 64 bytes and never move, so that no vector straddles two cache lines.</summary>
internal sealed unsafe class FloatBuffer
{
    private const int Alignment = 64;
    private float[] _array = [];

    /// <summary>The first number; valid until the next <see cref="Reserve"/> that asks for more.</summary>
    public float* Start { get; private set; }

    /// <summary>Makes room; what was there may be lost.</summary>
    /// <param name="length">Numbers needed.</param>
    /// <returns>The first number.</returns>
    public float* Reserve(int length)
    {
        int needed = checked(length + (Alignment / sizeof(float)));
        if (_array.Length < needed)
        {
            _array = GC.AllocateUninitializedArray<float>(needed, pinned: true);
            fixed (float* first = _array)
            {
                Start = (float*)(((nuint)first + Alignment - 1) & ~(nuint)(Alignment - 1));
            }
        }

        return Start;
    }
}
