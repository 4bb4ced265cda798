using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>SceneParse150's own scorer in MATLAB, whose number the ADE20K leaderboard ranks by.</summary>
/// <remarks>
/// Labels are 1..N, 0 is void: class index + 1. Per image and class it takes intersection I and union U = t + p - I, then
/// <c>IoU = sum of I / sum of (U + 2^-52)</c> over the images in name order, and the plain mean over all N classes.
/// </remarks>
internal sealed class SceneParseProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "sceneparse";

    /// <inheritdoc/>
    public override string Title => "SceneParse150 benchmark (MATLAB), the ADE20K leaderboard";

    /// <inheritdoc/>
    public override string Source =>
        "CSAILVision/sceneparsing@e202229: demoEvaluation.m, evaluationCode/intersectionAndUnion.m, evaluationCode/pixelAccuracy.m";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 1..N, void 0. Pixels that are void in the ground truth are left out.
        IoU: summed over images, with eps = 2^-52 added to the union once per image; mean over all N classes.
        Absent classes: IoU 0, and they stay in the mean.
        Out of range: a value above N counts as class N on either side, because the outer bins of MATLAB's hist are open.
        Predicted void: a miss of the ground-truth class, a false alarm of none, and wrong for pixel accuracy.
        Pixel accuracy: equal values / all labelled pixels, values above N included.
        Challenge score: (pixel accuracy + mean IoU) / 2.
        Extra figure on the 150 classes: humanSimilarityAccuracy, with the matrix that comes with the original (humanSemanticSimilarity), which gives screen door, bag, pot and screen 0.8 where they are right.
        Class accuracy, Dice, frequency-weighted IoU, kappa and Matthews are not in the original: usual definitions, undefined classes left out of means.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "counted as 0",
        PredictedOutOfRange = "counted as class N",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "counted as class N",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => EpsilonPerImage.Additive(dataset, OpenBins.Add);

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        Scores scores = EpsilonPerImage.Score(Name, counts, OpenBins.Add);
        return HumanSimilarity.IsKnown(counts.Dataset) ? scores with { Extra = [new(HumanSimilarity.Key, HumanSimilarity.Accuracy(counts))] } : scores;
    }
}
