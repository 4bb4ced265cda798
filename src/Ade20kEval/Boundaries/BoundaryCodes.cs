using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Boundaries;

/// <summary>What raw values are turned into before boundaries are looked for.</summary>
/// <remarks>
/// Ordinary counts are read with a dataset's eyes afterwards; boundaries cannot be, because which labels count as the same, and for
/// Detectron2 which is larger, decides where they are. Four tables from raw value to code, made once a run. Immutable and thread-safe.
/// </remarks>
internal sealed class BoundaryCodes
{
    /// <summary>Detectron2 writes void as 255 before it renames it.</summary>
    private const int VoidByte = 255;

    private readonly ushort[] _groundTruthClasses = new ushort[ushort.MaxValue + 1];
    private readonly ushort[] _predictedClasses = new ushort[ushort.MaxValue + 1];
    private readonly ushort[] _groundTruthLabels = new ushort[ushort.MaxValue + 1];
    private readonly ushort[] _predictedLabels = new ushort[ushort.MaxValue + 1];

    /// <summary>Looks up every raw value.</summary>
    public BoundaryCodes(Dataset dataset, PredictionLabels labels, LabelRemap? groundTruthRemap, LabelRemap? predictionRemap)
    {
        HasLabels = dataset.ClassCount < VoidByte;
        for (int raw = 0; raw <= ushort.MaxValue; raw++)
        {
            int groundTruth = groundTruthRemap?[raw] ?? raw;
            int prediction = predictionRemap?[raw] ?? raw;
            _groundTruthClasses[raw] = Code(dataset.ClassifyGroundTruth(groundTruth));
            _predictedClasses[raw] = Code(dataset.ClassifyPrediction(prediction, labels));

            // The original casts to bytes after it has renamed void to N.
            int label = ZeroBasedLabels.OfGroundTruth(dataset, groundTruth);
            label = label is ZeroBasedLabels.Void or VoidByte ? dataset.ClassCount : label;
            _groundTruthLabels[raw] = (byte)label;
            int predicted = ZeroBasedLabels.OfPrediction(dataset, labels, prediction);
            _predictedLabels[raw] = (byte)(predicted < 0 ? VoidByte : predicted);
        }
    }

    /// <summary>Whether labels fit in bytes, with one to spare for void: else Detectron2 counts no boundaries.</summary>
    public bool HasLabels { get; }

    /// <summary>Ground truth: class index + 1, 0 for what is not a class.</summary>
    public ReadOnlySpan<ushort> GroundTruthClasses => _groundTruthClasses;

    /// <summary>Prediction: class index + 1, 0 for what is not a class.</summary>
    public ReadOnlySpan<ushort> PredictedClasses => _predictedClasses;

    /// <summary>Ground truth as Detectron2 holds it in bytes: label from 0, void = number of classes.</summary>
    public ReadOnlySpan<ushort> GroundTruthLabels => _groundTruthLabels;

    /// <summary>Prediction as Detectron2 holds it in bytes.</summary>
    public ReadOnlySpan<ushort> PredictedLabels => _predictedLabels;

    private static ushort Code(LabelMeaning meaning) => (ushort)(meaning.ClassIndex + 1 ?? 0);
}
