namespace Ade20kEval.Statistics;

/// <summary>Random numbers by their place: the k-th number of draw d is always the same, in whatever order and on whatever machine it is asked for.</summary>
/// <remarks>
/// The mixing function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over seed, draw and place. Draws can so be shared among workers,
/// and a test can make them again.
/// </remarks>
/// <param name="seed">Which sequence.</param>
internal readonly struct DrawNumbers(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _key = Mix(seed + Step);

    /// <summary>A number of 64 random bits.</summary>
    /// <param name="draw">Which draw, from 0.</param>
    /// <param name="place">Which number of it, from 0.</param>
    public ulong Bits(int draw, int place) => Mix(_key + (((ulong)(uint)draw << 32 | (uint)place) * Step));

    /// <summary>A whole number in 0 .. count - 1; its bias is below count / 2^32.</summary>
    public int Below(int draw, int place, int count) => (int)(((Bits(draw, place) >> 32) * (ulong)count) >> 32);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
