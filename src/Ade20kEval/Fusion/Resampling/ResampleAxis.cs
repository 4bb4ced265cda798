namespace Ade20kEval.Fusion.Resampling;

/// <summary>Where the output's pixels lie on one axis of a score map: between which two samples, and how far along.</summary>
/// <remarks>
/// Output i lies at position p; <see cref="Index"/> is floor(p) and <see cref="Fraction"/> is p - floor(p).
/// The index runs from -1 to source - 1 and is not clamped: samples before the first and after the last repeat them, which callers
/// provide for by storing those samples twice. So a row is one piecewise linear function, border included.
/// </remarks>
internal sealed class ResampleAxis
{
    private ResampleAxis(int source, int target, double step, double origin)
    {
        SourceLength = source;
        TargetLength = target;
        Step = step;
        Index = new int[target];
        Fraction = new float[target];
        for (int i = 0; i < target; i++)
        {
            double position = Math.Clamp(origin + (i * step), -1, source);
            double index = Math.Min(Math.Floor(position), source - 1);
            Index[i] = (int)index;
            Fraction[i] = (float)(position - index);
        }
    }

    /// <summary>Samples of the score map.</summary>
    public int SourceLength { get; }

    /// <summary>Pixels of the output.</summary>
    public int TargetLength { get; }

    /// <summary>Samples from one output pixel to the next.</summary>
    public double Step { get; }

    /// <summary>Per output pixel, the sample at or before it: -1 .. source - 1.</summary>
    public int[] Index { get; }

    /// <summary>Per output pixel, the way to the next sample, in [0, 1].</summary>
    public float[] Fraction { get; }

    /// <summary>The axis for a way of resizing; <see cref="ResampleCorners.Antialiased"/> is <see cref="ResampleCorners.HalfPixel"/> unless it shrinks.</summary>
    public static ResampleAxis Of(int source, int target, ResampleCorners corners)
    {
        if (corners == ResampleCorners.Aligned)
        {
            double alignedStep = target > 1 ? (source - 1) / (double)(target - 1) : 0;
            return new ResampleAxis(source, target, alignedStep, origin: 0);
        }

        double step = source / (double)target;
        return new ResampleAxis(source, target, step, (0.5 * step) - 0.5);
    }
}
