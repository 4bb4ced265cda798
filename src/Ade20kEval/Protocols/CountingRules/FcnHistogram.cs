using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>fast_hist of FCN's scoring code: <c>bincount(n * gt + pred)</c> over the pixels whose ground truth is in 0..n-1.</summary>
internal static class FcnHistogram
{
    /// <summary>Counts a run.</summary>
    /// <returns><see langword="false"/>, and why, when the original raises.</returns>
    public static bool TryCount(RunCounts run, out ClassCounts counts, out string error) => Table(run.Dataset).TryCount(run, out counts, out error);

    /// <summary>What an image adds.</summary>
    public static AdditiveScore Additive(Dataset dataset) => Table(dataset).Additive();

    private static BincountTable Table(Dataset dataset)
    {
        int n = dataset.ClassCount;
        int ignore = IgnoreIndex.Of(dataset);
        return new()
        {
            ClassCount = n,
            Side = n,
            GroundTruth = label => label < n ? label : BincountTable.LeftOut,
            Prediction = label => IgnoreIndex.InFile(label, ignore),
        };
    }
}
