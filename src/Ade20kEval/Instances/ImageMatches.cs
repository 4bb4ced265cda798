namespace Ade20kEval.Instances;

/// <summary>What became of the detections and objects of one image.</summary>
/// <param name="Detections">With their categories, category by category, best first.</param>
/// <param name="Objects">The category of every object that counts in some range of area, and a bit for each such range.</param>
internal sealed record ImageMatches((int Category, MatchedDetection Detection)[] Detections, (int Category, int Ranges)[] Objects);
