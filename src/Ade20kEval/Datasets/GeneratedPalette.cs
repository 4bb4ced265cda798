namespace Ade20kEval.Datasets;

/// <summary>Colours for classes that have none of their own, all different for the first 16,777,216.</summary>
/// <remarks>
/// The colour map of the PASCAL VOC development kit (VOClabelcolormap.m): of the index, bits 0, 3, 6, ... go to red,
/// bits 1, 4, 7, ... to green and 2, 5, 8, ... to blue, each from the highest bit of the colour down.
/// </remarks>
internal static class GeneratedPalette
{
    /// <summary>The colour of a place in the map. Place 0 is black.</summary>
    /// <param name="place">At least 0.</param>
    public static Rgb Color(int place)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int bit = 7; place != 0 && bit >= 0; bit--, place >>= 3)
        {
            red |= (place & 1) << bit;
            green |= ((place >> 1) & 1) << bit;
            blue |= ((place >> 2) & 1) << bit;
        }

        return new Rgb((byte)red, (byte)green, (byte)blue);
    }
}
