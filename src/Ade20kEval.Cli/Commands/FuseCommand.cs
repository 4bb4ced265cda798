using System.CommandLine;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Evaluation;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>fuse --view DIR[:flip] ...</c>: several scales and flips of a network's scores become one label map, written or scored.</summary>
internal static class FuseCommand
{
    private const string Examples = """
          ade20k-eval fuse --view s100/ --view s100-flip/:flip --view s150/ --sizes-from ground-truth/ --out fused/
              label maps of three views, as mmsegmentation would fuse them
          ade20k-eval fuse --view s100/ --view s150/ --sizes-from ground-truth/ --score --each --run-out results/
              the single-scale and multi-scale table, run documents and charts of the gain
          ade20k-eval fuse --view s100/ --view s100-flip/:flip --sizes-from ground-truth/ --rule pspnet --score
              PSPNet's rule: the logits of flipped twins are summed first
          ade20k-eval fuse --view s100/ --sizes-from ground-truth/ --score --calibration --run-out results/
              whether the network's probabilities can be trusted; `report results/run.json` draws them
          ade20k-eval fuse --votes --view model-a/ --view model-b/ --view model-c/ --sizes-from ground-truth/ --score
              three models' label maps vote
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        FuseOptions options = new();
        return new CommandDefinition([], options.All, Examples, parsed => Run(context, options, parsed));
    }

    private static int Run(CommandContext context, FuseOptions options, ParseResult parsed)
    {
        FusedOutputs wanted = options.ReadOutputs(parsed);
        ConsoleTableOptions console = options.Terminal.ReadLayout(parsed, context.Environment);
        bool quiet = parsed.GetValue(options.Terminal.Quiet);
        using ProgressLine? progress = options.Terminal.OpenProgress(parsed, context.Environment);
        EvaluationOptions evaluation = options.ReadEvaluation(parsed, context.Environment);
        evaluation = evaluation with { Execution = evaluation.Execution with { OnProgress = progress is null ? null : progress.Report } };
        Func<RunDocument, RunDocument> intervals = options.Uncertainty.Read(parsed);
        using FusionViews views = options.OpenViews(parsed);
        using MaskSource sizes = NonEmptyMasks.Open(parsed.GetRequiredValue(options.Sizes));

        // Opened before the first map is read: a run that cannot be saved has failed, and says so at once.
        OutputGuard guard = OutputGuard.OfMasks(parsed, options.Force, options.Out, options.RunOut);
        if (wanted.LabelFolder is string maps)
        {
            guard.Require(sizes.Entries.Select(entry => (FusedMaskWriter.PathOf(maps, entry.Stem), entry.RelativePath)));
        }

        using FuseRunOutputs? saved = parsed.GetValue(options.RunOut) is string folder ? FuseRunOutputs.Open(folder, options.ReadCharts(parsed, context.Environment), guard) : null;
        FusedRuns runs = FusedEvaluator.Evaluate(sizes, views, evaluation.Scoring, wanted, evaluation.Execution, context.Cancellation);
        runs = runs.With(intervals);
        if (parsed.GetValue(options.Name) is string name && runs.Fused is RunDocument fused)
        {
            RunDocument renamed = RunNames.Rename(fused, RunNames.Of([fused.Predictions.Name], [""], [name])[0]);
            runs = runs.With(run => ReferenceEquals(run, fused) ? renamed : run);
        }

        progress?.Dispose();
        saved?.Write(runs);
        if (!quiet)
        {
            saved?.TellOlder(context);
        }

        Print(context, runs, wanted, new RunPrinter(context, console) { Json = parsed.GetValue(options.Json), Quiet = quiet });
        if (progress?.Conclude() is string sentence)
        {
            context.Output.Flush();
            context.Say(sentence);
        }

        return ExitCode.Done;
    }

    private static void Print(CommandContext context, FusedRuns runs, FusedOutputs wanted, RunPrinter printer)
    {
        if (printer.Json)
        {
            printer.Print(runs.All);
            return;
        }

        if (runs.Fused is not null)
        {
            printer.Print([runs.Fused]);
            if (wanted.Each)
            {
                context.Output.Write('\n');
                ConsoleTableWriter.Write(context.Output, FusionTables.Steps(runs), printer.Console);
                context.Output.Write('\n');
                ConsoleTableWriter.Write(context.Output, FusionTables.ClassGains(runs), printer.Console);
            }
        }
        else if (!printer.Quiet)
        {
            foreach (string warning in runs.Warnings)
            {
                context.Say($"warning: {AdviceWords.AddTo(warning)}");
            }
        }

        if (wanted.LabelFolder is not null)
        {
            context.Output.Write(Invariant($"{(wanted.Scores ? "\n" : "")}{Plural.Of(runs.ImageCount, "label map")} written to {TerminalText.Clean(wanted.LabelFolder)}\n"));
        }
    }
}
