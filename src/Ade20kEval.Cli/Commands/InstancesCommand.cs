using System.CommandLine;
using System.Globalization;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Documents;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>instances RESULTS GROUND_TRUTH</c>: average precision of instances.</summary>
internal static class InstancesCommand
{
    private static readonly string[] s_protocols = [.. InstanceProtocol.All.Select(protocol => protocol.Name)];
    private static readonly string[] s_quirks = [.. InstanceQuirk.All.Select(quirk => quirk.Name)];

    private const string Examples = """
          ade20k-eval instances results.json instances_val.json
              the twelve figures of COCO, from masks
          ade20k-eval instances results.json instances_val.json --iou boundary --classes
              Boundary AP, and a line for every category
          ade20k-eval instances results.json instances_val.json --errors
              what is wrong: classes, places, doubles, detections at nothing, misses; and what mending each would add to AP50
          ade20k-eval instances results.json ground-truth.json --protocol instseg100 --mend id-0
              the ADE20K instance benchmark's figures, without the annotation that it can never find
          ade20k-eval instances results.json annotations_instance/validation --images imgCatIds.json --protocol instseg100
              the same from the benchmark's PNGs
          ade20k-eval instances results.json instances_val.json --out results --write csv,arrays
              results/run.json, tables, and the whole precision, recall and score arrays as .npz
          ade20k-eval instances results.json instances_val.json --shard 2/8 --out results
              the second of eight slices of the images, results/run.2-of-8.json; `ade20k-eval merge results` joins them
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> predictions = new("RESULTS") { Description = "A COCO results file: a list of objects with image_id, category_id, score and segmentation or bbox." };
        Argument<string> groundTruth = new("GROUND_TRUTH") { Description = "A COCO file: an object with images, annotations and categories. Or, with --images, a folder or archive of the ADE20K instance benchmark's PNGs." };
        Option<string?> images = new("--images") { Description = "GROUND_TRUTH holds PNGs, red the category and green the instance; this file names their images and ids.", HelpName = "imgCatIds.json" };
        Option<string?> dataset = new("--dataset") { Description = $"The categories: {string.Join(", ", InstanceCategories.Names)}, or a .json list of id and name. [default: those that the ground truth lists]", HelpName = "NAME|FILE" };
        Option<string> iou = new("--iou") { Description = "What of a detection is compared with what of an object.", DefaultValueFactory = _ => "mask", HelpName = "mask|box|boundary" };
        Option<string> protocol = new("--protocol") { Description = $"Whose arithmetic: {string.Join(", ", s_protocols)}.", DefaultValueFactory = _ => s_protocols[0], HelpName = "NAME" };
        Option<string?> limits = new("--max-detections") { Description = "How many detections of a category in an image count: ascending, between commas; AR at the first three, ap at 100 (undefined where that is none of them), all else at the third, as pycocotools' summary. [default: the protocol's own, 1,10,100 for coco]", HelpName = "LIST" };
        Option<string[]> mend = new("--mend") { Description = $"Leave out a quirk of the original: {string.Join(", ", s_quirks)}. Repeat it.", HelpName = "QUIRK" };
        Option<bool> errors = new("--errors") { Description = "Tell kinds of error apart (wrong class, badly placed, both, twice, at nothing, missed), and what mending each would add to AP50. Takes longer." };
        Option<string> intervals = new("--ci") { Description = "How 95 % intervals are made: by leaving out one image at a time, from N bootstrap samples, or not at all. They take longer than the score.", DefaultValueFactory = _ => "none", HelpName = "jackknife|bootstrap:N|bca:N|none" };
        Option<bool> classes = new("--classes") { Description = "Print the table of all categories." };
        Option<string?> folder = new("--out") { Description = "Write run.json, and what --write names, into this folder.", HelpName = "DIR" };
        Option<string> write = new Option<string>("--write") { Description = $"What --out writes: a list of {string.Join(',', InstanceOutputs.Formats)}; run.json is always there.", DefaultValueFactory = _ => "json", HelpName = "LIST" }.Completing(InstanceOutputs.Formats);
        WorstImagesOption gallery = new();
        ForceOption force = new();
        ShardOption shard = new();
        WorkersOption workers = new("Images compared at once.");
        Option<bool> json = new("--json") { Description = "The run document on standard output instead of the summary." };
        TerminalOptions terminal = new();
        return new CommandDefinition([predictions, groundTruth], [iou, protocol, images, dataset, limits, mend, errors, intervals, classes, folder, write, gallery, force, workers, shard, json, .. terminal.All], Examples, parsed =>
        {
            InstanceOptions options = new()
            {
                Overlap = OptionWords.Parse("--iou", parsed.GetRequiredValue(iou), ("mask", OverlapKind.Mask), ("box", OverlapKind.Box), ("boundary", OverlapKind.Boundary)),
                Protocol = OptionWords.Name("--protocol", parsed.GetRequiredValue(protocol), "protocol of instances", s_protocols),
                DetectionLimits = ReadLimits(parsed.GetValue(limits)),
                ImageList = parsed.GetValue(images),
                Categories = ReadDataset(parsed.GetValue(dataset)),
                Mend = [.. (parsed.GetValue(mend) ?? []).Select(name => OptionWords.Name("--mend", name, "quirk", s_quirks))],
                Errors = parsed.GetValue(errors),
                Execution = new ExecutionOptions { Workers = workers.Read(parsed), Shard = shard.Read(parsed, context.Environment) },
            };
            if (InstanceProtocol.Find(options.Protocol).Rules.IsCityscapes)
            {
                OptionUse.Require(parsed, options.Overlap == OverlapKind.Mask, "another protocol: Cityscapes compares masks", iou);
                OptionUse.Require(parsed, false, "another protocol: Cityscapes' has no limits, and kinds of error are told by COCO's matching", limits, errors);
                if (parsed.GetRequiredValue(write).Contains("arrays", StringComparison.Ordinal))
                {
                    throw new UsageException($"{write.Name} arrays: Cityscapes' instance level has none; expected another format, or another protocol.");
                }
            }

            OptionUse.Require(parsed, !parsed.GetValue(json), $"the summary, which {json.Name} replaces", classes);
            OptionUse.Require(parsed, parsed.GetValue(folder) is not null, $"{folder.Name} DIR", write);
            IntervalOptions? how = UncertaintyOptions.ParseMethod(parsed.GetRequiredValue(intervals), scenes: null);
            ConsoleTableOptions console = terminal.ReadLayout(parsed, context.Environment);
            string[] formats = OptionWords.Names(write.Name, parsed.GetRequiredValue(write), "report format", InstanceOutputs.Formats);
            int worst = gallery.Read(parsed, parsed.GetValue(folder) is not null && formats.Contains("html"));
            (string truth, string results) = (parsed.GetRequiredValue(groundTruth), parsed.GetRequiredValue(predictions));
            ShardInfo? slice = options.Execution.Shard;
            if (slice is not null)
            {
                shard.RefuseTables(parsed, write);
            }

            bool quiet = parsed.GetValue(terminal.Quiet);
            FigureSection? Worst(InstanceRun of) => worst == 0 ? null : InstanceReport.Worst(InstanceDrawings.Draw(of, truth, results, options.ImageList, worst, OutlineGallery.LongestSide, context.Cancellation));
            using DocumentOutputs<InstanceRun>? outputs = slice is null && parsed.GetValue(folder) is string target ? InstanceOutputs.Open(target, formats, options.Errors, !InstanceProtocol.Find(options.Protocol).Rules.IsCityscapes, Worst, OutputGuard.Of(parsed, force)) : null;
            InstanceRun run = slice is null ? Evaluate() : ScoreShard(slice);
            run = how is null || slice is not null ? run : run.WithIntervals(how);
            outputs?.Write(run);
            if (!quiet)
            {
                outputs?.TellOlder(context);
            }

            new InstanceDocument(run).Print(context, console, parsed.GetValue(json), parsed.GetValue(classes), quiet);
            return ExitCode.Done;

            InstanceRun Evaluate() => InstanceEvaluator.Evaluate(truth, results, options, context.Cancellation);

            InstanceRun ScoreShard(ShardInfo slice)
            {
                string word = parsed.GetRequiredValue(intervals);
                return new FigureShard<InstanceRun>
                {
                    Schema = InstanceRun.Schema,
                    Shard = slice,
                    Folder = parsed.GetValue(folder),
                    Read = InstanceJsonReader.ReadShardFile,
                    Difference = run => InstanceShards.Difference(run, truth, results, options, FigureShardWords.Of(word), context.Cancellation),
                    Score = Evaluate,
                    Complete = run => run with { Header = FigureShardWords.AddTo(run.Header, word) },
                    Write = InstanceJsonWriter.Write,
                    Say = quiet ? static _ => { } : context.Say,
                }.Run();
            }
        });
    }

    private static string? ReadDataset(string? given) => given is null || InstanceCategories.Names.Contains(given) || DatasetCatalog.IsFile(given)
        ? given
        : throw new UsageException($"--dataset {given}: {NearestNames.NotFound("set of instance categories", given, InstanceCategories.Names)} A file that lists them ends with .json.");

    private static int[]? ReadLimits(string? list)
    {
        if (list is null)
        {
            return null;
        }

        int[] limits = [.. list.Split(',', StringSplitOptions.TrimEntries).Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : 0)];
        return limits.All(limit => limit > 0) && limits.Zip(limits.Skip(1)).All(pair => pair.First < pair.Second)
            ? limits
            : throw new UsageException($"--max-detections {list}: expected ascending numbers from 1, such as 1,10,100.");
    }
}
