namespace Ade20kEval.Fusion.Resampling;

/// <summary>Where the samples of a score map lie when it is resized, always linearly.</summary>
public enum ResampleCorners
{
    /// <summary>
    /// Pixels are squares and their centres correspond: output i is at (i + 0.5) in/out - 0.5; the border is repeated
    /// (OpenCV INTER_LINEAR, torch align_corners=False).
    /// </summary>
    HalfPixel,

    /// <summary>The first and the last centres coincide: output i is at i (in - 1)/(out - 1) (torch align_corners=True).</summary>
    Aligned,

    /// <summary>
    /// As <see cref="HalfPixel"/>, and where the output is smaller the triangle is as wide as an output pixel, weights outside the map left
    /// out and the rest made to sum to one (Pillow).
    /// </summary>
    Antialiased,
}
