using Ade20kEval.Counting;

namespace Ade20kEval.Boundaries;

/// <summary>Finds the pixels near boundaries in label maps: the band that Boundary IoU scores.</summary>
/// <remarks>
/// The band is <see cref="Dilation"/> pixels wide: 2 % of the image diagonal unless another share is asked for, as Cheng et al., "Boundary IoU: Improving
/// Object-Centric Image Segmentation Evaluation", CVPR 2021, chose for ADE20K-sized images. Beyond the image lies 0, so what
/// touches the image's edge is boundary. d erosions by 3 x 3 equal one by (2d + 1) x (2d + 1), which is a row of 2d + 1 and then
/// a column of 2d + 1 (<see cref="BoundaryWindow"/>).
/// Owns its buffers; not thread-safe: one mapper belongs to one worker.
/// </remarks>
internal sealed class BoundaryMapper
{
    private readonly BoundaryWindow _smallest = new(takesLargest: false);
    private readonly BoundaryWindow _largest = new(takesLargest: true);

    /// <summary>Width of the band in pixels: <c>max(1, round(ratio x diagonal))</c>, halves to even.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="ratio">Its share of the image diagonal.</param>
    public static int Dilation(int width, int height, double ratio = BoundaryCounts.DefaultRatio)
    {
        double diagonal = Math.Sqrt(((double)width * width) + ((double)height * height));
        return Math.Max(1, (int)Math.Round(ratio * diagonal, MidpointRounding.ToEven));
    }

    /// <summary>The label of a pixel minus the smallest label within the band around it: what Detectron2 calls the boundary.</summary>
    /// <param name="labels">The map, row-major.</param>
    /// <param name="width">Pixels in a row; at least 1.</param>
    /// <param name="dilation">Width of the band in pixels; at least 1.</param>
    /// <param name="result">As many values; 0 where all neighbours are as large or larger.</param>
    /// <exception cref="ArgumentException">The lengths are no whole rows, or differ.</exception>
    public void Differences(ReadOnlySpan<ushort> labels, int width, int dilation, Span<ushort> result)
    {
        RequireRows(labels, width, dilation, result);
        _smallest.Apply(labels, width, dilation, result);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (ushort)(labels[i] - result[i]);
        }
    }

    /// <summary>Each class's own boundary, all at once: a pixel keeps its code where any other code, or the image's edge, is within the band.</summary>
    /// <param name="codes">The map, row-major; 0 is not a class.</param>
    /// <param name="width">Pixels in a row; at least 1.</param>
    /// <param name="dilation">Width of the band in pixels; at least 1.</param>
    /// <param name="result">As many values; 0 inside classes and where there is none.</param>
    /// <exception cref="ArgumentException">The lengths are no whole rows, or differ.</exception>
    /// <remarks>A binary mask of a class loses in erosion just those pixels in whose window another code occurs: where the window's smallest and largest differ.</remarks>
    public void Outlines(ReadOnlySpan<ushort> codes, int width, int dilation, Span<ushort> result)
    {
        RequireRows(codes, width, dilation, result);
        _smallest.Apply(codes, width, dilation, result);
        ReadOnlySpan<ushort> largest = _largest.Apply(codes, width, dilation);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = result[i] == largest[i] ? (ushort)0 : codes[i];
        }
    }

    private static void RequireRows(ReadOnlySpan<ushort> map, int width, int dilation, Span<ushort> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        if (map.Length % width != 0 || result.Length != map.Length)
        {
            throw new ArgumentException($"{map.Length} values into {result.Length}; expected as many, in whole rows of {width}.", nameof(map));
        }
    }
}
