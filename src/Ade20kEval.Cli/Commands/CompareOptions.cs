using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Comparison;
using Ade20kEval.Files;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Cli.Commands;

/// <summary>The options of <c>compare</c>, and how their words become runs and what is asked of them.</summary>
internal sealed class CompareOptions
{
    private const int MostDraws = 10_000_000;

    public Argument<string?> Baseline { get; } = new("BASELINE")
    {
        Description = "What to compare with: a run document, a folder that holds run.json, or with --ground-truth a set of predictions.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Argument<string[]> Runs { get; } = new("RUN") { Description = "What is compared: the same. Several give an order too.", Arity = ArgumentArity.ZeroOrMore };

    public Option<string[]> Name { get; } = new("--name") { Description = "What to call a run, in their order, the baseline first. Repeat it.", HelpName = "NAME" };

    public Option<string?> GroundTruth { get; } = new("--ground-truth") { Description = "Score sets of predictions against this first.", HelpName = "PATH" };

    public DatasetOption Dataset { get; } = new("With --ground-truth: what raw values mean.");

    public PredictionLabelsOption PredictionLabels { get; } = new("With --ground-truth: what prediction files hold.");

    public Option<string?> Protocol { get; } = new Option<string?>("--protocol") { Description = "Whose arithmetic, for all runs; any, since it is computed from their counts. [default: the baseline's]", HelpName = "NAME" }.Completing(ProtocolCatalog.Names);

    public Option<string> Metric { get; } = new("--metric") { Description = "The figure that orders several runs.", DefaultValueFactory = static _ => "meanIou", HelpName = "FIGURE" };

    public Option<int> Draws { get; } = new("--draws") { Description = "Randomisations behind every p-value; 0 for none.", DefaultValueFactory = static _ => 10_000, HelpName = "N" };

    public SliceOption Slices { get; } = new();

    public Option<string?> Scenes { get; } = new("--scenes") { Description = "Leave out and swap scenes instead of images: lines `image,scene`.", HelpName = "FILE" };

    public Option<bool> Force { get; } = new("--force") { Description = "Compare runs over different ground truth all the same, on the images that both have." };

    public GateOptions Gates { get; } = new();

    public Option<bool> Identical { get; } = new("--require-identical")
    {
        Description = "Fail unless every pixel of every prediction is the same; of sets of predictions. Without --ground-truth nothing else can be asked for.",
    };

    public Option<bool> Template { get; } = new("--template") { Description = "A file of gates to start from, with a comment on every key; alone." };

    public Option<bool> AllowMissing { get; } = new("--allow-missing-baseline") { Description = "Where there is no baseline yet, let the run through instead of exit code 5." };

    public Option<bool> Classes { get; } = new("--classes") { Description = "List every class that changed." };

    public Option<string?> Out { get; } = new("--out") { Description = "Write comparison.json, and what --write names, into this folder.", HelpName = "DIR" };

    public Option<string> Write { get; } = new Option<string>("--write") { Description = $"What --out writes: a list of {string.Join(',', CompareOutputs.Formats)}; comparison.json is always there.", DefaultValueFactory = static _ => "json", HelpName = "LIST" }.Completing(CompareOutputs.Formats);

    public Option<string?> Images { get; } = new("--images") { Description = "With --ground-truth: pictures for the page's images that changed most.", HelpName = "DIR" };

    public FigureOptions Figures { get; } = new();

    public Option<bool> Json { get; } = new("--json") { Description = "The comparison's document on standard output instead of the summary." };

    public TerminalOptions Terminal { get; } = new();

    public IReadOnlyList<Option> All =>
    [
        Name, GroundTruth, Dataset, PredictionLabels, Protocol, Metric, Draws, Slices, Scenes, Force, .. Gates.All, Identical, Template, AllowMissing, Classes, Out, Write, Images, .. Figures.All, Json, .. Terminal.All,
    ];

    /// <summary>Where the baseline and the other runs are.</summary>
    /// <exception cref="UsageException">There are fewer than two.</exception>
    public (string Baseline, string[] Runs) ReadPaths(ParseResult parsed)
    {
        string[] runs = parsed.GetValue(Runs) ?? [];
        return parsed.GetValue(Baseline) is string baseline && runs.Length > 0
            ? (baseline, runs)
            : throw new UsageException("compare: expected BASELINE and at least one RUN. See `ade20k-eval compare --help`.");
    }

    /// <summary>Refuses what would be passed over: without ground truth nothing but the pixels is compared, so that a gate would never be held against anything.</summary>
    /// <exception cref="UsageException">An option needs scores, and there are none.</exception>
    public void RequireMeaning(ParseResult parsed)
    {
        if (parsed.GetValue(Identical) && parsed.GetValue(GroundTruth) is null
            && All.Except([Identical, AllowMissing, .. Terminal.All]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option lost)
        {
            throw new UsageException($"{lost.Name}: {Identical.Name} alone compares pixels, without scores. Give {GroundTruth.Name} PATH as well, or leave {lost.Name} out.");
        }

        OptionUse.Require(parsed, parsed.GetValue(GroundTruth) is not null, $"{GroundTruth.Name} PATH: documents are not scored again", Dataset, PredictionLabels);
        OptionUse.Require(parsed, parsed.GetValue(GroundTruth) is not null && parsed.GetValue(Out) is not null && parsed.GetRequiredValue(Write).Split(',').Contains("html"), $"a page of masks: {GroundTruth.Name} PATH {Out.Name} DIR {Write.Name} html", Images);
        OptionUse.Require(parsed, !parsed.GetValue(Json), $"the summary, which {Json.Name} replaces", Classes);
        OptionUse.Require(parsed, (parsed.GetValue(Runs) ?? []).Length > 1, "several runs to be ordered", Metric);
    }

    /// <summary>How to compare.</summary>
    /// <exception cref="UsageException">A protocol is not known, or the number of draws is out of range.</exception>
    /// <exception cref="InputException">The file of scenes is not one.</exception>
    public ComparisonOptions ReadComparison(ParseResult parsed)
    {
        int draws = parsed.GetValue(Draws);
        return draws is < 0 or > MostDraws
            ? throw new UsageException(Invariant($"--draws {draws}: expected 0..{MostDraws:N0}."))
            : new ComparisonOptions
            {
                Protocol = parsed.GetValue(Protocol) is string name ? ProtocolChoice.Find(name) : null,
                Draws = draws,
                Scenes = parsed.GetValue(Scenes) is string file ? SceneList.Read(file) : null,
                Slices = Slices.ReadTable(parsed),
                Force = parsed.GetValue(Force),
            };
    }

    /// <summary>The figure that orders.</summary>
    /// <exception cref="UsageException">It is none of the headline figures.</exception>
    public Metric ReadMetric(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(Metric);
        return Metrics.All.FirstOrDefault(metric => metric.Key == name || metric.ShortName == name)
            ?? throw new UsageException($"--metric {name}: expected one of {string.Join(", ", Metrics.All.Select(metric => metric.Key))}.");
    }

    /// <summary>What <c>--write</c> names.</summary>
    /// <exception cref="UsageException">One is not known, or there is no folder to write to.</exception>
    /// <exception cref="OutputException">PNG or PDF cannot be drawn here.</exception>
    public ReportChoice ReadFormats(ParseResult parsed, CliEnvironment environment)
    {
        ReportChoice choice = ReportChoice.Parse(Write.Name, parsed.GetRequiredValue(Write), Figures, parsed, environment, CompareOutputs.Formats);
        return parsed.GetResult(Write) is { Implicit: false } && parsed.GetValue(Out) is null
            ? throw new UsageException($"--write {string.Join(',', choice.Formats)}: where to? Give --out DIR as well.")
            : choice;
    }

    /// <summary>The runs in their order, each under the name that it has in tables and legends; masks are scored, all sets in one pass.</summary>
    /// <exception cref="UsageException">Masks were given without ground truth, or a name is wrong.</exception>
    /// <exception cref="InputException">A document or a mask cannot be read.</exception>
    public RunDocument[] ReadRuns(ParseResult parsed, CommandContext context, string[] paths)
    {
        string?[] documents = [.. paths.Select(SavedRun.DocumentOf)];
        int[] sets = [.. Enumerable.Range(0, paths.Length).Where(i => documents[i] is null)];
        if (sets.Length > 0 && parsed.GetValue(GroundTruth) is null)
        {
            throw new UsageException($"compare {paths[sets[0]]}: is not a run document and holds no run.json. For predictions give --ground-truth PATH as well.");
        }

        RunDocument[] runs = new RunDocument[paths.Length];
        IReadOnlyList<RunDocument> scored = sets.Length == 0 ? [] : Score(parsed, context, [.. sets.Select(i => paths[i])]);
        for (int i = 0; i < paths.Length; i++)
        {
            runs[i] = documents[i] is string document ? RunJsonReader.ReadFile(document) : scored[Array.IndexOf(sets, i)];
        }

        string[] names = RunNames.Of([.. runs.Select(run => run.Predictions.Name)], [.. paths.Select((path, i) => documents[i] ?? path)], parsed.GetValue(Name) ?? []);
        return [.. runs.Select((run, i) => RunNames.Rename(run, names[i]))];
    }

    /// <summary>The masks that a page shows: of both sides, where both are folders.</summary>
    /// <returns><see langword="null"/> where only counts are known.</returns>
    public GallerySource? ReadGallery(ParseResult parsed, string baseline, string run) =>
        parsed.GetValue(GroundTruth) is string groundTruth && Directory.Exists(groundTruth) && IsFolderOfMasks(baseline) && IsFolderOfMasks(run)
            ? new GallerySource(groundTruth, run, parsed.GetValue(Images) is string images ? new GalleryPictures(images, Photograph.Thumbnail) : null) { BaselinePredictions = baseline, Masks = MaskInputOptions.Default }
            : null;

    private static bool IsFolderOfMasks(string path) => Directory.Exists(path) && SavedRun.DocumentOf(path) is null;

    private IReadOnlyList<RunDocument> Score(ParseResult parsed, CommandContext context, string[] paths)
    {
        Datasets.Dataset dataset = Dataset.Read(parsed);
        EvaluationOptions evaluation = new()
        {
            Scoring = new ScoringOptions
            {
                Dataset = dataset,
                Protocols = ProtocolChoice.Parse(parsed.GetValue(Protocol), dataset),
                PredictionLabels = PredictionLabels.Read(parsed),
            },
        };
        using MaskSource groundTruth = MaskSource.Open(parsed.GetRequiredValue(GroundTruth)!, MaskInputOptions.Default);
        List<MaskSource> predictions = [];
        try
        {
            predictions.AddRange(paths.Select(path => MaskSource.Open(path, MaskInputOptions.Default)));
            return Evaluator.Evaluate(groundTruth, predictions, evaluation, context.Cancellation);
        }
        finally
        {
            predictions.ForEach(source => source.Dispose());
        }
    }
}
