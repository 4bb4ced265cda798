using Ade20kEval.Fusion.Kernels;

namespace Ade20kEval.Fusion.Resampling;

/// <summary>Where the sum of some views' rows bends between output pixels; the same for every row of an image.</summary>
/// <remarks>
/// Along a row every linearly resized view is a piecewise linear function of the output column, and so is their sum. Walking along it
/// takes one addition a pixel and class, and a correction of value and slope wherever one of the views passes one of its columns.
/// </remarks>
internal sealed class LineBreaks
{
    public LineBreaks(ReadOnlySpan<ResampleAxis> axes, int paddedClasses)
    {
        int width = axes[0].TargetLength;
        First = GC.AllocateUninitializedArray<int>(width + 1, pinned: true);
        List<LineBreak> breaks = [];
        for (int x = 0; x < width; x++)
        {
            First[x] = breaks.Count;
            for (int view = 0; x > 0 && view < axes.Length; view++)
            {
                ResampleAxis axis = axes[view];
                for (int column = axis.Index[x - 1] + 1; column <= axis.Index[x]; column++)
                {
                    double beyond = axis.Index[x] - column + (double)axis.Fraction[x];
                    breaks.Add(new LineBreak(view, column * paddedClasses, (float)(beyond / axis.Step)));
                }
            }
        }

        First[width] = breaks.Count;
        All = GC.AllocateUninitializedArray<LineBreak>(Math.Max(1, breaks.Count), pinned: true);
        breaks.CopyTo(All);
    }

    /// <summary>The breaks, by pixel; pinned.</summary>
    public LineBreak[] All { get; }

    /// <summary>Per output pixel, its first break in <see cref="All"/>, and the number of breaks at the end; pinned.</summary>
    public int[] First { get; }
}
