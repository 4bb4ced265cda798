namespace Ade20kEval.Scoring;

/// <summary>One confusion, and what mending it would bring.</summary>
/// <param name="GroundTruth">Class index of the ground truth.</param>
/// <param name="Prediction">Class index that was predicted instead.</param>
/// <param name="Pixels">Pixels of this confusion.</param>
/// <param name="ShareOfClass">These pixels / all ground-truth pixels of the class, a fraction in (0, 1].</param>
/// <param name="MeanIouRise">How much the mean IoU would rise if all these pixels were predicted right, as a fraction.</param>
public sealed record ConfusionGain(int GroundTruth, int Prediction, long Pixels, double ShareOfClass, double MeanIouRise);
