using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;

namespace Ade20kEval.Cli.Commands;

/// <summary>The options of <c>fuse</c>, and how their words become what the engine is told.</summary>
internal sealed class FuseOptions
{
    public Option<string[]> View { get; } = new("--view")
    {
        Description = "Score maps of one scale: a folder or archive of .npy, .npz or .safetensors files, one an image. `:flip` says that the network saw mirrored images. Repeat it.",
        HelpName = "DIR[:flip]",
    };

    public Option<string> Sizes { get; } = new("--sizes-from")
    {
        Description = "Ground truth (or any masks): the names and sizes of what is fused, and with --score what it is scored against.",
        HelpName = "GROUND_TRUTH",
        Required = true,
    };

    public Option<string?> Out { get; } = new("--out")
    {
        Description = "Write label maps into this folder, NAME.png, with the ids that the benchmark wants.",
        HelpName = "PRED_DIR",
    };

    public Option<bool> Score { get; } = new("--score")
    {
        Description = "Score the fused maps against the ground truth.",
    };

    public Option<string?> Name { get; } = new("--name")
    {
        Description = "With --score: what the run of all views together is called. [default: the views' names]",
        HelpName = "NAME",
    };

    public Option<bool> Each { get; } = new("--each")
    {
        Description = "With --score: every view alone and the first two, three, ... together too, from the same pass.",
    };

    public Option<bool> Calibration { get; } = new("--calibration")
    {
        Description = "With --score: whether the probabilities of all views together can be trusted (ECE, NLL, Brier, risk and coverage), in run.json, `report` and `explain`. Not of votes.",
    };

    public Option<string?> Rule { get; } = new("--rule")
    {
        Description = $"What a framework does: {string.Join(", ", FusionRules.All.Select(rule => rule.Name))}. [default: mmseg]",
        HelpName = "NAME",
    };

    public Option<string?> Input { get; } = new("--input")
    {
        Description = "Instead of --rule: what the scores are. [default: logits]",
        HelpName = "logits|probabilities",
    };

    public Option<string?> Order { get; } = new("--order")
    {
        Description = "Instead of --rule: which comes first. [default: resize-softmax]",
        HelpName = "resize-softmax|softmax-resize",
    };

    public Option<string?> Corners { get; } = new("--corners")
    {
        Description = "Instead of --rule: where samples lie (align_corners; Pillow's antialiasing). [default: half-pixel]",
        HelpName = "half-pixel|aligned|antialiased",
    };

    public Option<string?> Average { get; } = new("--average")
    {
        Description = "Instead of --rule: how views become one. [default: arithmetic]",
        HelpName = "arithmetic|geometric|votes",
    };

    public Option<string?> Weights { get; } = new("--weights")
    {
        Description = "A weight for each view, in their order. [default: equal]",
        HelpName = "W,W,...",
    };

    public Option<string> Layout { get; } = new("--layout")
    {
        Description = "The axes of a score map: class, row, column or row, column, class.",
        DefaultValueFactory = _ => "chw",
        HelpName = "chw|hwc",
    };

    public Option<bool> Votes { get; } = new("--votes")
    {
        Description = "Views are label maps (masks) instead of score maps; each votes for its own class.",
    };

    public Option<string> Confidence { get; } = new("--confidence")
    {
        Description = "With --out: also PRED_DIR-confidence/top and /margin, the best class's probability and its lead, as PNG of so many bits.",
        DefaultValueFactory = _ => "none",
        HelpName = "none|8|16",
    };

    public DatasetOption Dataset { get; } = new("Classes and their ids: a name from `ade20k-eval datasets`, or a JSON file.");

    public PredictionLabelsOption PredictionLabels { get; } = new("Label maps hold label ids as in the ground truth (ADE20K 1..150), or class indices from 0.");

    public ProtocolOption Protocol { get; } = new("Whose arithmetic: a scorer's name, or `all`. [default: the dataset's own, sceneparse for ADE20K]");

    public UncertaintyOptions Uncertainty { get; } = new();

    public Option<string?> RunOut { get; } = new("--run-out")
    {
        Description = "With --score: write run.json into this folder; with --each also a folder for each step, tables and charts of the gain.",
        HelpName = "DIR",
    };

    public ForceOption Force { get; } = new();

    public Option<string> Write { get; } = new Option<string>("--write")
    {
        Description = $"With --run-out and --each: the charts of the gain as a list of {string.Join(',', ChartFormats)}.",
        DefaultValueFactory = _ => "svg",
        HelpName = "LIST",
    }.Completing(ChartFormats);

