namespace Ade20kEval.Samples;

/// <summary>A smooth random surface: random heights on a grid, joined by a curve without corners.</summary>
/// <remarks>
/// Only additions and multiplications of doubles in a fixed order, so the bits are the same on every machine;
/// the sine and its kin are not, which is why none is used here.
/// </remarks>
internal static class SmoothNoise
{
    /// <summary>The surface at a place; neighbouring grid points are one apart.</summary>
    /// <param name="key">Which surface.</param>
    /// <param name="x">Place across, any finite number in the range of <see cref="int"/>.</param>
    /// <param name="y">Place down, likewise.</param>
    /// <returns>A height in [-1, 1].</returns>
    public static double At(ulong key, double x, double y)
    {
        double floorX = Math.Floor(x);
        double floorY = Math.Floor(y);
        double u = Ease(x - floorX);
        double v = Ease(y - floorY);
        int column = (int)floorX;
        int row = (int)floorY;
        double upper = Blend(Height(key, column, row), Height(key, column + 1, row), u);
        double lower = Blend(Height(key, column, row + 1), Height(key, column + 1, row + 1), u);
        return Blend(upper, lower, v);
    }

    /// <summary>Three surfaces on top of each other, each twice as fine and half as high.</summary>
    /// <returns>A height in [-1, 1].</returns>
    public static double Layered(ulong key, double x, double y) =>
        ((4 * At(key, x, y)) + (2 * At(key + 1, 2 * x, 2 * y)) + At(key + 2, 4 * x, 4 * y)) / 7;

    private static double Height(ulong key, int column, int row) =>
        ((long)SplitMix64.Key(key, ((ulong)(uint)column << 32) | (uint)row) >> 11) * (1.0 / (1L << 52));

    private static double Ease(double t) => t * t * (3 - (2 * t));

    private static double Blend(double from, double to, double share) => from + ((to - from) * share);
}
