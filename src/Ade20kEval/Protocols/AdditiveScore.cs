using Ade20kEval.Protocols.CountingRules;

namespace Ade20kEval.Protocols;

/// <summary>A protocol taken apart: what each image adds to sums, and how the headline figures follow from the sums.</summary>
/// <remarks>
/// What statistics need: leaving an image out, or drawing it twice, changes the sums; the figures are then those of the protocol and
/// not means of figures per image. A test holds it against <see cref="Protocol.Score"/> for every protocol.
/// </remarks>
internal sealed record AdditiveScore
{
    /// <summary>Classes that are counted, those before the dataset's first one included.</summary>
    public required int ClassCount { get; init; }

    /// <summary>How a pair of labels is counted.</summary>
    public required CountPair Count { get; init; }

    /// <summary>Where in the counts class 0 of the dataset stands.</summary>
    public int FirstClass { get; init; }

    /// <summary>The first class that takes part in the mean IoU.</summary>
    public int FirstAveraged { get; init; }

    /// <summary>What mean IoU does with classes without a union.</summary>
    public AbsentClasses Absent { get; init; }

    /// <summary>Added to the union of every class once an image.</summary>
    public double UnionEpsilonPerImage { get; init; }

    /// <summary>Added to the union of every class once.</summary>
    public double UnionEpsilon { get; init; }

    /// <summary>Whether IoU is a mean over images: the sums are then of IoUs and of images, and the mean IoU is over pairs of image and class.</summary>
    public bool MeanOfImages { get; init; }

    /// <summary>Added to the labelled pixels of an image, whose accuracy is then weighted with them.</summary>
    public double PixelEpsilonPerImage { get; init; }

    /// <summary>Whether pixel accuracy is over the pixels of the classes, and every accuracy has an epsilon in its denominator: 0 where not.</summary>
    public double AccuracyEpsilon { get; init; }
}
