using System.CommandLine;
using Ade20kEval.Cli.Documents;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>rescore RUN.json</c>: the same counts under another protocol, without the masks.</summary>
internal static class RescoreCommand
{
    private const string Examples = """
          ade20k-eval rescore run.json --protocol mmseg
              what mmsegmentation would have said
          ade20k-eval rescore run.json --protocol all --out rescored
              every protocol that fits, side by side, and rescored/run.json
          ade20k-eval report run.json --protocol mmseg --out report
              the page under another protocol: `report` computes it by itself
          ade20k-eval rescore panoptic/run.json --areas png --classes
              a saved panoptic run with areas from the pixels of its PNGs, which are not read again
          ade20k-eval rescore run.json --slices images.csv
              how parts of the images do: a column of the table each, beside the whole set on the same classes
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> files = new("RUN.json") { Description = "Run documents, or folders that `score --out` wrote them into.", Arity = ArgumentArity.OneOrMore };
        ProtocolOption protocol = new("Whose arithmetic: a name from `ade20k-eval protocols`, or `all`. [default: the dataset's own]");
        Option<string?> folder = new("--out") { Description = "Write the rescored run.json into this folder (one run only).", HelpName = "DIR" };
        Option<string[]> name = new("--name") { Description = "What to call a run, in their order. Repeat it. [default: as in its document]", HelpName = "NAME" };
        ForceOption force = new();
        UncertaintyOptions uncertainty = new();
        SliceOption slices = new();
        Option<bool> classes = new("--classes") { Description = "Print the table of all classes." };
        TerminalOptions terminal = new();
        FigureRescoring figures = new();
        Option<bool> json = new("--json") { Description = "The run document on standard output instead of the summary." };
        return new CommandDefinition([files], [protocol, .. figures.All, .. uncertainty.All, slices, name, folder, force, classes, json, terminal.Quiet, terminal.Color], Examples, parsed =>
        {
            ConsoleTableOptions console = terminal.ReadLayout(parsed, context.Environment);
            string[] paths = parsed.GetRequiredValue(files);
            string? target = parsed.GetValue(folder);
            if (target is not null && paths.Length > 1)
            {
                throw new UsageException($"--out {target}: {paths.Length} runs were given; expected one, because each writes run.json.");
            }

            OptionUse.Require(parsed, !parsed.GetValue(json), $"the summary, which {json.Name} replaces", classes);
            if (Array.Find(paths, FigureDocument.Is) is string document)
            {
                OptionUse.Require(parsed, false, "runs of label maps", slices, uncertainty.Scenes);
                return paths.Length > 1
                    ? throw new UsageException($"{document}: is a run of segments or detections; expected one such run alone.")
                    : figures.Run(context, parsed, document, parsed.GetValue(protocol), uncertainty.ReadMethod(parsed), parsed.GetValue(name)?.FirstOrDefault(), target, force, parsed.GetValue(json), parsed.GetValue(classes), parsed.GetValue(terminal.Quiet));
            }

            OptionUse.Require(parsed, false, "a panoptic run or a run of instances", [.. figures.All]);
            Func<RunDocument, RunDocument> intervals = uncertainty.Read(parsed);
            Func<RunDocument, RunDocument> divide = slices.Read(parsed);
            if (target is not null)
            {
                OutputGuard.Of(parsed, force).RequireOwn([Path.Combine(target, "run.json")]);
            }

            using AtomicFile? output = target is null ? null : AtomicFile.Create(Path.Combine(target, "run.json"));
            RunDocument[] read = [.. paths.Select(path => SavedRun.Read(path))];
            string[] names = RunNames.Of([.. read.Select(run => run.Predictions.Name)], paths, parsed.GetValue(name) ?? []);
            RunDocument[] runs = [.. read.Select((run, i) => intervals(divide(Rescoring.Apply(RunNames.Rename(run, names[i]), protocol.Read(parsed, run.Dataset)))))];
            output?.Prepare(stream => RunJsonWriter.Write(runs[0], stream));
            output?.Commit();
            if (output is not null && !parsed.GetValue(terminal.Quiet))
            {
                OlderFiles.Tell(context, target!, [output.Path]);
            }

            new RunPrinter(context, console) { Quiet = parsed.GetValue(terminal.Quiet), Json = parsed.GetValue(json), Classes = parsed.GetValue(classes) }.Print(runs);
            return ExitCode.Done;
        });
    }
}
