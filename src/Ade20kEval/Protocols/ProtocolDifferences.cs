using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>Why protocols differ on this data: one line each, with counts, for those who see several numbers side by side.</summary>
internal static class ProtocolDifferences
{
    /// <summary>One entry for each of the scores, in their order.</summary>
    /// <param name="run">The run that was scored.</param>
    /// <param name="scores">Its scores under protocols of the catalogue.</param>
    public static IReadOnlyList<ProtocolDifference> Explain(RunCounts run, IEnumerable<Scores> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        DisputedData data = DisputedData.Of(run);
        return [.. scores.Select(score => new ProtocolDifference(score.Protocol, Reasons(ProtocolCatalog.Find(score.Protocol).Traits(run.Dataset), data, score)))];
    }

    private static List<string> Reasons(ProtocolTraits traits, DisputedData data, Scores scores)
    {
        if (scores.Error is string error)
        {
            return [error];
        }

        List<string> reasons = [];
        Add(traits.Always);
        AddClasses(data.AbsentClasses, "absent", traits.AbsentClasses);
        AddClasses(data.PredictedOnlyClasses, "predicted but absent from the ground truth", traits.PredictedOnlyClasses);
        AddPixels(data.PredictedOutOfRangePixels, "predicted out of range", traits.PredictedOutOfRange);
        AddPixels(data.PredictedVoidPixels, "predicted void", traits.PredictedVoid);
        AddPixels(data.MissingPixels, "without prediction", "misses");
        AddPixels(data.GroundTruthOutOfRangePixels, "out of range in the ground truth", traits.GroundTruthOutOfRange);
        AddPixels(data.GroundTruthVoidPixels, "void in the ground truth", traits.GroundTruthVoid);
        return reasons;

        void Add(string? reason)
        {
            if (reason is not null)
            {
                reasons.Add(reason);
            }
        }

        void AddClasses(int count, string which, string what) =>
            Add(count == 0 ? null : Invariant($"{count} {(count == 1 ? "class" : "classes")} {which}: {what}"));

        void AddPixels(long count, string which, string? what) =>
            Add(count == 0 || what is null ? null : Invariant($"{count:N0} {(count == 1 ? "pixel" : "pixels")} {which}: {what}"));
    }
}
