using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Shards;

/// <summary>Scores one slice of a set of segments or detections, unless its document is there already.</summary>
/// <typeparam name="TRun">The kind of run.</typeparam>
internal sealed record FigureShard<TRun> where TRun : class
{
    /// <summary>Which slice.</summary>
    public required ShardInfo Shard { get; init; }

    /// <summary>Where its document goes; <see langword="null"/> for nowhere.</summary>
    public required string? Folder { get; init; }

    /// <summary>Reads a document.</summary>
    public required Func<string, TRun> Read { get; init; }

    /// <summary>What is different between a document and what scoring would write; <see langword="null"/> for nothing.</summary>
    public required Func<TRun, string?> Difference { get; init; }

    /// <summary>Scores.</summary>
    public required Func<TRun> Score { get; init; }

    /// <summary>What else is done to a run that was scored.</summary>
    public required Func<TRun, TRun> Complete { get; init; }

    /// <summary>The kind of run.</summary>
    public required string Schema { get; init; }

    /// <summary>Writes a document.</summary>
    public required Action<TRun, Stream> Write { get; init; }

    /// <summary>Takes a sentence where the document is there already.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Finds, or scores and writes.</summary>
    /// <exception cref="InputException">As of the evaluator.</exception>
    /// <exception cref="OutputException">The document could not be written.</exception>
    public TRun Run()
    {
        string? path = Folder is null ? null : Path.Combine(Folder, ShardFiles.Name(Shard));
        if (path is not null && Find(path) is TRun found)
        {
            return found;
        }

        using AtomicFile? file = path is null ? null : AtomicFile.Create(path);
        TRun run = Complete(Score());
        file?.Prepare(stream => Write(run, stream));
        file?.Commit();
        return run;
    }

    private TRun? Find(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        ShardFiles.RequireKind(path, Schema);
        TRun? run = null;
        string? difference;
        try
        {
            run = Read(path);
            difference = Difference(run);
        }
        catch (InputException)
        {
            difference = null;   // damaged; or the inputs are, and then scoring says so
            run = null;
        }

        Say(ShardFiles.AlreadyThere(path, run is not null, difference));
        return difference is null ? run : null;
    }
}

/// <summary>What was asked of a whole run of segments or detections and cannot be done to one slice of it: intervals. Shards carry it in words, and merging does it.</summary>
internal static class FigureShardWords
{
    /// <summary>The words.</summary>
    /// <param name="intervals">The word of <c>--ci</c>.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string intervals) => [new(ShardRequest.IntervalsKey, intervals)];

    /// <summary>The header of a slice that carries them.</summary>
    public static RunHeader AddTo(RunHeader header, string intervals) => header with { Evidence = header.Evidence! with { Options = [.. header.Evidence.Options, .. Of(intervals)] } };

    /// <summary>What the heading of a run says of its slice.</summary>
    public static string Of(ShardInfo? shard) => shard is null ? "" : Invariant($"; partial: shard {shard}");

    /// <summary>How intervals of the merged run are made; <see langword="null"/> for none.</summary>
    public static IntervalOptions? IntervalsOf(ShardEvidence evidence) => evidence.Option(ShardRequest.IntervalsKey) is string word ? UncertaintyOptions.ParseMethod(word, null) : null;
}
