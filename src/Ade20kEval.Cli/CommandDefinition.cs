using System.CommandLine;

namespace Ade20kEval.Cli;

/// <summary>What a command adds to its name: arguments, options, examples for its help, and the work.</summary>
/// <param name="Arguments">In their order.</param>
/// <param name="Options">In the order of the help.</param>
/// <param name="Examples">Command lines that one can copy, each with a word on what it does; indented by two.</param>
/// <param name="Run">Does it; returns an exit code.</param>
internal sealed record CommandDefinition(IReadOnlyList<Argument> Arguments, IReadOnlyList<Option> Options, string Examples, Func<ParseResult, int> Run)
{
    public void ApplyTo(Command command)
    {
        foreach (Argument argument in Arguments)
        {
            command.Arguments.Add(argument);
        }

        foreach (Option option in Options)
        {
            command.Options.Add(option);
        }

        command.SetAction(Run);
    }
}
