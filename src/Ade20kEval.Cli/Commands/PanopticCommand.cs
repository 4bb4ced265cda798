using System.CommandLine;
using Ade20kEval.Cli.Documents;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Panoptic;
using Ade20kEval.Panoptic.Json;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>panoptic PREDICTIONS GROUND_TRUTH</c>: panoptic quality.</summary>
internal static class PanopticCommand
{
    private static readonly string[] s_protocols = [.. PanopticProtocol.All.Select(static protocol => protocol.Name)];
    private static readonly string[] s_quirks = [.. PanopticQuirk.All.Select(static quirk => quirk.Name)];

    private const string Examples = """
          ade20k-eval panoptic predictions.json panoptic_val2017.json
              PQ, SQ, RQ of all, things and stuff; PNGs in folders or archives called like the JSON files
          ade20k-eval panoptic submission.zip ade20k_panoptic_val.json --areas png --categories
              areas from the PNGs, where stuff was measured before things were pasted over it; a line for every category
          ade20k-eval panoptic predictions.json panoptic_val2017.json --out run --write html,csv
              run/report.html, tables, and run/run.json for `report`, `rescore` and `compare`
          ade20k-eval panoptic label-maps ade20k_panoptic_val.json --dataset ade20k-150
              semantic label maps, 1 to 150: each class is one segment
          ade20k-eval panoptic predictions.json panoptic_val2017.json --shard 2/8 --out results
              the second of eight slices, results/run.2-of-8.json; `ade20k-eval merge results` joins them
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> predictions = new("PREDICTIONS") { Description = "A JSON file in COCO's panoptic format beside its PNGs, a folder or archive with both, or label maps." };
        Argument<string> groundTruth = new("GROUND_TRUTH") { Description = "A JSON file in COCO's panoptic format beside its PNGs, or a folder or archive with both." };
        Option<string> protocol = new("--protocol") { Description = $"Whose arithmetic: {string.Join(" or ", s_protocols)}.", DefaultValueFactory = static _ => s_protocols[0], HelpName = "NAME" };
        Option<string> iou = new("--iou") { Description = "What of two segments is compared: the pixels, or the smaller of that and the bands along their outlines.", DefaultValueFactory = static _ => "mask", HelpName = "mask|boundary" };
        Option<string?> areas = new("--areas") { Description = "Where areas of the ground truth come from. [default: the protocol's own, json for panopticapi]", HelpName = "json|png" };
        Option<string?> dataset = new("--dataset") { Description = $"The categories: {string.Join(", ", CategorySet.Names)}, or a .json list of id, name and isthing. [default: those that the ground truth lists]", HelpName = "NAME|FILE" };
        Option<string?> labels = new("--prediction-labels") { Description = "What label maps hold: category ids, or places in the list of categories from 0. [default: the dataset's label ids]", HelpName = "ids|indices" };
        Option<string?> predictionPngs = new("--prediction-pngs") { Description = "Where the PNGs of the predictions are. [default: called like the JSON file, or beside it]", HelpName = "PATH" };
        Option<string?> groundTruthPngs = new("--ground-truth-pngs") { Description = "Where the PNGs of the ground truth are. [default: called like the JSON file, or beside it]", HelpName = "PATH" };
        Option<string[]> mend = new("--mend") { Description = $"Leave out a quirk of the original: {string.Join(", ", s_quirks)}. Repeat it.", HelpName = "QUIRK" };
        Option<bool> categories = new("--categories") { Description = "Print the table of all categories that occur." };
        Option<string?> folder = new("--out") { Description = "Write run.json, and what --write names, into this folder.", HelpName = "DIR" };
        Option<string> write = new("--write") { Description = $"What --out writes: a list of {string.Join(',', PanopticOutputs.Formats)}; run.json is always there.", DefaultValueFactory = static _ => "json", HelpName = "LIST" };
        WorstImagesOption gallery = new();
        UncertaintyOptions uncertainty = new();
        ForceOption force = new();
        ShardOption shard = new();
        WorkersOption workers = new("Images compared at once.");
        Option<bool> json = new("--json") { Description = "The run document on standard output instead of the summary." };
        TerminalOptions terminal = new();
        return new CommandDefinition(
            [predictions, groundTruth],
            [protocol, iou, areas, dataset, labels, predictionPngs, groundTruthPngs, mend, uncertainty.Intervals, categories, folder, write, gallery, force, workers, shard, json, .. terminal.All],
            Examples,
            parsed =>
            {
                PanopticOptions options = new()
                {
                    Protocol = OptionWords.Name("--protocol", parsed.GetRequiredValue(protocol), "panoptic protocol", s_protocols),
                    Boundaries = OptionWords.Parse("--iou", parsed.GetRequiredValue(iou), ("mask", false), ("boundary", true)),
                    Areas = parsed.GetValue(areas) is string from ? OptionWords.Parse("--areas", from, ("json", PanopticAreas.Json), ("png", PanopticAreas.Png)) : null,
                    Categories = ReadDataset(parsed.GetValue(dataset)),
                    PredictionLabels = parsed.GetValue(labels) is string word ? OptionWords.Parse("--prediction-labels", word, ("ids", PredictionLabels.Ids), ("indices", PredictionLabels.Indices)) : null,
                    PredictionPictures = parsed.GetValue(predictionPngs),
                    GroundTruthPictures = parsed.GetValue(groundTruthPngs),
                    Mend = [.. (parsed.GetValue(mend) ?? []).Select(static name => OptionWords.Name("--mend", name, "quirk", s_quirks))],
                    Execution = new ExecutionOptions { Workers = workers.Read(parsed), Shard = shard.Read(parsed, context.Environment) },
                };
                if (options is { Protocol: "torchmetrics", Areas: PanopticAreas.Json })
                {
                    throw new UsageException("--areas json: torchmetrics never sees the areas of a JSON file; expected png, or --protocol panopticapi.");
                }

                if (options is { Protocol: "torchmetrics", Boundaries: true })
                {
                    throw new UsageException("--iou boundary: torchmetrics compares no boundaries; expected --protocol panopticapi.");
                }

                IntervalOptions? intervals = uncertainty.ReadMethod(parsed);
                ConsoleTableOptions console = terminal.ReadLayout(parsed, context.Environment);
                string[] formats = OptionWords.Names(write.Name, parsed.GetRequiredValue(write), "report format", PanopticOutputs.Formats);
                int worst = gallery.Read(parsed, parsed.GetValue(folder) is not null && formats.Contains("html"));
                (string truth, string guess) = (parsed.GetRequiredValue(groundTruth), parsed.GetRequiredValue(predictions));
                ShardInfo? slice = options.Execution.Shard;
                if (slice is not null)
                {
                    shard.RefuseTables(parsed, write);
                }

                bool quiet = parsed.GetValue(terminal.Quiet);
                FigureSection? Worst(PanopticRun of) => worst == 0 ? null : PanopticReport.Worst(PanopticDrawings.Draw(of, truth, guess, options, worst, OutlineGallery.LongestSide, context.Cancellation));
                using DocumentOutputs<PanopticRun>? outputs = slice is null && parsed.GetValue(folder) is string target ? PanopticOutputs.Open(target, formats, Worst, OutputGuard.Of(parsed, force)) : null;
                using ProgressLine? progress = terminal.OpenProgress(parsed, context.Environment);
                options = options with { Execution = options.Execution with { OnProgress = progress is null ? null : progress.Report } };
                PanopticRun run = slice is null ? Evaluate() : ScoreShard(slice);
                run = intervals is null || slice is not null ? run : run.WithIntervals(intervals);
                progress?.Dispose();
                outputs?.Write(run);
                if (!quiet)
                {
                    outputs?.TellOlder(context);
                }

                new PanopticDocument(run).Print(context, console, parsed.GetValue(json), parsed.GetValue(categories), quiet);
                return ExitCode.Done;

                PanopticRun Evaluate() => PanopticEvaluator.Evaluate(truth, guess, options, context.Cancellation);

                PanopticRun ScoreShard(ShardInfo slice)
                {
                    string word = parsed.GetRequiredValue(uncertainty.Intervals);
                    return new FigureShard<PanopticRun>
                    {
                        Schema = PanopticRun.Schema,
                        Shard = slice,
                        Folder = parsed.GetValue(folder),
                        Read = PanopticJsonReader.ReadShardFile,
                        Difference = run => PanopticShards.Difference(run, truth, guess, options, FigureShardWords.Of(word), context.Cancellation),
                        Score = Evaluate,
                        Complete = run => run with { Header = FigureShardWords.AddTo(run.Header, word) },
                        Write = PanopticJsonWriter.Write,
                        Say = quiet ? static _ => { } : context.Say,
                    }.Run();
                }
            });
    }

    private static string? ReadDataset(string? given) => given is null || CategorySet.Names.Contains(given) || DatasetCatalog.IsFile(given)
        ? given
        : throw new UsageException($"--dataset {given}: {NearestNames.NotFound("set of panoptic categories", given, CategorySet.Names)} A file that lists them ends with .json.");
}
