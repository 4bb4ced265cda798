namespace Ade20kEval.Scoring;

/// <summary>One class under one protocol. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Index">Class index, 0 .. C-1.</param>
/// <param name="Id">What the dataset calls it in files.</param>
/// <param name="Name">Its name.</param>
/// <param name="Iou">Intersection over union, in [0, 1].</param>
/// <param name="Accuracy">Recall: intersection / ground-truth pixels, in [0, 1].</param>
/// <param name="Dice">2 x intersection / (ground-truth + predicted pixels), in [0, 1].</param>
/// <param name="Precision">Intersection / predicted pixels, in [0, 1].</param>
/// <param name="GroundTruthPixels">Pixels of the class in the ground truth, as the protocol counts them.</param>
/// <param name="PredictedPixels">Pixels predicted as the class, as the protocol counts them.</param>
/// <param name="IntersectionPixels">Pixels of the class that were predicted as the class.</param>
/// <param name="ImageCount">Images whose ground truth holds the class.</param>
public sealed record ClassScore(
    int Index,
    int Id,
    string Name,
    double? Iou,
    double? Accuracy,
    double? Dice,
    double? Precision,
    long GroundTruthPixels,
    long PredictedPixels,
    long IntersectionPixels,
    int ImageCount);
