namespace Ade20kEval.Formats.CocoJson;

/// <summary>A category of a COCO file.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name; empty where the file does not say.</param>
internal readonly record struct CocoCategory(long Id, string Name);
