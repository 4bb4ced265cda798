namespace Ade20kEval.Counting;

/// <summary>What is kept of the boundaries of a run, beside its ordinary counts.</summary>
/// <param name="Classes">
/// For each image the pairs of class-boundary codes: 0 no boundary, k + 1 boundary of class k; <see cref="LeftOut"/> on the ground-truth
/// side is void. From this comes the Boundary IoU of Cheng et al. 2021.
/// </param>
/// <param name="Labels">
/// For each image the pairs of label differences (byte labels from 0, void = number of classes), as Detectron2 counts them;
/// <see langword="null"/> where labels do not fit in bytes and Detectron2 does not count boundaries.
/// </param>
/// <remarks>Both lists are in the order of the run's images. Codes of a prediction that is missing are <see cref="LeftOut"/>.</remarks>
public sealed record BoundaryCounts(IReadOnlyList<ImageCounts> Classes, IReadOnlyList<ImageCounts>? Labels)
{
    /// <summary>The width of the band unless another is asked for, a share of the image diagonal (Cheng et al. 2021).</summary>
    public const double DefaultRatio = 0.02;

    /// <summary>The code of a ground-truth pixel that is not a class, and of every pixel of a missing prediction.</summary>
    public const ushort LeftOut = ushort.MaxValue;

    /// <summary>How wide the band is, as a share of the image diagonal: above 0 and at most 1.</summary>
    public double Ratio { get; init; } = DefaultRatio;

    /// <summary>Whether a number is such a share.</summary>
    internal static bool IsRatio(double ratio) => ratio is > 0 and <= 1;
}
