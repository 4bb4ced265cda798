namespace Ade20kEval.Formats.CocoJson;

/// <summary>A COCO file: its images, categories and annotations, or a list of results, which has no images and no categories.</summary>
/// <param name="Json">The whole file, where the masks still are.</param>
/// <param name="Images">Its images, in the order of the file.</param>
/// <param name="Categories">Its categories, in the order of the file.</param>
/// <param name="Records">Its annotations or results, in the order of the file.</param>
internal sealed record CocoFile(ReadOnlyMemory<byte> Json, IReadOnlyList<CocoImage> Images, IReadOnlyList<CocoCategory> Categories, CocoRecordList Records);
