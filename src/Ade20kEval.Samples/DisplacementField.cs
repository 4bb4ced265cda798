using System.Numerics;

namespace Ade20kEval.Samples;

/// <summary>By how many pixels each pixel is moved along one axis: a smooth field, in whole pixels.</summary>
/// <remarks>
/// Smooth noise on a coarse grid, in fixed point with 16 fractional bits, and straight lines in between: two additions a
/// pixel, and integers, which no compiler reorders.
/// </remarks>
internal sealed class DisplacementField
{
    private const int FractionBits = 16;

    private readonly int[] _grid;
    private readonly int _columns;
    private readonly int _cellBits;
    private readonly long[] _line;

    /// <summary>A field over a map.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="amplitudePixels">The largest displacement.</param>
    /// <param name="key">Which field.</param>
    public DisplacementField(int width, int height, double amplitudePixels, ulong key)
    {
        const double WavesPerHeight = 7;
        _cellBits = BitOperations.Log2((uint)Math.Max(1, height / 64));
        int cell = 1 << _cellBits;
        _columns = (width / cell) + 2;
        int rows = (height / cell) + 2;
        _grid = new int[rows * _columns];
        _line = new long[_columns];
        double scale = WavesPerHeight * cell / height;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                double shift = amplitudePixels * SmoothNoise.Layered(key, column * scale, row * scale);
                _grid[(row * _columns) + column] = (int)Math.Round(shift * (1 << FractionBits));
            }
        }
    }

    /// <summary>The displacements of one row, rounded to whole pixels.</summary>
    /// <param name="y">The row.</param>
    /// <param name="shifts">Receives a displacement for each pixel of the row.</param>
    public void Row(int y, Span<int> shifts)
    {
        int cell = 1 << _cellBits;
        int gridRow = y >> _cellBits;
        int below = y & (cell - 1);
        ReadOnlySpan<int> upper = _grid.AsSpan(gridRow * _columns, _columns);
        ReadOnlySpan<int> lower = _grid.AsSpan((gridRow + 1) * _columns, _columns);
        for (int column = 0; column < _columns; column++)
        {
            _line[column] = ((long)upper[column] * (cell - below)) + ((long)lower[column] * below);
        }

        int toPixels = FractionBits + (2 * _cellBits);
        long half = 1L << (toPixels - 1);
        int x = 0;
        for (int column = 0; x < shifts.Length; column++)
        {
            long value = (_line[column] << _cellBits) + half;
            long step = _line[column + 1] - _line[column];
            int end = Math.Min(x + (1 << _cellBits), shifts.Length);
            for (; x < end; x++)
            {
                shifts[x] = (int)(value >> toPixels);
                value += step;
            }
        }
    }
}
