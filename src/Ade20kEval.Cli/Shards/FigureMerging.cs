using Ade20kEval.Cli.Documents;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Shards;

/// <summary><c>merge</c> of shards of segments or detections.</summary>
/// <param name="Context">Where to.</param>
/// <param name="Console">What the terminal can do.</param>
/// <param name="Guard">What may be written onto.</param>
internal sealed record FigureMerging(CommandContext Context, ConsoleTableOptions Console, OutputGuard Guard)
{
    /// <summary>Where merged runs go; <see langword="null"/> for nowhere.</summary>
    public string? Folder { get; init; }

    /// <summary>What is written there, in the words of the command line.</summary>
    public required string Write { get; init; }

    /// <summary>Whether documents go to standard output.</summary>
    public bool Json { get; init; }

    /// <summary>Whether all categories are shown.</summary>
    public bool Classes { get; init; }

    /// <summary>Whether to keep warnings to oneself.</summary>
    public bool Quiet { get; init; }

    /// <summary>The schema that shards are of; <see langword="null"/> for label maps, and where none of them says.</summary>
    /// <exception cref="InputException">They are of several.</exception>
    public static string? SchemaOf(IReadOnlyList<ShardedSubmission> submissions)
    {
        // One that cannot be read is told by who reads it.
        (string File, string Schema)[] known = [.. submissions.SelectMany(static submission => submission.Files).Select(static file => (file, DocumentSchema.Of(file))).Where(static shard => shard.Item2 is not null)!];
        (string File, string Schema)? other = known.Where(shard => shard.Schema != known[0].Schema).Select(static shard => ((string, string)?)shard).FirstOrDefault();
        return other is (string file, string schema)
            ? throw new InputException($"{file}: is of schema '{schema}', and {known[0].File} of '{known[0].Schema}'; expected shards of one kind of run. Merge each kind by itself.")
            : known.Length > 0 && known[0].Schema is PanopticRun.Schema or InstanceRun.Schema ? known[0].Schema : null;
    }

    /// <summary>Merges, writes and shows.</summary>
    /// <param name="schema">The kind of run.</param>
    /// <param name="submissions">Shards, by submission.</param>
    /// <exception cref="InputException">Shards do not belong together.</exception>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public int Run(string schema, IReadOnlyList<ShardedSubmission> submissions) => schema == PanopticRun.Schema
        ? Run(
            submissions,
            file => new PanopticShardPart(file, PanopticJsonReader.ReadShardFile(file)),
            static parts => FigureShardWords.IntervalsOf(parts[0].Evidence) is IntervalOptions intervals ? FigureMerger.Merge(parts).WithIntervals(intervals) : FigureMerger.Merge(parts),
            static run => run.Header.Predictions.Name,
            (folder, _) => PanopticOutputs.Open(folder, Formats(PanopticOutputs.Formats), static _ => null, Guard),
            PanopticJsonWriter.Write,
            run => new PanopticDocument(run).Print(Context, Console, json: false, Classes, Quiet))
        : Run(
            submissions,
            file => new InstanceShardPart(file, InstanceJsonReader.ReadShardFile(file)),
            static parts => FigureShardWords.IntervalsOf(parts[0].Evidence) is IntervalOptions intervals ? FigureMerger.Merge(parts).WithIntervals(intervals) : FigureMerger.Merge(parts),
            static run => run.Header.Predictions.Name,
            (folder, run) => InstanceOutputs.Open(folder, Formats(InstanceOutputs.Formats), run.Errors is not null, !run.Scores.Rules.IsCityscapes, static _ => null, Guard),
            InstanceJsonWriter.Write,
            run => new InstanceDocument(run).Print(Context, Console, json: false, Classes, Quiet));

    private int Run<TPart, TRun>(
        IReadOnlyList<ShardedSubmission> submissions, Func<string, TPart> read, Func<List<TPart>, TRun> merge, Func<TRun, string> nameOf, Func<string, TRun, DocumentOutputs<TRun>> open, Action<TRun, Stream> write, Action<TRun> show)
        where TPart : ShardPart
    {
        List<TRun> runs = [];
        foreach (ShardedSubmission submission in submissions)
        {
            List<TPart> parts = [];
            foreach (string file in submission.Files)
            {
                Context.Cancellation.ThrowIfCancellationRequested();
                parts.Add(read(file));
                SavedRun.TellDisagreements([.. parts[^1].Header.Warnings.Where(WrittenFigures.IsDifference)], file, Context);
            }

            runs.Add(merge(parts));
        }

        if (Folder is not null)
        {
            foreach ((string folder, TRun run) in RunOutputs.Folders(Folder, [.. submissions.Zip(runs, (submission, run) => submission.FolderName(nameOf(run)))]).Zip(runs))
            {
                using DocumentOutputs<TRun> outputs = open(folder, run);
                outputs.Write(run);
                if (!Quiet)
                {
                    outputs.TellOlder(Context);
                }
            }
        }

        if (Json)
        {
            Print(runs, write);
            return ExitCode.Done;
        }

        foreach ((int i, TRun run) in runs.Index())
        {
            Context.Output.Write(i == 0 ? "" : "\n");
            show(run);
        }

        return ExitCode.Done;
    }

    // One document, or an array of several.
    private void Print<TRun>(List<TRun> runs, Action<TRun, Stream> write)
    {
        using Utf8TextStream output = new(Context.Output);
        for (int i = 0; i < runs.Count; i++)
        {
            Context.Output.Write(runs.Count == 1 ? "" : i == 0 ? "[\n" : ",\n");
            write(runs[i], output);
        }

        Context.Output.Write(runs.Count == 1 ? "" : "]\n");
    }

    private string[] Formats(IReadOnlyList<string> known) => OptionWords.Names("--write", Write, "report format", known);
}
