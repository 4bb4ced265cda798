using System.CommandLine;

namespace Ade20kEval.Cli.Help;

/// <summary>Commands under what one wants to do, the everyday ones first. One that is named nowhere stands under the last title.</summary>
internal static class CommandGroups
{
    private static readonly (string Title, string[] Names)[] s_groups =
    [
        ("Every day", ["score", "doctor", "report", "explain", "compare", "inspect", "demo"]),
        ("Papers", ["table", "figure", "rescore"]),
        ("Other inputs and scores", ["fuse", "instances", "panoptic"]),
        ("Submissions and boards", ["validate", "pack", "leaderboard", "codabench", "evalai"]),
        ("Many machines", ["merge", "slurm", "kubernetes"]),
        ("Datasets, masks and the tool itself", ["datasets", "protocols", "colorize", "convert", "completion"]),
    ];

    /// <summary>The groups that have commands of these, each in the order of its table.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<Command> Commands)> Of(IReadOnlyList<Command> commands) => s_groups
        .Select((group, i) => (group.Title, (IReadOnlyList<Command>)[.. commands.Where(command => IndexOf(command) == i).OrderBy(command => (uint)Array.IndexOf(group.Names, command.Name))]))
        .Where(group => group.Item2.Count > 0);

    private static int IndexOf(Command command) => Array.FindIndex(s_groups, group => group.Names.Contains(command.Name)) is int found and >= 0 ? found : s_groups.Length - 1;
}
