namespace Ade20kEval.Evaluation;

/// <summary>What a fusion is for: label maps, scores, or both.</summary>
public sealed record FusedOutputs
{
    /// <summary>Whether fused maps are counted against the ground truth.</summary>
    public bool Scores { get; init; }

    /// <summary>Whether every view alone and every number of first views together is scored too; needs <see cref="Scores"/>.</summary>
    public bool Each { get; init; }

    /// <summary>Whether it is counted how far the probabilities of all views together can be trusted; needs <see cref="Scores"/>, and views whose fusion gives probabilities.</summary>
    public bool Calibration { get; init; }

    /// <summary>Where label maps are written, <c>NAME.png</c>; <see langword="null"/> for nowhere. Made when absent.</summary>
    public string? LabelFolder { get; init; }

    /// <summary>
    /// Bits of the confidence maps, 8 or 16: <c>FOLDER-confidence/top/NAME.png</c> and <c>FOLDER-confidence/margin/NAME.png</c> beside the
    /// folder of the label maps, so that they are not taken for masks; <see langword="null"/> for none.
    /// </summary>
    public int? ConfidenceBits { get; init; }
}
