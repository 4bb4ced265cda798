using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>SceneParse150's scorer in Python, published beside the one in MATLAB, from which it differs on values out of range.</summary>
internal sealed class SceneParsePythonProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "sceneparse-python";

    /// <inheritdoc/>
    public override string Title => "SceneParse150 benchmark (Python)";

    /// <inheritdoc/>
    public override string Source => "CSAILVision/sceneparsing@e202229: evaluationCode/utils_eval.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 1..N, void 0. Pixels that are void in the ground truth are left out.
        IoU: summed over images, with 2^-52 added to the union once per image; mean over all N classes.
        Absent classes: IoU 0, and they stay in the mean.
        Out of range: numpy.histogram drops values above N. Predicted, they are misses only. In the ground truth they belong to no class, but what was predicted there is a false alarm, and the pixel counts for accuracy.
        Predicted void: a miss of the ground-truth class, a false alarm of none, and wrong for pixel accuracy.
        Pixel accuracy: equal values / all labelled pixels, values above N included.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "counted as 0",
        PredictedOutOfRange = "misses, and false alarms of no class",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "no class, but what is predicted there is a false alarm, and they count for pixel accuracy",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => EpsilonPerImage.Additive(dataset, HistogramBins.Add);

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts) => EpsilonPerImage.Score(Name, counts, HistogramBins.Add);
}
