using Ade20kEval.Masks;
using Ade20kEval.Panoptic;

namespace Ade20kEval.Evaluation;

/// <summary>Opens both sides of a panoptic set.</summary>
internal static class PanopticFiles
{
    /// <summary>Opens them, with the categories that the options name, or those that the ground truth lists.</summary>
    /// <exception cref="Files.InputException">The files cannot be read, do not belong together, or lack what they need.</exception>
    public static PanopticInputs Open(string groundTruthPath, string predictionsPath, PanopticOptions options) =>
        Open(groundTruthPath, predictionsPath, options, options.Categories is string name ? CategorySet.Find(name) : null);

    /// <summary>Opens them.</summary>
    /// <param name="groundTruthPath">A set in COCO's panoptic format.</param>
    /// <param name="predictionsPath">Likewise, or label maps.</param>
    /// <param name="options">Where PNGs are, and what label maps hold.</param>
    /// <param name="categories">The categories; <see langword="null"/> for those that the ground truth lists.</param>
    public static PanopticInputs Open(string groundTruthPath, string predictionsPath, PanopticOptions options, CategorySet? categories)
    {
        PanopticSource groundTruth = PanopticSource.Open(groundTruthPath, options.GroundTruthPictures);
        PanopticSource? predictions = null;
        MaskSource? maps = null;
        try
        {
            if (PanopticSource.IsPanoptic(predictionsPath))
            {
                predictions = PanopticSource.Open(predictionsPath, options.PredictionPictures);
            }
            else
            {
                maps = MaskSource.Open(predictionsPath);
            }

            return new PanopticInputs(groundTruth, predictions, maps, categories, options.PredictionLabels);
        }
        catch
        {
            groundTruth.Dispose();
            predictions?.Dispose();
            maps?.Dispose();
            throw;
        }
    }
}
