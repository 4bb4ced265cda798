namespace Ade20kEval.Datasets;

/// <summary>What the numbers in prediction files are.</summary>
public enum PredictionLabels
{
    /// <summary>Label ids, as in the ground truth (ADE20K: 1..150, and 0 for "none of them").</summary>
    Ids,

    /// <summary>Class indices from 0 (ADE20K: 0..149).</summary>
    Indices,
}
