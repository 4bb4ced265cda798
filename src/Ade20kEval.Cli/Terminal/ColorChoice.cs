using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Terminal;

/// <summary>Decides whether to write colours and which characters, from the option, the terminal and the NO_COLOR convention (no-color.org).</summary>
internal static class ColorChoice
{
    /// <summary>How to lay out what goes to standard output.</summary>
    /// <param name="environment">The terminal.</param>
    /// <param name="color">The value of <c>--color</c>: auto, always or never.</param>
    /// <exception cref="UsageException">Another value.</exception>
    public static ConsoleTableOptions ForOutput(CliEnvironment environment, string color)
    {
        bool useColor = color switch
        {
            "always" => true,
            "never" => false,
            "auto" => environment.OutputIsTerminal && environment.Variable("NO_COLOR") is null or "" && environment.Variable("TERM") != "dumb",
            _ => throw new UsageException($"--color {color}: expected auto, always or never."),
        };
        return new ConsoleTableOptions(environment.Width, Ascii: !environment.Unicode, useColor);
    }
}
