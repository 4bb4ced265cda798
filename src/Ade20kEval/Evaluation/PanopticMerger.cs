using Ade20kEval.Panoptic;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>Joins the shards of one panoptic run: what comes out is the document of the whole run, to the last byte but those of its line <c>tool</c>. Intervals are the caller's.</summary>
internal static class PanopticMerger
{
    /// <summary>Joins shards.</summary>
    /// <param name="parts">What each file is called, and what it holds; in any order.</param>
    /// <exception cref="Files.InputException">As of <see cref="ShardAgreement.Require"/>.</exception>
    public static PanopticRun Merge(IReadOnlyList<PanopticShardPart> parts)
    {
        PanopticShardPart[] sorted = [.. parts.OrderBy(static part => part.Shard.Index)];
        ShardAgreement.Require(sorted);
        PanopticRun first = sorted[0].Run;
        PanopticEvidence evidence = first.Evidence with { Images = [.. sorted.SelectMany(static part => part.Run.Evidence.Images)] };
        return PanopticWhole.Create(
            evidence,
            PanopticProtocol.Find(first.Protocol),
            first.Areas,
            [.. first.Mended.Select(PanopticQuirk.Find)],
            new RunHeader
            {
                Tool = ShardPart.ToolOf(sorted),
                GroundTruth = InputOf(sorted, first.Header.GroundTruth.Name, static evidence => (evidence.GroundTruthNames, evidence.GroundTruthDigests)),
                Predictions = InputOf(sorted, first.Header.Predictions.Name, static evidence => (evidence.PredictionNames, evidence.PredictionDigests)),
                Warnings = sorted[0].Evidence.NameWarnings,
            },
            sorted[0].Evidence.GroundTruthPath);
    }

    // The JSON, which all shards have, and then the pictures of each.
    private static InputInfo InputOf(PanopticShardPart[] parts, string name, Func<FigureShardEvidence, (IReadOnlyList<string> Names, DigestList Digests)> sideOf)
    {
        DigestList all = new(1 + parts.Sum(static part => part.ImageCount));
        List<string> names = [];
        foreach (PanopticShardPart part in parts)
        {
            (IReadOnlyList<string> own, DigestList digests) = sideOf(part.Evidence);
            for (int i = names.Count == 0 ? 0 : 1; i < own.Count; i++)
            {
                all.Set(names.Count, digests[i]);
                names.Add(own[i]);
            }
        }

        return new InputInfo(name, all.Count - 1, all.Combine(names));
    }
}
