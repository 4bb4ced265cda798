using System.CommandLine;
using System.CommandLine.Help;
using Ade20kEval.Cli.Commands;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Help;
using Ade20kEval.Cli.Leaderboard;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>The commands, by name. Only the one that is asked for is built in full: the others cost a line of help.</summary>
internal static class CommandCatalog
{
    private const string Examples = """
          ade20k-eval demo
              the whole tool with no data of one's own
          ade20k-eval score predictions/ ground-truth/ --out results --write html
              the score, and results/report.html, which explains it
          ade20k-eval doctor predictions/ ground-truth/
              why a score is zero, and the option that mends it
          ade20k-eval help score
              what a command takes, with examples
        """;

    private static readonly string[] s_otherNamesOfScoring = ["eval", "evaluate", "evaluation", "test", "metrics", "miou", "run"];

    private static readonly (string Name, string Description, Func<CommandContext, CommandDefinition> Create)[] s_commands =
    [
        ("score", "Score predictions against ground truth.", ScoreCommand.Create),
        ("inspect", "Show what is in mask files: size, depth, raw values and their pixel counts.", InspectCommand.Create),
        ("doctor", "Say what is wrong with predictions, and the option or remap that mends it.", DoctorCommand.Create),
        ("report", "Write tables, charts and the page of a saved run.", ReportCommand.Create),
        ("explain", "Say why a score is what it is: what is missing, what is confused with what, which images and parts.", ExplainCommand.Create),
        ("figure", "Draw images, ground truth and predictions side by side, for a paper.", FigureCommand.Create),
        ("fuse", "Fuse score maps of several scales and flips into label maps; write or score them.", FuseCommand.Create),
        ("rescore", "Score saved runs again under another protocol; needs no masks.", RescoreCommand.Create),
        ("merge", "Join the shards of a run: the document of the whole run, byte for byte.", MergeCommand.Create),
        ("slurm", "Print or submit a Slurm array that scores in shards and the job that merges them; say how far it is.", SlurmCommand.Create),
        ("kubernetes", "Print the manifest of an indexed Kubernetes job that scores in shards, and of the one that merges.", KubernetesCommand.Create),
        ("codabench", "Make the bundle of a challenge for Codabench: scoring program, ground truth, pages, leaderboard.", CodabenchCommand.Create),
        ("evalai", "Make the bundle of a challenge for EvalAI.", EvalAiCommand.Create),
        ("instances", "Score detected instances: average precision of masks, boxes or boundaries, as COCO computes it.", InstancesCommand.Create),
        ("panoptic", "Score panoptic segmentation, or label maps against panoptic ground truth: panoptic quality, PQ.", PanopticCommand.Create),
        ("compare", "Compare runs: is one better, how sure is that, what changed; gates for continuous integration.", CompareCommand.Create),
        ("table", "Print the table of a paper: methods, gains, classes; as text, Markdown, LaTeX or CSV.", TableCommand.Create),
        ("validate", "Check a submission without labels: archive, names, sizes, values; all that is wrong at once.", ValidateCommand.Create),
        ("pack", "Make a submission that passes validate: masks as a zip, byte for byte the same each time.", PackCommand.Create),
        ("leaderboard", "Keep a board of submissions: take, rank, verify and publish them.", LeaderboardCommand.Create),
        ("protocols", "List the scoring protocols, or explain one: formula, averaging, absent classes, void, source.", ProtocolsCommand.Create),
        ("datasets", "List the datasets, or show one: classes, ids, void values, palette.", DatasetsCommand.Create),
        ("colorize", "Give masks the colours of their dataset, alone or laid over pictures.", ColorizeCommand.Create),
        ("convert", "Make 150-class challenge masks of full ADE20K annotations.", ConvertCommand.Create),
        ("demo", "Make a small synthetic dataset and score it: the whole tool with no data of one's own.", DemoCommand.Create),
        ("completion", "Print what makes a shell complete commands, options, datasets, protocols, classes and paths.", CompletionCommand.Create),
    ];

    /// <summary>The root command, with the named subcommand ready to run.</summary>
    public static RootCommand CreateRoot(string[] args, CommandContext context)
    {
        RootCommand root = new("Scores semantic segmentation masks exactly as the public benchmarks do: ADE20K / SceneParse150 first.");
        VersionOption version = root.Options.OfType<VersionOption>().Single();
        version.Action = new VersionWords();
        version.Description = "Show the version, and what this processor lets it use.";
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpPage(context.Environment.Width, Examples);
        help.Description = "Show this help; after a command, that command's.";
        foreach ((string name, string description, Func<CommandContext, CommandDefinition> create) in s_commands)
        {
            Command command = new(name, description);
            root.Subcommands.Add(command);
            if (args.Contains(name, StringComparer.Ordinal))
            {
                create(context).ApplyTo(command, context.Environment.Width);
            }
        }

        return root;
    }

    /// <summary>The words that stand for other words: nothing at all and <c>help COMMAND</c> for <c>--help</c>, <c>version</c> for <c>--version</c>.</summary>
    public static string[] Spelled(string[] args) => args switch
    {
        [] or ["help"] => ["--help"],
        ["help", .. string[] command] when !command.Any(word => word.StartsWith('-')) => [.. command, "--help"],
        ["version"] => ["--version"],
        _ => args,
    };

    /// <summary>A command that does nothing by itself, called by itself, shows its help.</summary>
    public static string[] WithHelp(RootCommand root, string[] args) =>
        args is [string only] && root.Subcommands.Any(command => command.Name == only && command.Subcommands.Count > 0) ? [only, "--help"] : args;

    /// <summary>Answers a misspelled command with the nearest ones.</summary>
    /// <exception cref="UsageException">The first word is no command and no option.</exception>
    public static void SuggestFor(string[] args)
    {
        if (args.Length > 0 && !args[0].StartsWith('-') && !args[0].StartsWith('[') && !s_commands.Any(command => command.Name == args[0]))
        {
            // Paths alone, and what other tools call scoring.
            if (Path.Exists(args[0]) || s_otherNamesOfScoring.Contains(args[0]))
            {
                throw new UsageException($"There is no command '{args[0]}'. Did you mean `ade20k-eval score {(Path.Exists(args[0]) ? "PREDICTIONS GROUND_TRUTH" : "...")}`? See `ade20k-eval --help`.");
            }

            throw new UsageException($"{NearestNames.NotFound("command", args[0], [.. s_commands.Select(command => command.Name)])} See `ade20k-eval --help`.");
        }
    }
}
