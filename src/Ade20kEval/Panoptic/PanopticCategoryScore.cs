namespace Ade20kEval.Panoptic;

/// <summary>Panoptic quality of one category.</summary>
/// <param name="Id">Its number in the files.</param>
/// <param name="Name">Its name; empty where nobody said.</param>
/// <param name="IsThing">Whether its segments are countable things; else it is stuff.</param>
/// <param name="Pq">Panoptic quality, Iou / (TP + FP / 2 + FN / 2); <see langword="null"/>, as the next two, where the category does not occur.</param>
/// <param name="Sq">Segmentation quality, Iou / TP; 0 where nothing matches.</param>
/// <param name="Rq">Recognition quality, TP / (TP + FP / 2 + FN / 2).</param>
/// <param name="TruePositives">Matched pairs.</param>
/// <param name="FalsePositives">Predicted segments that match nothing and that neither void nor a crowd excuses.</param>
/// <param name="FalseNegatives">Ground-truth segments that nothing matches.</param>
/// <param name="Iou">Sum of the IoU of matched pairs.</param>
/// <param name="PqDagger">Of things PQ; of stuff the sum of all IoU over the number of ground-truth segments, <see langword="null"/> where there are none.</param>
public sealed record PanopticCategoryScore(
    long Id,
    string Name,
    bool IsThing,
    double? Pq,
    double? Sq,
    double? Rq,
    long TruePositives,
    long FalsePositives,
    long FalseNegatives,
    double Iou,
    double? PqDagger);
