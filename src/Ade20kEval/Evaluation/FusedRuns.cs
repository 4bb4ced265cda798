using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>What came out of a fusion.</summary>
/// <param name="ImageCount">How many images were fused.</param>
/// <param name="Fused">The run of the fused maps; <see langword="null"/> when they were not to be scored.</param>
/// <param name="Alone">The run of every view alone (a view and its twin where the rule joins them); empty unless each was asked for.</param>
/// <param name="Prefixes">The run of the first view, of the first two, and so on; the last is <paramref name="Fused"/>. Empty unless each was asked for.</param>
/// <param name="Warnings">What to tell about names, also where nothing was scored.</param>
public sealed record FusedRuns(
    int ImageCount, RunDocument? Fused, IReadOnlyList<RunDocument> Alone, IReadOnlyList<RunDocument> Prefixes, IReadOnlyList<string> Warnings)
{
    /// <summary>Every document once: the fused one, the views alone, and the first two, three, ... together.</summary>
    public IReadOnlyList<RunDocument> All => Fused is null ? [] : [.. new[] { Fused }.Concat(Alone).Concat(Prefixes.Skip(1)).Distinct<RunDocument>(ReferenceEqualityComparer.Instance)];

    /// <summary>Every document put through a function, each once: what is the same document stays one.</summary>
    internal FusedRuns With(Func<RunDocument, RunDocument> change)
    {
        Dictionary<RunDocument, RunDocument> changed = new(ReferenceEqualityComparer.Instance);
        RunDocument Of(RunDocument run) => changed.TryGetValue(run, out RunDocument? done) ? done : changed[run] = change(run);
        return this with { Fused = Fused is null ? null : Of(Fused), Alone = [.. Alone.Select(Of)], Prefixes = [.. Prefixes.Select(Of)] };
    }
}
