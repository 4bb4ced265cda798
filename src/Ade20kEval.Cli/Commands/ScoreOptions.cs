using System.CommandLine;
using Ade20kEval.Datasets;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary>The options of <c>score</c>, and how their words become <see cref="EvaluationOptions"/>.</summary>
internal sealed class ScoreOptions
{
    public Argument<string[]> Paths { get; } = new("PREDICTIONS GROUND_TRUTH")
    {
        Description = "Each a folder, a .zip, .tar or .tar.gz, or one mask. Pairs are matched by name without extension.",
        Arity = new ArgumentArity(1, 2),
    };

    public Option<string[]> Predictions { get; } = new("--predictions") { Description = "Prediction sets to score in one pass; then only GROUND_TRUTH follows. Repeat it.", HelpName = "PATH" };

    public Option<string> Dataset { get; } = new("--dataset") { Description = "What raw values mean: a name from `ade20k-eval datasets`, or a JSON file.", DefaultValueFactory = _ => "ade20k-150", HelpName = "NAME|FILE.json" };

    public Option<string?> Protocol { get; } = new("--protocol") { Description = "Whose arithmetic: a scorer's name, or `all` for every one that fits, side by side. [default: the dataset's own, sceneparse for ADE20K]", HelpName = "NAME|all" };

    public Option<string> PredictionLabels { get; } = new("--prediction-labels") { Description = "Prediction files hold label ids as in the ground truth (ADE20K 1..150), or class indices from 0.", DefaultValueFactory = _ => "ids", HelpName = "ids|indices" };

    public Option<string> Missing { get; } = new("--missing") { Description = "A ground truth without prediction: stop, leave it out (marks the run partial), or count its pixels as wrong.", DefaultValueFactory = _ => "error", HelpName = "error|skip|wrong" };

    public Option<string> Extra { get; } = new("--extra") { Description = "A prediction without ground truth: stop, or leave it out.", DefaultValueFactory = _ => "error", HelpName = "error|skip" };

    public Option<string> Resize { get; } = new("--resize") { Description = "A prediction of another size: stop, or nearest neighbour to the ground-truth size.", DefaultValueFactory = _ => "none", HelpName = "none|nearest" };

    public Option<bool> Strict { get; } = new("--strict") { Description = "Prediction values that the dataset does not know are an error instead of a warning." };

    public Option<bool> Lenient { get; } = new("--lenient") { Description = "Ground-truth values that the dataset does not know are left to the protocol instead of being an error." };

    public Option<int?> Workers { get; } = new("--workers") { Description = "Masks scored at once; more than processors helps where files come slowly. [default: processors]", HelpName = "N" };

    public Option<string?> Shard { get; } = new("--shard") { Description = "Score only the I-th of N slices (1-based). `auto` reads the scheduler's variables (SLURM_ARRAY_TASK_ID and its kin).", HelpName = "I/N|auto" };

    public Option<bool> Classes { get; } = new("--classes") { Description = "Print the table of all classes." };

    public Option<string?> Out { get; } = new("--out") { Description = "Write run.json, and what --write names, into this folder.", HelpName = "DIR" };

    public Option<string> Write { get; } = new("--write") { Description = $"What --out writes: a list of {string.Join(',', RunOutputs.Formats)}.", DefaultValueFactory = _ => "json", HelpName = "LIST" };

    public Option<bool> Json { get; } = new("--json") { Description = "The run document on standard output instead of the summary." };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress, no warnings." };

    public Option<bool> NoProgress { get; } = new("--no-progress") { Description = "No progress line." };

    public Option<string> Color { get; } = new("--color") { Description = "Colours in the output.", DefaultValueFactory = _ => "auto", HelpName = "auto|always|never" };

    public IReadOnlyList<Option> All =>
        [Predictions, Dataset, Protocol, PredictionLabels, Missing, Extra, Resize, Strict, Lenient, Workers, Shard, Classes, Out, Write, Json, Quiet, NoProgress, Color];

    /// <summary>Prediction sets and ground truth, whichever way they were given.</summary>
    /// <exception cref="UsageException">One of them is missing, or too many were given.</exception>
    public (string[] Predictions, string GroundTruth) ReadPaths(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(Paths);
        string[] predictions = parsed.GetValue(Predictions) ?? [];
        return (paths.Length, predictions.Length) switch
        {
            (2, 0) => ([paths[0]], paths[1]),
            (1, > 0) => (predictions, paths[0]),
            (1, 0) => throw new UsageException($"score {paths[0]}: only one path was given; expected PREDICTIONS and GROUND_TRUTH. See `ade20k-eval score --help`."),
            _ => throw new UsageException("score: with --predictions expected one path more, GROUND_TRUTH; two were given."),
        };
    }

    /// <summary>Everything that the engine is told.</summary>
    /// <exception cref="UsageException">A value is none of those expected.</exception>
    public EvaluationOptions ReadEvaluation(ParseResult parsed, CliEnvironment environment)
    {
        Dataset dataset = DatasetCatalog.Find(parsed.GetRequiredValue(Dataset));
        return new EvaluationOptions
        {
            Dataset = dataset,
            Protocols = ProtocolChoice.Parse(parsed.GetValue(Protocol), dataset),
            PredictionLabels = Choice.Parse("--prediction-labels", parsed.GetRequiredValue(PredictionLabels), ("ids", Datasets.PredictionLabels.Ids), ("indices", Datasets.PredictionLabels.Indices)),
            Missing = Choice.Parse("--missing", parsed.GetRequiredValue(Missing), ("error", MissingPrediction.Error), ("skip", MissingPrediction.Skip), ("wrong", MissingPrediction.Wrong)),
            IgnoreExtra = Choice.Parse("--extra", parsed.GetRequiredValue(Extra), ("error", false), ("skip", true)),
            Resize = Choice.Parse("--resize", parsed.GetRequiredValue(Resize), ("none", PredictionResize.None), ("nearest", PredictionResize.Nearest)),
            Strict = parsed.GetValue(Strict),
            Lenient = parsed.GetValue(Lenient),
            Workers = ReadWorkers(parsed.GetValue(Workers)),
            Shard = parsed.GetValue(Shard) is string shard ? ShardChoice.Parse(shard, environment.Variable) : null,
            Kernel = KernelChoice.Parse(environment.Variable),
        };
    }

    /// <summary>The formats that <c>--write</c> names.</summary>
    /// <exception cref="UsageException">One is not known, or there is no folder to write to.</exception>
    public string[] ReadFormats(ParseResult parsed)
    {
        string[] formats = parsed.GetRequiredValue(Write).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string format in formats)
        {
            if (!RunOutputs.Formats.Contains(format))
            {
                throw new UsageException($"--write {format}: expected a list of {string.Join(", ", RunOutputs.Formats)}.");
            }
        }

        return parsed.GetResult(Write) is { Implicit: false } && parsed.GetValue(Out) is null
            ? throw new UsageException($"--write {string.Join(',', formats)}: where to? Give --out DIR as well.")
            : formats;
    }

    private static int ReadWorkers(int? workers) => workers switch
    {
        null => Environment.ProcessorCount,
        < 1 or > 1024 => throw new UsageException($"--workers {workers}: expected 1..1024."),
        int count => count,
    };
}