    public FigureOptions Figures { get; } = new();

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "With --score: run documents on standard output instead of the summary.",
    };

    public WorkersOption Workers { get; } = new("Images fused at once.");

    public TerminalOptions Terminal { get; } = new();

    private static IReadOnlyList<string> ChartFormats => ["svg", "png", "pdf"];

    public IReadOnlyList<Option> All =>
        [View, Sizes, Out, Score, Name, Each, Calibration, Rule, Input, Order, Corners, Average, Weights, Layout, Votes, Confidence, Dataset, PredictionLabels, Protocol, .. Uncertainty.All, RunOut, Write, Force, .. Figures.All, Json, Workers, .. Terminal.All];

    /// <summary>What the fusion is for.</summary>
    /// <exception cref="UsageException">Nothing would come of it, or an option has no meaning without another.</exception>
    public FusedOutputs ReadOutputs(ParseResult parsed)
    {
        FusedOutputs outputs = new()
        {
            Scores = parsed.GetValue(Score),
            Each = parsed.GetValue(Each),
            Calibration = parsed.GetValue(Calibration),
            LabelFolder = parsed.GetValue(Out),
            ConfidenceBits = OptionWords.Parse("--confidence", parsed.GetRequiredValue(Confidence), ("none", (int?)null), ("8", 8), ("16", 16)),
        };
        if (!outputs.Scores && outputs.LabelFolder is null)
        {
            throw new UsageException("fuse: what for? Give --out PRED_DIR, --score, or both.");
        }

        if (outputs.ConfidenceBits is not null && outputs.LabelFolder is null)
        {
            throw new UsageException($"--confidence {outputs.ConfidenceBits}: where to? Give --out PRED_DIR as well.");
        }

        if (outputs.Calibration && (parsed.GetValue(Votes) || parsed.GetValue(Average) == "votes"))
        {
            throw new UsageException("--calibration: votes are shares of views and no probabilities. Fuse score maps by their mean, or leave one of the two out.");
        }

        OptionUse.Require(parsed, parsed.GetValue(RunOut) is not null && outputs.Each, $"{Each.Name} and {RunOut.Name} DIR", [Write, .. Figures.All]);
        Option[] needScore = [Name, Each, Calibration, RunOut, Json, Protocol, .. Uncertainty.All];
        return !outputs.Scores && needScore.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option lone
            ? throw new UsageException($"{lone.Name}: has a meaning for scores only. Give --score as well.")
            : outputs;
    }

    /// <summary>What the engine is told besides the views.</summary>
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
            },
            Execution = new ExecutionOptions { Workers = Workers.Read(parsed), Kernel = KernelChoice.Parse(environment.Variable) },
        };
    }

    /// <summary>How the charts of the gain are written.</summary>
    /// <exception cref="UsageException">A format is not known, or an option of figures is wrong.</exception>
    /// <exception cref="Files.OutputException">PNG or PDF cannot be drawn here.</exception>
    public ReportChoice ReadCharts(ParseResult parsed, CliEnvironment environment) =>
        ReportChoice.Parse(Write.Name, parsed.GetRequiredValue(Write), Figures, parsed, environment, ChartFormats);

    /// <summary>Opens the views; the caller disposes of them.</summary>
    /// <exception cref="UsageException">A word is unknown, or options contradict each other.</exception>
    /// <exception cref="Files.InputException">A view cannot be opened.</exception>
    public FusionViews OpenViews(ParseResult parsed)
    {
        ViewPath[] paths = ViewChoice.Parse(parsed.GetValue(View) ?? [], parsed.GetValue(Weights));
        string sizes = parsed.GetRequiredValue(Sizes);
        RequireOwnFolder(parsed.GetValue(Out), [.. paths.Select(path => path.Path), sizes]);
        if (parsed.GetValue(Score) && paths.Any(path => Same(path.Path, sizes)))
        {
            throw new UsageException($"--sizes-from {sizes}: is also a view; a score against itself says nothing. Give the ground truth, or leave --score out.");
        }

        ScoreLayout layout = OptionWords.Parse("--layout", parsed.GetRequiredValue(Layout), ("chw", ScoreLayout.ClassesFirst), ("hwc", ScoreLayout.ClassesLast));
        FusionRule rule = ViewChoice.ParseRule(parsed.GetValue(Rule), parsed.GetValue(Input), parsed.GetValue(Order), parsed.GetValue(Corners), parsed.GetValue(Average));
        if (!parsed.GetValue(Votes))
        {
            return ScoreViews.Open(rule, layout, paths);
        }

        Option[] forScores = [Rule, Input, Order, Corners, Average, Layout];
        return forScores.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option lone
            ? throw new UsageException($"{lone.Name}: is for score maps; with --votes views are label maps, which are fused as they are. Leave one of the two out.")
            : LabelViews.Open(paths);
    }

    /// <summary>Fused maps must not replace what they are made of.</summary>
    private static void RequireOwnFolder(string? folder, IEnumerable<string> inputs)
    {
        if (folder is not null && inputs.FirstOrDefault(input => Same(folder, input)) is string taken)
        {
            throw new UsageException($"--out {folder}: is also read from ({taken}); expected a folder of its own.");
        }
    }

    private static bool Same(string left, string right) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(left)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(right));
}
