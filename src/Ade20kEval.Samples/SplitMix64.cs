namespace Ade20kEval.Samples;

/// <summary>Random numbers that are the same on every machine, in every version, forever.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): a counter put through
/// a mixing function. <see cref="System.Random"/> promises neither the algorithm nor that it stays.
/// A stream is keyed by what it is for, so that adding an object to one scene changes no other.
/// </remarks>
internal struct SplitMix64
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;   // 2^64 divided by the golden ratio, odd: every counter value is visited

    private ulong _counter;

    /// <summary>The stream of a key.</summary>
    public SplitMix64(ulong key) => _counter = key;

    /// <summary>One key out of two, so that streams can be nested: scene in seed, object in scene.</summary>
    public static ulong Key(ulong outer, ulong inner) => Mix(Mix(outer + Gamma) ^ (inner * Gamma));

    /// <summary>The mixing function: 64 bits to 64 bits, one to one.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_counter += Gamma);

    /// <summary>A number in [0, 1): 53 bits, exactly representable.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>A whole number in 0 .. count - 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);   // the bias is below count / 2^64

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Unit() < probability;
}
