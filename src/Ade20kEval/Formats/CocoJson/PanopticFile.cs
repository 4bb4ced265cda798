namespace Ade20kEval.Formats.CocoJson;

/// <summary>A file in COCO's panoptic format. Results have annotations only.</summary>
/// <param name="ImageFiles">The pictures that it lists, by image; those without a file name are left out.</param>
/// <param name="Categories">Its categories, in the order of the file; <see langword="null"/> where it has no list of them.</param>
/// <param name="Annotations">What it says of each image, in the order of the file.</param>
internal sealed record PanopticFile(IReadOnlyDictionary<PanopticImageId, string> ImageFiles, IReadOnlyList<PanopticFileCategory>? Categories, IReadOnlyList<PanopticAnnotation> Annotations);
