using Ade20kEval.Files;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>A COCO file: its images, categories and annotations, or a list of results, which has no images and no categories.</summary>
/// <param name="Json">The file, where the masks still are.</param>
/// <param name="Images">Its images, in the order of the file.</param>
/// <param name="Categories">Its categories, in the order of the file.</param>
/// <param name="Records">Its annotations or results, in the order of the file.</param>
internal sealed record CocoFile(PositionedBytes Json, IReadOnlyList<CocoImage> Images, IReadOnlyList<CocoCategory> Categories, CocoRecordList Records);
