using System.CommandLine;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Options;

/// <summary>What a command shows while it works, and in which colours: the option, the terminal and the NO_COLOR convention (no-color.org) decide.</summary>
internal sealed class TerminalOptions
{
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress, no warnings." };

    public Option<bool> NoProgress { get; } = new("--no-progress") { Description = "No progress line." };

    public Option<string> Color { get; } = new("--color")
    {
        Description = "Colours in the output.",
        DefaultValueFactory = static _ => "auto",
        HelpName = "auto|always|never",
    };

    public IReadOnlyList<Option> All => [Quiet, NoProgress, Color];

    /// <summary>How to lay out what goes to standard output.</summary>
    /// <exception cref="UsageException"><c>--color</c> is none of its words.</exception>
    public ConsoleTableOptions ReadLayout(ParseResult parsed, CliEnvironment environment)
    {
        bool? asked = OptionWords.Parse(Color.Name, parsed.GetRequiredValue(Color), ("auto", (bool?)null), ("always", true), ("never", false));
        ConsoleTableOptions automatic = Layout(environment);
        return automatic with { Color = asked ?? automatic.Color };
    }

    /// <summary>The layout of a command that has no such options.</summary>
    public static ConsoleTableOptions Layout(CliEnvironment environment) => new(
        environment.Width,
        Ascii: !environment.Unicode,
        Color: environment.OutputIsTerminal && environment.Variable("NO_COLOR") is null or "" && environment.Variable("TERM") != "dumb")
    {
        TableWidth = environment.TableWidth,
    };

    /// <summary>The progress line; <see langword="null"/> where nobody wants or sees one.</summary>
    public ProgressLine? OpenProgress(ParseResult parsed, CliEnvironment environment) =>
        parsed.GetValue(Quiet) || parsed.GetValue(NoProgress) ? null : ProgressLine.For(environment);
}
