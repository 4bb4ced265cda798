using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>Why protocols differ on this data: one line each, with counts, for those who see several numbers side by side. Those that give the same figures do not differ, whatever they would do elsewhere.</summary>
internal static class ProtocolDifferences
{
    // Below what anybody prints: sums in other orders, or in single precision, are no other figures.
    private const double Same = 1e-6;

    /// <summary>One entry for each of the scores, in their order.</summary>
    /// <param name="run">The run that was scored.</param>
    /// <param name="scores">Its scores under protocols of the catalogue; of one alone all is told that it does in its own way.</param>
    public static IReadOnlyList<ProtocolDifference> Explain(RunCounts run, IEnumerable<Scores> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        DisputedData data = DisputedData.Of(run);
        Scores[] all = [.. scores];
        List<string>[] reasons = [.. all.Select(score => Reasons(ProtocolCatalog.Find(score.Protocol).Traits(run.Dataset), data, score))];
        int[] groups = GroupsOf(all);
        return [.. all.Select((score, i) => new ProtocolDifference(score.Protocol, all.Length == 1 || groups.Any(group => group != groups[i]) ? Causes([.. reasons.Where((_, other) => groups[other] == groups[i])]) : []))];
    }

    /// <summary>What tells those that give the same figures from the others: what all of them do. What only some of them do made no difference.</summary>
    private static List<string> Causes(List<string>[] same)
    {
        List<string> common = [.. same[0].Where(reason => same.All(other => other.Contains(reason)))];
        return common.Count > 0 ? common : same.MinBy(static reasons => reasons.Count)!;
    }

    /// <summary>For each of the scores the first that has its figures.</summary>
    private static int[] GroupsOf(Scores[] all)
    {
        int[] first = new int[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            first[i] = Enumerable.Range(0, i).Where(other => first[other] == other && AreEqual(all[other], all[i])).Append(i).First();
        }

        return first;
    }

    // In all figures that both give, and there is one; a protocol's own figures set no other apart.
    private static bool AreEqual(Scores one, Scores other)
    {
        Dictionary<string, double> known = MetricValue.AllOf(one).Where(static figure => figure.Value is not null).ToDictionary(static figure => figure.Key, static figure => figure.Value!.Value);
        double[] differences = [.. MetricValue.AllOf(other).Where(figure => figure.Value is not null && known.ContainsKey(figure.Key)).Select(figure => Math.Abs(figure.Value!.Value - known[figure.Key]))];
        return one.Error == other.Error && differences.Length > 0 && differences.All(static difference => difference <= Same);
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
