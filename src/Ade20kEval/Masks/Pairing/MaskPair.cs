using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Pairing;

/// <summary>A ground truth with the prediction that goes with it.</summary>
/// <param name="Name">What the image is called in runs: the ground truth's file name without extension, with folders only where two would be called the same.</param>
/// <param name="GroundTruth">The ground-truth mask.</param>
/// <param name="Prediction">The predicted mask; null when it is missing.</param>
internal sealed record MaskPair(string Name, FileEntry GroundTruth, FileEntry? Prediction);
