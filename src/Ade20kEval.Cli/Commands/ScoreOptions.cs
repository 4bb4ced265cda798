using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Datasets;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Pages;
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

    public Option<string[]> Predictions { get; } = new("--predictions")
    {
        Description = "Prediction sets to score in one pass; then only GROUND_TRUTH follows. Repeat it.",
        HelpName = "PATH",
    };

    public Option<string[]> Name { get; } = new("--name")
    {
        Description = "What to call a prediction set in titles, tables and folders, in their order. Repeat it. [default: the folder's name]",
        HelpName = "NAME",
    };

    public DatasetOption Dataset { get; } = new("What raw values mean: a name from `ade20k-eval datasets`, or a JSON file.");

    public ProtocolOption Protocol { get; } = new("Whose arithmetic: a scorer's name, or `all` for every one that fits, side by side. [default: the dataset's own, sceneparse for ADE20K]");

    public PredictionLabelsOption PredictionLabels { get; } = new("Prediction files hold label ids as in the ground truth (ADE20K 1..150), or class indices from 0.");

    public EncodingOption Encoding { get; } = new();

    public Option<string?> Remap { get; } = new("--remap")
    {
        Description = "Renumber prediction values, all at once: a file with lines `from,to`, a JSON object, or the pairs themselves (1:0,2:1).",
        HelpName = "FILE|FROM:TO,...",
    };

    public Option<string?> RemapGroundTruth { get; } = new("--remap-ground-truth")
    {
        Description = "The same for ground-truth values.",
        HelpName = "FILE|FROM:TO,...",
    };

    public Option<int[]> Ignore { get; } = new("--ignore")
    {
        Description = "A ground-truth value to leave out as void, class or not. Repeat it.",
        HelpName = "VALUE",
    };

    public Option<string?> ClassesOnly { get; } = new("--classes-only")
    {
        Description = "Report Dice (macro, micro, sum) and IoU over these classes only: names or ids between commas, or the N most frequent.",
        HelpName = "LIST|top:N",
    };

    public Option<string> Others { get; } = new("--others")
    {
        Description = "With --classes-only: the other classes become one that is not reported, or their ground truth is left out.",
        DefaultValueFactory = _ => "merge",
        HelpName = "merge|ignore",
    };

    public Option<bool> KeepGoing { get; } = new("--keep-going")
    {
        Description = "Of several prediction sets, those that fail do not stop the others: each leaves error.json where its run.json would be, and the exit code is 3 at the end.",
    };

    public Option<bool> Strict { get; } = new("--strict")
    {
        Description = "Prediction values that the dataset does not know are an error instead of a warning.",
    };

    public Option<bool> Lenient { get; } = new("--lenient")
    {
        Description = "Ground-truth values that the dataset does not know are left to the protocol instead of being an error.",
    };

    public BoundaryOptions Boundaries { get; } = new();

    public PairOptions Pairing { get; } = new();

    public TrimapChoice Trimap { get; } = new();

    public ErrorOptions Errors { get; } = new();

    public SliceOption Slices { get; } = new();

    public MaskInputOptions Inputs { get; } = new();

    public UncertaintyOptions Uncertainty { get; } = new();

    public WorkersOption Workers { get; } = new("Masks scored at once; more than processors helps where files come slowly.");

    public ShardOption Shard { get; } = new();

    public Option<bool> Classes { get; } = new("--classes")
    {
        Description = "Print the table of all classes.",
    };

    public Option<string?> Out { get; } = new("--out")
    {
        Description = "Write run.json, and what --write names, into this folder.",
        HelpName = "DIR",
    };

    public ForceOption Force { get; } = new();

    public Option<string> Write { get; } = new Option<string>("--write")
    {
        Description = $"What --out writes: a list of {string.Join(',', ReportChoice.AllFormats)}; run.json is always there.",
        DefaultValueFactory = _ => "json",
        HelpName = "LIST",
    }.Completing(ReportChoice.AllFormats);

    public Option<string?> Images { get; } = new("--images")
    {
        Description = "Pictures for the worst images on the page of --write html.",
        HelpName = "DIR",
    };

    public GalleryOption Gallery { get; } = new();

    public FigureOptions Figures { get; } = new();

    public ParticipantOptions Participants { get; } = new();

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "The run document on standard output instead of the summary.",
    };

    public TerminalOptions Terminal { get; } = new();

    /// <summary>The options, with the classes of the chosen dataset behind those that choose classes.</summary>
    public ScoreOptions() => ClassesOnly.CompletingClasses(Dataset);

    public IReadOnlyList<Option> All =>
        [Predictions, KeepGoing, Name, Dataset, Protocol, PredictionLabels, Encoding, Remap, RemapGroundTruth, Ignore, ClassesOnly, Others, .. Pairing.All, Strict, Lenient, .. Boundaries.All, .. Trimap.All, .. Errors.All, Slices, .. Inputs.All, .. Uncertainty.All, Workers, Shard, Classes, Out, Write, Force, Images, Gallery, .. Figures.All, .. Participants.All, Json, .. Terminal.All];

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
        Dataset dataset = Dataset.Read(parsed);
        return new EvaluationOptions
        {
            Scoring = new ScoringOptions
            {
                Dataset = dataset,
                Protocols = Protocol.Read(parsed, dataset),
                PredictionLabels = PredictionLabels.Read(parsed),
                UnknownGroundTruth = parsed.GetValue(Lenient) ? UnknownGroundTruth.Protocol : UnknownGroundTruth.Error,
                UnknownPrediction = parsed.GetValue(Strict) ? UnknownPrediction.Error : UnknownPrediction.Warn,
                Boundaries = parsed.GetValue(Boundaries.Boundary),
                BoundaryRatio = Boundaries.ReadRatio(parsed),
                Trimap = Trimap.Read(parsed),
                ErrorWidth = Errors.Read(parsed),
                Rings = Errors.ReadRings(parsed),
                Sizes = parsed.GetValue(Errors.Sizes),
            },
            Pairing = Pairing.Read(parsed),
            Reading = new ReadingOptions
            {
                Masks = Encoding.Read(parsed, dataset),
                PredictionRemap = parsed.GetValue(Remap) is string remap ? RemapChoice.Parse(Remap.Name, remap) : null,
                GroundTruthRemap = ReadGroundTruthRemap(parsed, dataset),
            },
            Execution = new ExecutionOptions
            {
                Workers = Workers.Read(parsed),
                Shard = Shard.Read(parsed, environment),
                Kernel = KernelChoice.Parse(environment.Variable),
            },
        };
    }

    /// <summary>What pages show beside the run: images, where masks lie in folders.</summary>
    /// <exception cref="UsageException">Pictures were given for masks that do not lie in folders.</exception>
    public PageOptions ReadPage(ParseResult parsed, EvaluationOptions evaluation, string predictions, string groundTruth, Action<string> warn)
    {
        bool inFolders = Directory.Exists(predictions) && Directory.Exists(groundTruth);
        OptionUse.Require(parsed, inFolders, "masks in folders: a page shows none of an archive, table or single file", Images, Gallery);
        return new PageOptions
        {
            Parts = new RunParts { ErrorKinds = parsed.GetValue(Errors.Errors), Slices = parsed.GetValue(Slices) is not null, Rings = parsed.GetValue(Errors.Rings) is not null, Sizes = parsed.GetValue(Errors.Sizes), Boundary = parsed.GetValue(Boundaries.Boundary), Trimap = parsed.GetValue(Trimap.Widths) is not null },
            Gallery = inFolders ? new GallerySource(groundTruth, predictions, parsed.GetValue(Images) is string images ? new GalleryPictures(images, Photograph.Thumbnail) { Warn = warn } : null) { Masks = Inputs.Read(parsed), Reading = evaluation.Reading, Suffixes = evaluation.Pairing.Suffixes, Count = Gallery.Read(parsed) } : null,
        };
    }

    /// <summary>What <c>--write</c> names.</summary>
    /// <exception cref="UsageException">One is not known, or there is no folder to write to.</exception>
    /// <exception cref="Files.OutputException">PNG or PDF cannot be drawn here.</exception>
    public ReportChoice ReadFormats(ParseResult parsed, CliEnvironment environment)
    {
        ReportChoice choice = ReportChoice.Parse(Write.Name, parsed.GetRequiredValue(Write), Figures, parsed, environment);
        OptionUse.Require(parsed, parsed.GetValue(Out) is not null && choice.Formats.Contains("html"), $"a page: {Out.Name} DIR {Write.Name} html", Images, Gallery);
        OptionUse.Require(parsed, parsed.GetValue(ClassesOnly) is not null, ClassesOnly.Name, Others);
        Participants.Require(parsed);
        OptionUse.Require(parsed, !parsed.GetValue(Json), $"the summary, which {Json.Name} replaces", Classes);
        return parsed.GetResult(Write) is { Implicit: false } && parsed.GetValue(Out) is null
            ? throw new UsageException($"--write {string.Join(',', choice.Formats)}: where to? Give --out DIR as well.")
            : choice;
    }

    /// <summary>The work of one slice; <see langword="null"/> where all is scored.</summary>
    /// <exception cref="UsageException">More is to be written than a slice can say.</exception>
    /// <exception cref="Files.InputException">The file of scenes is not one.</exception>
    public ShardScoring? ReadShard(ParseResult parsed, EvaluationOptions evaluation, IReadOnlyList<string> names, Action<string> say)
    {
        if (evaluation.Execution.Shard is not ShardInfo shard)
        {
            return null;
        }

        if (parsed.GetValue(Slices) is string slices)
        {
            throw new UsageException($"{Slices.Name} {slices} with {Shard.Name}: slices are of the whole run, which one part of it does not know. Give them where it is joined: `ade20k-eval merge DIR {Slices.Name} {slices} --out DIR`.");
        }

        Shard.RefuseTables(parsed, Write);
        return new ShardScoring(parsed.GetValue(Out), names, shard)
        {
            Request = new ShardRequest(parsed.GetRequiredValue(Uncertainty.Intervals), parsed.GetValue(ClassesOnly), parsed.GetRequiredValue(Others), parsed.GetValue(Uncertainty.Scenes), parsed.GetValue(Inputs.CsvClass)),
            Scenes = Uncertainty.ReadScenes(parsed),
            Say = say,
        };
    }

    /// <summary>What adds the scores of chosen classes to a run; nothing when none were chosen.</summary>
    /// <exception cref="UsageException"><c>--others</c> is neither of its words.</exception>
    /// <exception cref="Files.InputException">A class is not one of the dataset's.</exception>
    public Func<RunDocument, RunDocument> ReadSubset(ParseResult parsed, Dataset dataset) =>
        SubsetChoice.Parse(parsed.GetValue(ClassesOnly), parsed.GetRequiredValue(Others), dataset);

    private LabelRemap? ReadGroundTruthRemap(ParseResult parsed, Dataset dataset)
    {
        int[] ignored = parsed.GetValue(Ignore) ?? [];
        return (parsed.GetValue(RemapGroundTruth), ignored.Length) switch
        {
            (null, _) => ReadIgnored(ignored, dataset),
            (string remap, 0) => RemapChoice.Parse(RemapGroundTruth.Name, remap),
            _ => throw new UsageException($"{RemapGroundTruth.Name} with {Ignore.Name}: give one of them; a table can turn values into the void value, too."),
        };
    }

    /// <summary>Ignored values become the dataset's own void value, so that every protocol leaves them out in its own way.</summary>
    private static LabelRemap? ReadIgnored(int[] values, Dataset dataset)
    {
        if (values.Length == 0)
        {
            return null;
        }

        if (dataset.IgnoredValues.Count == 0)
        {
            throw new UsageException($"--ignore {values[0]}: {dataset.Name} has no void value to turn it into; describe one in a dataset file (`ade20k-eval datasets --template`).");
        }

        return values.FirstOrDefault(value => value is < 0 or > ushort.MaxValue) is int wrong and not 0
            ? throw new UsageException($"--ignore {wrong}: expected a raw value, 0..65535.")
            : new LabelRemap(values.Distinct().Select(value => (value, dataset.IgnoredValues[0])));
    }
}
