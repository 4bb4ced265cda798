namespace Ade20kEval.Scoring;

/// <summary>A group of classes, scored as one class, and as the mean of its classes. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Name">The group: a category, "stuff", "things".</param>
/// <param name="ClassCount">How many classes of the dataset belong to it.</param>
/// <param name="Iou">IoU of the group as one class: confusions within the group are no errors; a fraction in [0, 1].</param>
/// <param name="Accuracy">Accuracy (recall) of the group as one class, in [0, 1].</param>
/// <param name="MeanClassIou">Mean IoU of its classes, each against all others, over those that occur; in [0, 1].</param>
/// <param name="GroundTruthPixels">Pixels of the group in the ground truth.</param>
internal sealed record GroupScore(string Name, int ClassCount, double? Iou, double? Accuracy, double? MeanClassIou, long GroundTruthPixels);
