using System.Diagnostics;

namespace Ade20kEval.Formats.Rle;

/// <summary>What sets of pixels have in common, without drawing them.</summary>
internal static class RunSets
{
    /// <summary>Pixels that both masks hold.</summary>
    /// <param name="a">A mask.</param>
    /// <param name="b">Another of the same size.</param>
    public static int IntersectionPixels(MaskRuns a, MaskRuns b)
    {
        Debug.Assert(a.Height == b.Height && a.Width == b.Width, "Positions mean the same pixel only in images of one size.");
        ReadOnlySpan<int> left = a.Bounds;
        ReadOnlySpan<int> right = b.Bounds;
        if (left.IsEmpty || right.IsEmpty || left[0] >= right[^1] || right[0] >= left[^1])
        {
            return 0;
        }

        int i = FirstReaching(left, right[0]);
        int j = FirstReaching(right, left[0]);
        int pixels = 0;
        while (i < left.Length && j < right.Length)
        {
            int first = Math.Max(left[i], right[j]);
            int end = Math.Min(left[i + 1], right[j + 1]);
            pixels += Math.Max(0, end - first);

            // Whichever ends first is done; both where they end together. Written without a branch, which would be a coin toss.
            int leftEnd = left[i + 1];
            int rightEnd = right[j + 1];
            i += leftEnd <= rightEnd ? 2 : 0;
            j += rightEnd <= leftEnd ? 2 : 0;
        }

        return pixels;
    }

    /// <summary>Where the first stretch begins that ends behind a position: what comes before cannot meet it.</summary>
    private static int FirstReaching(ReadOnlySpan<int> bounds, int position)
    {
        int low = 0;
        int high = bounds.Length / 2;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (bounds[(2 * middle) + 1] <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return 2 * low;
    }
}
