using System.CommandLine.Parsing;

namespace Ade20kEval.Cli;

/// <summary>The words with which a command is called.</summary>
internal static class CommandWords
{
    /// <summary>The tool's name, then the command's and its subcommand's.</summary>
    public static IEnumerable<string> Of(CommandResult command) =>
        [.. command.Parent is CommandResult parent ? Of(parent) : [], command.Command is System.CommandLine.RootCommand ? "ade20k-eval" : command.Command.Name];
}
