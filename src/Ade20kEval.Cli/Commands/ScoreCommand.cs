using System.CommandLine;
using Ade20kEval.Cli.Hosting;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>score PREDICTIONS GROUND_TRUTH</c>: the main job.</summary>
internal static class ScoreCommand
{
    public static CommandDefinition Create(CommandContext context)
    {
        ScoreOptions options = new();
        return new CommandDefinition([options.Paths], options.All, Examples, parsed => Run(context, options, parsed));
    }

    private const string Examples = """
          ade20k-eval score predictions/ ground-truth/
              the challenge score under the benchmark's own arithmetic
          ade20k-eval score predictions.zip ground-truth/ --out results --write json,csv
              also results/run.json and tables of classes and images
          ade20k-eval score --predictions a/ --predictions b/ ground-truth/
              two models in one pass over the ground truth
          ade20k-eval score predictions/ ground-truth/ --prediction-labels indices
              predictions saved as class indices 0..149 instead of ids 1..150
          ade20k-eval score predictions/ ground-truth/ --shard 2/8 --out results
              the second of eight slices, results/run.2-of-8.json; `ade20k-eval merge results` joins them
        """;

    private static int Run(CommandContext context, ScoreOptions options, ParseResult parsed)
    {
        (string[] predictionPaths, string groundTruthPath) = options.ReadPaths(parsed);
        ConsoleTableOptions console = options.Terminal.ReadLayout(parsed, context.Environment);
        bool quiet = parsed.GetValue(options.Terminal.Quiet);
        using ProgressLine? progress = options.Terminal.OpenProgress(parsed, context.Environment);
        EvaluationOptions evaluation = options.ReadEvaluation(parsed, context.Environment);
        evaluation = evaluation with { Execution = evaluation.Execution with { OnProgress = progress is null ? null : progress.Report } };

        if (parsed.GetValue(options.Participants.File) is string figures)
        {
            progress?.Dispose();
            return predictionPaths.Length == 1 && evaluation.Execution.Shard is null && parsed.GetValue(options.Out) is null && !parsed.GetValue(options.Json)
                ? ParticipantScoring.Run(context, predictionPaths[0], groundTruthPath, evaluation, options.Participants.Read(parsed, figures))
                : throw new UsageException($"--for-participants {figures}: is for one submission, scored whole, and writes nothing else; leave out --out, --json, --shard and further sets.");
        }

        string[] own = [.. predictionPaths.Select(RunNames.OfPath)];
        string[] names = RunNames.Of(own, predictionPaths, parsed.GetValue(options.Name) ?? []);

        // Opened before the first mask is read: a run that cannot be saved has failed, and says so at once.
        ReportChoice report = options.ReadFormats(parsed, context.Environment);
        using ShardScoring? shard = options.ReadShard(parsed, evaluation, names, quiet ? static _ => { } : context.Say);
        using RunOutputs? outputs = shard is null && parsed.GetValue(options.Out) is string folder
            ? RunOutputs.Open(folder, predictionPaths, names, path => report.Files(evaluation.Scoring.Dataset, path, options.ReadPage(parsed, evaluation, path, groundTruthPath, sentence => context.Say($"warning: {sentence}")), "json"), report.Formats, OutputGuard.OfMasks(parsed, options.Force, options.Out))
            : null;
        Func<RunDocument, RunDocument> subset = options.ReadSubset(parsed, evaluation.Scoring.Dataset);
        Func<RunDocument, RunDocument> intervals = options.Uncertainty.Read(parsed);
        Func<RunDocument, RunDocument> slices = options.Slices.Read(parsed);
        MaskSourceOptions inputs = options.Inputs.Read(parsed) with { Outputs = outputs?.Paths ?? [] };
        using MaskSource groundTruth = MaskSource.Open(groundTruthPath, inputs);
        RunPrinter printer = new(context, console) { Json = parsed.GetValue(options.Json), Classes = parsed.GetValue(options.Classes), Quiet = quiet };
        if (parsed.GetValue(options.KeepGoing))
        {
            KeptGoing kept = KeptGoing.Score(predictionPaths, inputs, open => shard is not null
                ? shard.Run(groundTruth, open, place => NameOf(place, open.First(set => set.Place == place).Source.Name), evaluation, run => intervals(subset(run)), keepsGoing: true, context.Cancellation)
                : [.. Evaluator.EvaluateEach(groundTruth, [.. open.Select(set => set.Source)], evaluation, context.Cancellation)
                    .Select((outcome, i) => outcome.Run is RunDocument run ? outcome with { Run = RenamedIfTold(intervals(slices(subset(run))), open[i].Place) } : outcome)]);
            progress?.Dispose();
            context.Cancellation.ThrowIfCancellationRequested();
            outputs?.Write(kept.Runs, context.Cancellation);
            if (parsed.GetValue(options.Out) is string root)
            {
                kept.WriteErrors(RunOutputs.Folders(root, names), names, evaluation.Execution.Shard is ShardInfo slice ? ShardFiles.ErrorName(slice) : SubmissionError.FileName);
            }

            printer.Print([.. kept.Runs.OfType<RunDocument>()]);
            TellWritten(kept.Runs);
            Conclude();
            return kept.Tell(context, names);
        }

        List<MaskSource> predictions = [];
        try
        {
            predictions.AddRange(predictionPaths.Select(path => MaskSource.Open(path, inputs)));
            IReadOnlyList<RunDocument> runs = shard is not null
                ? [.. shard.Run(groundTruth, [.. predictions.Index()], place => NameOf(place, predictions[place].Name), evaluation, run => intervals(subset(run)), keepsGoing: false, context.Cancellation)
                    .Select(outcome => outcome.Run!)]
                : [.. Evaluator.Evaluate(groundTruth, predictions, evaluation, context.Cancellation).Select(subset).Select(slices).Select(intervals)
                    .Select(RenamedIfTold)];
            progress?.Dispose();
            context.Cancellation.ThrowIfCancellationRequested();
            outputs?.Write(runs, context.Cancellation);
            (printer with { Notes = [.. predictions.Prepend(groundTruth).Select(source => source.EnclosingFolderNote).OfType<string>().Distinct()] }).Print(runs);
            TellWritten(runs);
            Conclude();
        }
        catch (OperationCanceledException stop) when (progress is not null)
        {
            progress.Dispose();
            throw progress.Interrupted(stop, "nothing was written.");
        }
        finally
        {
            predictions.ForEach(source => source.Dispose());
        }

        return ExitCode.Done;

        void Conclude()
        {
            if (progress?.Conclude() is string sentence)
            {
                context.Output.Flush();
                context.Say(sentence);
            }
        }

        void TellWritten(IReadOnlyList<RunDocument?> runs)
        {
            if (outputs is not null && !quiet)
            {
                context.Say(WrittenFiles.Sentence(parsed.GetValue(options.Out)!, outputs.Paths));
                foreach (string older in outputs.TellOlder(runs))
                {
                    context.Say($"note: {older}");
                }
            }
        }

        RunDocument RenamedIfTold(RunDocument run, int i) => RunNames.Rename(run, NameOf(i, run.Predictions.Name));

        // A set that nobody gave a name keeps that of its source, which has no ending; but where a.zip and the folder a are scored, both keep theirs.
        string NameOf(int i, string ofSource) => names[i] == own[i] && predictionPaths.Count(path => MaskFileNames.SourceName(path) == ofSource) == 1 ? ofSource : names[i];
    }
}
