namespace Ade20kEval.Masks;

/// <summary>Resizes label maps by nearest neighbour at pixel centres: pixel i of the result takes floor((i + 0.5) * in / out).</summary>
internal static class LabelMapResizer
{
    /// <summary>Fills a map with another one's values, resized.</summary>
    public static void Nearest(LabelMap from, LabelMap to, int width, int height)
    {
        Span<byte> narrow = from.IsWide ? [] : to.ResizeNarrow(width, height);
        Span<ushort> wide = from.IsWide ? to.ResizeWide(width, height) : [];
        for (int row = 0, i = 0; row < height; row++)
        {
            int fromRow = Source(row, from.Height, height) * from.Width;
            for (int column = 0; column < width; column++, i++)
            {
                int source = fromRow + Source(column, from.Width, width);
                if (from.IsWide)
                {
                    wide[i] = from.Wide[source];
                }
                else
                {
                    narrow[i] = from.Narrow[source];
                }
            }
        }
    }

    // In whole numbers, so that no rounding can move a pixel.
    private static int Source(int i, int inside, int outside) => (int)(((2L * i) + 1) * inside / (2L * outside));
}
