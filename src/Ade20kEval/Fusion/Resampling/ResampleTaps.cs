namespace Ade20kEval.Fusion.Resampling;

/// <summary>Which samples of one axis make an output pixel, with their weights, when a resize filters against aliasing.</summary>
/// <remarks>
/// Source: Pillow, <c>Resample.c</c>, as a definition: output i is centred at (i + 0.5) in/out; the triangle's half width is max(1, in/out);
/// samples whose centres lie under it count with its height; samples outside the map do not exist; weights sum to one.
/// </remarks>
internal sealed class ResampleTaps
{
    private ResampleTaps(int[] first, float[][] weights)
    {
        First = first;
        Weights = weights;
    }

    /// <summary>Per output pixel, its first sample.</summary>
    public int[] First { get; }

    /// <summary>Per output pixel, the weights of consecutive samples; they sum to one.</summary>
    public float[][] Weights { get; }

    /// <summary>The samples and weights of every output pixel of an axis.</summary>
    public static ResampleTaps Of(int source, int target)
    {
        int[] first = new int[target];
        float[][] weights = new float[target][];
        double scale = source / (double)target;
        double halfWidth = Math.Max(1, scale);
        for (int i = 0; i < target; i++)
        {
            double centre = (i + 0.5) * scale;
            int from = Math.Max(0, (int)Math.Floor(centre - halfWidth));
            int to = Math.Min(source, (int)Math.Ceiling(centre + halfWidth));
            double[] heights = [.. Enumerable.Range(from, to - from).Select(j => Math.Max(0, 1 - (Math.Abs(j + 0.5 - centre) / halfWidth)))];
            double sum = heights.Sum();
            first[i] = from;
            weights[i] = [.. heights.Select(height => (float)(height / sum))];
        }

        return new ResampleTaps(first, weights);
    }
}
