using Ade20kEval.Datasets;

namespace Ade20kEval.Reporting.Charts;

/// <summary>The colour map viridis: as bright as the value is large, and the same order for every colour vision and on grey paper.</summary>
/// <remarks>
/// Ten of the points of viridis (van der Walt and Smith 2015, released to the public domain under CC0), joined linearly;
/// it departs from the full table by at most a few of 256 steps.
/// </remarks>
internal static class Viridis
{
    private static readonly Rgb[] s_points =
    [
        new(68, 1, 84), new(72, 40, 120), new(62, 74, 137), new(49, 104, 142), new(38, 130, 142), new(31, 158, 137), new(53, 183, 121), new(110, 206, 88), new(181, 222, 43), new(253, 231, 37),
    ];

    /// <summary>The colour of a fraction in [0, 1]; values outside take the nearer end.</summary>
    public static Rgb At(double fraction)
    {
        double place = Math.Clamp(fraction, 0, 1) * (s_points.Length - 1);
        int i = Math.Min((int)place, s_points.Length - 2);
        double t = place - i;
        return new Rgb(Mix(s_points[i].R, s_points[i + 1].R, t), Mix(s_points[i].G, s_points[i + 1].G, t), Mix(s_points[i].B, s_points[i + 1].B, t));
    }

    private static byte Mix(byte a, byte b, double t) => (byte)Math.Round(a + ((b - a) * t), MidpointRounding.AwayFromZero);
}
