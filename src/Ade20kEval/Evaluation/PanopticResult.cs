using Ade20kEval.Files;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>A place for everything that workers find out, so that the order in which they finish cannot show. The files' digests stand behind those of the JSON.</summary>
/// <param name="images">How many images there are.</param>
internal sealed class PanopticResult(int images)
{
    /// <summary>The evidence of each image.</summary>
    public PanopticImage[] Images { get; } = new PanopticImage[images];

    /// <summary>The ground truth's digests: the JSON's, then the pictures'.</summary>
    public DigestList GroundTruth { get; } = new(images + 1);

    /// <summary>The predictions' digests.</summary>
    public DigestList Predictions { get; } = new(images + 1);

    /// <summary>What is wrong with images.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>Adds the digests of the JSON; label maps have none.</summary>
    public void SetAnnotations(PanopticInputs inputs)
    {
        GroundTruth.Set(0, PanopticShards.DigestOf(inputs.GroundTruthJson));
        Predictions.Set(0, PanopticShards.DigestOf(inputs.PredictionsJson));
    }
}
