using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;

namespace Ade20kEval.Boards;

/// <summary>Makes a board's entry of a run.</summary>
internal static class EntryScoring
{
    /// <summary>The entry that a run makes, and the run as it is kept: without what differs between two equal runs.</summary>
    /// <param name="rules">The board's rules.</param>
    /// <param name="run">The run.</param>
    /// <param name="metadata">What is said of the entry.</param>
    /// <param name="masks">Digest of the masks that were scored (<see cref="MaskPixels"/>); <see langword="null"/> for a document whose masks nobody saw.</param>
    /// <exception cref="InputException">The run does not fit the board.</exception>
    public static (BoardEntry Entry, byte[] Run) Of(BoardDefinition rules, RunDocument run, EntryMetadata metadata, string? masks = null)
    {
        if (run.Dataset.Name != rules.Dataset)
        {
            throw new InputException($"{run.Predictions.Name}: was scored as {run.Dataset.Name}; the board is of {rules.Dataset}.");
        }

        if (run.Partial || run.Shard is not null)
        {
            throw new InputException($"{run.Predictions.Name}: covers only a part of the ground truth. Merge its shards, or score all of it.");
        }

        if (rules.GroundTruth is string expected && run.GroundTruth.Digest != expected)
        {
            throw new InputException($"{run.Predictions.Name}: was scored against another ground truth (digest {run.GroundTruth.Digest}) than the board's ({expected}).");
        }

        Protocol protocol = ProtocolCatalog.Find(rules.Protocol);
        RunDocument kept = Rescoring.Apply(run, [protocol]) with
        {
            Header = run.Header with { Tool = new ToolInfo(run.Tool.Version, "any"), Predictions = run.Predictions with { Name = metadata.Method } },
        };
        byte[] document = RunJsonWriter.Write(kept);
        Metric[] figures = [.. rules.Figures.Concat(Metrics.ByImportance).DistinctBy(metric => metric.Key)];
        return (new BoardEntry
        {
            Kind = EntryKind.Scored,
            Metadata = metadata,
            Protocol = protocol.Name,
            Tool = ToolInfo.CurrentVersion,
            GroundTruth = run.GroundTruth.Digest,
            Run = BoardJsonText.Digest(document),
            Masks = masks,
            Error = kept.Primary.Error,
            Figures = [.. figures.Select(metric => KeyValuePair.Create(metric.Key, metric.Of(kept.Primary) is double value && double.IsFinite(value) ? value : (double?)null))],
        }, document);
    }
}
