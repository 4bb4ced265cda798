namespace Ade20kEval.Formats.CocoJson;

/// <summary>A category of a COCO file.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name; empty where the file does not say.</param>
/// <param name="IsThing">What the key <c>isthing</c> of panoptic files says; <see langword="null"/> where there is none.</param>
internal readonly record struct CocoCategory(long Id, string Name, bool? IsThing);
