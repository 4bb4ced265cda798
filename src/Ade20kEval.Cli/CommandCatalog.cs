using System.CommandLine;
using System.CommandLine.Help;
using Ade20kEval.Cli.Commands;

namespace Ade20kEval.Cli;

/// <summary>The commands, by name. Only the one that is asked for is built in full: the others cost a line of help.</summary>
internal static class CommandCatalog
{
    private static readonly (string Name, string Description, Func<CommandContext, CommandPage> Create)[] s_commands =
    [
        ("score", "Score predictions against ground truth.", ScoreCommand.Create),
        ("inspect", "Show what is in mask files: size, depth, raw values and their pixel counts.", InspectCommand.Create),
        ("datasets", "List the datasets, or show one: classes, ids, void values, palette.", DatasetsCommand.Create),
        ("demo", "Make a small synthetic data set and score it: the whole tool with no data of one's own.", DemoCommand.Create),
    ];

    /// <summary>The root command, with the named subcommand ready to run.</summary>
    public static RootCommand CreateRoot(string[] args, CommandContext context)
    {
        RootCommand root = new("Scores semantic segmentation masks exactly as the public benchmarks do: ADE20K / SceneParse150 first.");
        foreach ((string name, string description, Func<CommandContext, CommandPage> create) in s_commands)
        {
            Command command = new(name, description);
            root.Subcommands.Add(command);
            if (args.Contains(name, StringComparer.Ordinal))
            {
                CommandPage page = create(context);
                page.ApplyTo(command);
                command.Options.Add(HelpWithExamples(page.Examples));
            }
        }

        return root;
    }

    /// <summary>The library's help, followed by command lines that one can copy.</summary>
    private static HelpOption HelpWithExamples(string examples)
    {
        HelpOption help = new();
        help.Action = new ExamplesAction((HelpAction)help.Action!, examples);
        return help;
    }

    private sealed class ExamplesAction(HelpAction help, string examples) : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:\n{examples}");
            return code;
        }
    }
}
