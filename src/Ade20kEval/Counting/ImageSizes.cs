namespace Ade20kEval.Counting;

/// <summary>The regions of an image by class and size, in order of class, then range by pixels, then range by share; only what occurs.</summary>
/// <param name="GroundTruth">Regions of the ground truth: what of them was found.</param>
/// <param name="Prediction">Regions of the prediction: what of them is right. A region that lies wholly in void is in none.</param>
internal sealed record ImageSizes(IReadOnlyList<SizeCount> GroundTruth, IReadOnlyList<SizeCount> Prediction);
