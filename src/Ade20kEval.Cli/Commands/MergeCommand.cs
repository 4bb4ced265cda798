using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Evaluation;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>merge PART...|DIR</c>: the shards of a run become the run.</summary>
internal static class MergeCommand
{
    private const string Examples = """
          ade20k-eval merge results/ --out results/
              all run.I-of-N.json of a folder become results/run.json, as one machine would have written it
          ade20k-eval merge results/run.*-of-8.json --json
              the same from files, to standard output
          ade20k-eval merge node1/ node2/ --out results/ --write html,csv
              shards that several machines kept to themselves; also the page and tables of the whole run. Shards of `panoptic` and `instances` likewise
          ade20k-eval merge results/ --out results/ --slices images.csv
              the whole run, and parts of its images
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> paths = new("PART")
        {
            Description = "Shards, as `score`, `panoptic` or `instances` with `--shard I/N --out` writes them, or folders of them; of several submissions each has a folder in the folder.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> folder = new("--out") { Description = "Write run.json, and what --write names, into this folder.", HelpName = "DIR" };
        Option<string> write = new Option<string>("--write")
        {
            Description = $"What --out writes: a list of {string.Join(',', ReportChoice.AllFormats)}; run.json is always there.",
            DefaultValueFactory = _ => "json",
            HelpName = "LIST",
        }.Completing(ReportChoice.AllFormats);
        ForceOption force = new();
        FigureOptions figures = new();
        SliceOption slices = new();
        Option<bool> classes = new("--classes") { Description = "Print the table of all classes." };
        Option<bool> json = new("--json") { Description = "The run document on standard output instead of the summary." };
        TerminalOptions terminal = new();
        return new CommandDefinition([paths], [folder, write, force, slices, .. figures.All, classes, json, .. terminal.All], Examples, parsed =>
        {
            RunPrinter printer = new(context, terminal.ReadLayout(parsed, context.Environment)) { Json = parsed.GetValue(json), Classes = parsed.GetValue(classes), Quiet = parsed.GetValue(terminal.Quiet) };
            OptionUse.Require(parsed, !parsed.GetValue(json), $"the summary, which {json.Name} replaces", classes);
            string? target = parsed.GetValue(folder);
            if (target is null && parsed.GetResult(write) is { Implicit: false })
            {
                throw new UsageException($"--write {parsed.GetRequiredValue(write)}: where to? Give --out DIR as well.");
            }

            ShardedSubmission[] submissions = [.. ShardedSubmission.In(parsed.GetRequiredValue(paths))];
            if (FigureMerging.SchemaOf(submissions) is string schema)
            {
                OptionUse.Require(parsed, false, "shards of label maps, as score writes them", [slices, .. figures.All]);
                return new FigureMerging(context, printer.Console, OutputGuard.Of(parsed, force))
                {
                    Folder = target,
                    Write = parsed.GetRequiredValue(write),
                    Json = printer.Json,
                    Classes = printer.Classes,
                    Quiet = printer.Quiet,
                }.Run(schema, submissions);
            }

            ReportChoice report = ReportChoice.Parse(write.Name, parsed.GetRequiredValue(write), figures, parsed, context.Environment);
            Func<RunDocument, RunDocument> divide = slices.ReadSaved(parsed);
            RunDocument?[] runs = [.. submissions.Select(submission => submission.Error is null ? divide(Merge(submission.Files, context)) : null)];
            RunDocument[] merged = [.. runs.OfType<RunDocument>()];
            string[] names = [.. submissions.Select((submission, i) => submission.FolderName(runs[i]?.Predictions.Name ?? submission.Error!.Predictions))];
            if (target is not null)
            {
                if (merged.Length > 0)
                {
                    using RunOutputs outputs = RunOutputs.Open(
                        target, names, names, name => report.Files(merged[0].Dataset, name, new PageOptions { Parts = RunParts.Of(runs[Array.IndexOf(names, name)] ?? merged[0]) }, "json"), report.Formats, OutputGuard.Of(parsed, force));
                    outputs.Write(runs);
                    foreach (string older in printer.Quiet ? [] : outputs.TellOlder(runs))
                    {
                        context.Say($"note: {older}");
                    }
                }

                ShardedSubmission.WriteErrors(submissions, RunOutputs.Folders(target, names));
            }

            printer.Print(merged);
            return ShardedSubmission.Tell(context, submissions);
        });
    }

    private static RunDocument Merge(IReadOnlyList<string> files, CommandContext context)
    {
        List<MaskShardPart> parts = [];
        foreach (string file in files)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            parts.Add(new MaskShardPart(file, SavedRun.Read(file, context)));
        }

        return ShardRequest.Finish(ShardMerger.Merge(parts), parts);
    }
}
