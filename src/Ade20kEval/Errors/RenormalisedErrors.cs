namespace Ade20kEval.Errors;

/// <summary>Of what could still go wrong in one way, how much does: boundary / (TP + boundary), extent / (TP + boundary + extent), segment / union.</summary>
/// <remarks>Each is a mean over the classes in which it is defined, so the three may be over different classes. Undefined is <see langword="null"/>.</remarks>
/// <param name="Boundary">Of right pixels and those at the edge, the share at the edge.</param>
/// <param name="BoundaryClasses">Over how many classes.</param>
/// <param name="Extent">Of all pixels of regions that were found, the share beyond their edges.</param>
/// <param name="ExtentClasses">Over how many classes.</param>
/// <param name="Segment">Of all pixels, the share in regions of the wrong name.</param>
/// <param name="SegmentClasses">Over how many classes.</param>
internal sealed record RenormalisedErrors(double? Boundary, int BoundaryClasses, double? Extent, int ExtentClasses, double? Segment, int SegmentClasses);
