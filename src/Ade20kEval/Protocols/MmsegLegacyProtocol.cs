using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>MMSegmentation 0.12.0, whose histogram put some classes one too low; scores published with it are not comparable.</summary>
internal sealed class MmsegLegacyProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "mmseg-0.12";

    /// <inheritdoc/>
    public override string Title => "MMSegmentation 0.12.0 (histogram bug)";

    /// <inheritdoc/>
    public override string Source => "open-mmlab/mmsegmentation 0.12.0: mmseg/core/evaluation/metrics.py; mended in 0.13 (pull request 471)";

    /// <inheritdoc/>
    public override string Explanation => """
        As mmseg, but torch.histc ran over 0..N instead of 0..N-1: in float32, v / N * N falls below v for a few classes, which are then counted as the class before. With 150 classes: fireplace, blind, television receiver, bottle, cradle and animal, which become undefined and are skipped. A value N counts as class N-1.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => ClosedBins.Traits with { Always = "some classes are counted as the one before" };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = CountPair(dataset),
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ClassCounts all = new(counts.Dataset.ClassCount);
        CountPair count = CountPair(counts.Dataset);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            count(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
        }

        return MmsegSheet.Fill(Name, counts, all);
    }

    private static CountPair CountPair(Dataset dataset) => (groundTruth, prediction, pixels, into) =>
    {
        if (IgnoreIndex.IsIgnoredAfterReducing(groundTruth, dataset))
        {
            return;
        }

        int bin = Bin(groundTruth, dataset.ClassCount);
        into.AddScored(pixels);
        into.AddGroundTruth(bin, pixels);
        into.AddPredicted(Bin(prediction, dataset.ClassCount), pixels);
        if (groundTruth == prediction)
        {
            into.AddIntersection(bin, pixels);   // compared first, put into bins afterwards
        }

        if (bin < dataset.ClassCount)
        {
            into.AddAccuracy(groundTruth == prediction, pixels);
        }
    };

    /// <summary>The bin of a label among N bins over 0..N, as float32 finds it.</summary>
    internal static int Bin(int label, int classCount) =>
        label == classCount ? classCount - 1
        : label > classCount || label < 0 ? label
        : (int)((float)label / classCount * classCount);
}
