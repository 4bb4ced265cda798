using System.CommandLine;
using System.CommandLine.Help;
using Ade20kEval.Cli.Help;

namespace Ade20kEval.Cli;

/// <summary>What a command adds to its name: arguments, options, examples for its help, and the work.</summary>
/// <param name="Arguments">In their order.</param>
/// <param name="Options">In the order of the help.</param>
/// <param name="Examples">Command lines that one can copy, each with a word on what it does; indented by two.</param>
/// <param name="Run">Does it; returns an exit code. <see langword="null"/> where a subcommand must follow.</param>
internal sealed record CommandDefinition(IReadOnlyList<Argument> Arguments, IReadOnlyList<Option> Options, string Examples, Func<ParseResult, int>? Run)
{
    /// <summary>Commands below it, for a command that does nothing by itself.</summary>
    public IReadOnlyList<(string Name, string Description, CommandDefinition Definition)> Subcommands { get; init; } = [];

    /// <summary>Makes a command of a name into this one.</summary>
    /// <param name="command">The command.</param>
    /// <param name="width">Columns that its help may take.</param>
    public void ApplyTo(Command command, int width)
    {
        foreach (Argument argument in Arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (Option option in Options)
        {
            command.Options.Add(option);
        }

        foreach ((string name, string description, CommandDefinition definition) in Subcommands)
        {
            Command below = new(name, description);
            definition.ApplyTo(below, width);
            command.Subcommands.Add(below);
        }

        command.Options.Add(new HelpOption { Description = "Show this help.", Action = new HelpPage(width, Examples) });
        if (Run is not null)
        {
            command.SetAction(Run);
        }
    }
}
