using Ade20kEval.Cli.Terminal;

namespace Ade20kEval.Cli;

/// <summary>What every command gets.</summary>
/// <param name="Environment">Streams, terminal, variables.</param>
/// <param name="Cancellation">Set by the first interrupt.</param>
internal sealed record CommandContext(CliEnvironment Environment, CancellationToken Cancellation)
{
    /// <summary>Data for the user or the next program.</summary>
    public TextWriter Output => Environment.Output;

    /// <summary>One sentence of talk, on stderr.</summary>
    public void Say(string sentence) => Environment.Error.WriteLine(TerminalText.Clean(sentence));
}
