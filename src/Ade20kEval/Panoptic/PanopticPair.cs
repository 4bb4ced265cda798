using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Sources;

namespace Ade20kEval.Panoptic;

/// <summary>An image: what both sides say of it, and where their pictures are.</summary>
/// <param name="GroundTruth">The ground truth's annotation.</param>
/// <param name="GroundTruthIndex">Its place in the list.</param>
/// <param name="GroundTruthFile">Its picture.</param>
/// <param name="Prediction">The prediction's annotation; <see langword="null"/> for a label map.</param>
/// <param name="PredictionIndex">Its place in the list.</param>
/// <param name="PredictionFile">Its picture, or the label map.</param>
internal sealed record PanopticPair(
    PanopticAnnotation GroundTruth,
    int GroundTruthIndex,
    FileEntry GroundTruthFile,
    PanopticAnnotation? Prediction,
    int PredictionIndex,
    FileEntry PredictionFile);
