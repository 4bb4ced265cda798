namespace Ade20kEval.Counting;

/// <summary>The pixels of one class by what they are: right, or wrong in one of three ways, on either side. Pixels whose ground truth is void are in none.</summary>
/// <param name="ClassIndex">Class index, 0 .. C-1.</param>
/// <param name="TruePositives">Pixels of the class that were predicted as the class.</param>
/// <param name="FalsePositiveBoundary">Pixels predicted as the class beyond a right region's ragged edge.</param>
/// <param name="FalsePositiveExtent">Pixels predicted as the class in a region that is right elsewhere, but not at its edge.</param>
/// <param name="FalsePositiveSegment">Pixels predicted as the class in a region of which nothing is right.</param>
/// <param name="FalseNegativeBoundary">Pixels of the class that a right region's ragged edge leaves out.</param>
/// <param name="FalseNegativeExtent">Pixels of the class, missed, in a region of which something was found, but not at its edge.</param>
/// <param name="FalseNegativeSegment">Pixels of the class in a region of which nothing was found.</param>
internal readonly record struct ClassErrors(
    int ClassIndex,
    long TruePositives,
    long FalsePositiveBoundary,
    long FalsePositiveExtent,
    long FalsePositiveSegment,
    long FalseNegativeBoundary,
    long FalseNegativeExtent,
    long FalseNegativeSegment)
{
    /// <summary>Boundary errors of both sides.</summary>
    public long Boundary => FalsePositiveBoundary + FalseNegativeBoundary;

    /// <summary>Extent errors of both sides.</summary>
    public long Extent => FalsePositiveExtent + FalseNegativeExtent;

    /// <summary>Segment errors of both sides.</summary>
    public long Segment => FalsePositiveSegment + FalseNegativeSegment;

    /// <summary>All pixels of the class in ground truth or prediction.</summary>
    public long Union => TruePositives + Boundary + Extent + Segment;

    /// <summary>Pixels of the class in the ground truth.</summary>
    public long GroundTruth => TruePositives + FalseNegativeBoundary + FalseNegativeExtent + FalseNegativeSegment;

    /// <summary>The sum of two counts of the same class.</summary>
    /// <param name="other">The counts to add.</param>
    internal ClassErrors Plus(in ClassErrors other) => new(
        ClassIndex,
        TruePositives + other.TruePositives,
        FalsePositiveBoundary + other.FalsePositiveBoundary,
        FalsePositiveExtent + other.FalsePositiveExtent,
        FalsePositiveSegment + other.FalsePositiveSegment,
        FalseNegativeBoundary + other.FalseNegativeBoundary,
        FalseNegativeExtent + other.FalseNegativeExtent,
        FalseNegativeSegment + other.FalseNegativeSegment);

    /// <summary>What is left of these counts without others of the same class.</summary>
    /// <param name="other">The counts to take away.</param>
    internal ClassErrors Minus(in ClassErrors other) => new(
        ClassIndex,
        TruePositives - other.TruePositives,
        FalsePositiveBoundary - other.FalsePositiveBoundary,
        FalsePositiveExtent - other.FalsePositiveExtent,
        FalsePositiveSegment - other.FalsePositiveSegment,
        FalseNegativeBoundary - other.FalseNegativeBoundary,
        FalseNegativeExtent - other.FalseNegativeExtent,
        FalseNegativeSegment - other.FalseNegativeSegment);
}
