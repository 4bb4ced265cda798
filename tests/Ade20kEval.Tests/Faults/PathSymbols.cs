using System.CommandLine;
using Ade20kEval.Cli;
using Ade20kEval.Cli.Completion;

namespace Ade20kEval.Tests.Faults;

/// <summary>Every option and argument of every command whose value is a path, as its help shows: <c>score --remap</c>, <c>leaderboard * BOARD</c>.</summary>
internal static class PathSymbols
{
    public static IReadOnlyList<string> Of()
    {
        CommandContext nowhere = new(new CliEnvironment { Output = TextWriter.Null, Error = TextWriter.Null }, default);
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (string name in CommandCatalog.CreateRoot([], nowhere).Subcommands.Select(command => command.Name))
        {
            Command command = CommandCatalog.CreateRoot([name], nowhere).Subcommands.Single(command => command.Name == name);
            Collect(command, name, found);
            foreach (Command below in command.Subcommands)
            {
                Collect(below, $"{name} {below.Name}", found);
            }
        }

        return [.. found];
    }

    private static void Collect(Command command, string name, SortedSet<string> found)
    {
        found.UnionWith(command.Options.Where(option => TakesPath(option.HelpName ?? "", isArgument: false)).Select(option => $"{name} {option.Name}"));
        found.UnionWith(command.Arguments.Where(argument => argument.Name == "NAME" ? name == "datasets" : TakesPath(argument.HelpName ?? argument.Name, isArgument: true))
            .Select(argument => argument.Name == "BOARD" ? "leaderboard * BOARD" : $"{name} {argument.Name}"));
    }

    private static bool TakesPath(string shown, bool isArgument) => shown is "BOARD" || CompletionWords.PathsOf(shown, isArgument).Length > 0;
}
