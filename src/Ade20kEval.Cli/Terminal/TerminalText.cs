using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Terminal;

/// <summary>Makes messages with names from outside safe to show in a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Every line with what could drive the terminal replaced; line feeds stay, because messages of several lines are ours.</summary>
    public static string Clean(string text) => string.Join('\n', text.Split('\n').Select(line => SafeText.Line(line)));
}
