namespace Ade20kEval.Instances;

/// <summary>The figures of one category, over all areas; <see langword="null"/> where it has no object that counts.</summary>
/// <param name="Id">Its number in the files.</param>
/// <param name="Name">Its name; empty where nobody said.</param>
/// <param name="Ap">Average precision over all ten thresholds, at the headline limit, or at the largest where that is none of the limits.</param>
/// <param name="Ap50">The same at IoU 0.5.</param>
/// <param name="Ap75">The same at IoU 0.75.</param>
/// <param name="Ar">Average recall at the largest limit.</param>
/// <param name="Objects">Objects of the ground truth that count.</param>
/// <param name="Detections">Detections, whatever became of them.</param>
public sealed record InstanceClassScore(long Id, string Name, double? Ap, double? Ap50, double? Ap75, double? Ar, long Objects, long Detections);
