namespace Ade20kEval.Samples;

/// <summary>Colours as 0xRRGGBB.</summary>
internal static class Colors
{
    /// <summary>The colour, lighter or darker, and a little off in each channel, so that no two objects are quite alike.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="shade">How much lighter or darker on the whole; 1 leaves it.</param>
    /// <param name="spread">How far off each channel may be, of 255.</param>
    /// <param name="random">Where the choice comes from.</param>
    public static uint Varied(uint color, double shade, double spread, ref SplitMix64 random)
    {
        double light = shade * random.Between(0.88, 1.1);
        uint result = 0;
        for (int shift = 16; shift >= 0; shift -= 8)
        {
            double channel = (((color >> shift) & 255) * light) + random.Between(-spread, spread);
            result |= (uint)Math.Clamp(channel, 0, 255) << shift;
        }

        return result;
    }
}
