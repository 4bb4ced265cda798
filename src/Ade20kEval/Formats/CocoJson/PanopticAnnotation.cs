namespace Ade20kEval.Formats.CocoJson;

/// <summary>What a panoptic file says of one image.</summary>
/// <param name="Image">The image.</param>
/// <param name="FileName">The PNG with the segments' pixels.</param>
/// <param name="Segments">The segments, in the order of the file.</param>
/// <param name="Start">Where the annotation begins in the file.</param>
internal sealed record PanopticAnnotation(PanopticImageId Image, string FileName, IReadOnlyList<PanopticSegment> Segments, int Start);
