using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>fast_hist of FCN's scoring code: <c>bincount(n * gt + pred)</c> over the pixels whose ground truth is in 0..n-1.</summary>
internal static class FcnHistogram
{
    /// <summary>Counts a run.</summary>
    /// <returns><see langword="false"/>, and why, when the original raises.</returns>
    public static bool TryCount(RunCounts run, out ClassCounts counts, out string error)
    {
        int n = run.Dataset.ClassCount;
        int ignore = IgnoreIndex.Of(run.Dataset);
        BincountTable table = new()
        {
            ClassCount = n,
            Side = n,
            GroundTruth = label => label < n ? label : BincountTable.LeftOut,
            Prediction = label => IgnoreIndex.InFile(label, ignore),
        };
        return table.TryCount(run, out counts, out error);
    }
}
