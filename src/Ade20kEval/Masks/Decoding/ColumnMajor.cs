namespace Ade20kEval.Masks.Decoding;

/// <summary>Turns values that were written down the columns into the order along the rows.</summary>
internal static class ColumnMajor
{
    // A block of 32 x 32 touches 32 cache lines on each side, which the nearest cache holds even for eight bytes a value.
    private const int Block = 32;

    /// <summary>Copies column by column into row by row.</summary>
    /// <param name="columns">Column-major, width x height values.</param>
    /// <param name="rows">Takes the same values row-major.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="height">Rows.</param>
    public static void ToRows<T>(ReadOnlySpan<T> columns, Span<T> rows, int width, int height)
    {
        for (int top = 0; top < height; top += Block)
        {
            int bottom = Math.Min(height, top + Block);
            for (int left = 0; left < width; left += Block)
            {
                int right = Math.Min(width, left + Block);
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        rows[(y * width) + x] = columns[(x * height) + y];
                    }
                }
            }
        }
    }
}
