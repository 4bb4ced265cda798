using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ade20kEval.Reporting;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>What is wrong with a command line, in words of this tool: the library's name types of .NET, and take unknown options for files.</summary>
internal static class UsageProblems
{
    private const int MostShown = 3;

    /// <summary>Refuses what looks like an option and is none, wherever it stands before a lone <c>--</c>.</summary>
    /// <remarks>Files whose names begin with a dash are given as <c>./-name</c>, or after <c>--</c>.</remarks>
    /// <exception cref="UsageException">There is one; the message has the nearest names.</exception>
    public static void RefuseUnknownOptions(Command root, string[] args)
    {
        Command command = root;
        string words = "";
        foreach (string arg in args.TakeWhile(arg => arg != "--"))
        {
            if (command.Subcommands.FirstOrDefault(below => below.Name == arg) is Command below)
            {
                command = below;
                words = $"{words} {arg}".TrimStart();
            }
            else if (LooksLikeOption(arg) && !command.Options.Any(option => option.Name == NameIn(arg) || option.Aliases.Contains(NameIn(arg))))
            {
                string[] known = [.. command.Options.Where(option => !option.Hidden).Select(option => option.Name)];
                IReadOnlyList<string> nearest = NearestNames.Of(NameIn(arg).TrimStart('-'), known.Select(name => name[2..]), count: 2);
                string question = nearest.Count == 0 ? FormatMeant(NameIn(arg), command) : $" Did you mean {string.Join(" or ", nearest.Select(name => $"--{name}"))}?";
                throw new UsageException($"{words}{(words.Length > 0 ? ": " : "")}there is no option {NameIn(arg)}.{question} See `{$"ade20k-eval {words}".TrimEnd()} --help`.");
            }
        }
    }

    /// <summary>The first thing that the library found wrong, said anew.</summary>
    public static string Describe(ParseResult parsed)
    {
        ParseError error = parsed.Errors[0];
        string command = string.Join(' ', CommandWords.Of(parsed.CommandResult));
        string problem = error.SymbolResult switch
        {
            OptionResult { IdentifierTokenCount: > 0, Tokens.Count: 0, Option: Option option } => $"{option.Name}: needs a value, {option.HelpName ?? "VALUE"}.",
            OptionResult { IdentifierTokenCount: > 1, Option: Option option } when option.Arity.MaximumNumberOfValues <= 1 => $"{option.Name}: is given more than once; expected it once.",
            OptionResult { Option: Option option, Tokens: [Token token, ..] } when Expected(option.ValueType, token.Value) is string expected => $"{option.Name} {token.Value}: expected {expected}.",
            OptionResult { IdentifierTokenCount: 0, Option: { Required: true } option } => $"{option.Name} {option.HelpName}: missing.",
            ArgumentResult { Tokens.Count: 0, Argument: Argument argument } => $"{argument.Name}: missing.",
            _ when parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0 =>
                NearestNames.NotFound("command", parsed.UnmatchedTokens[0], [.. parsed.CommandResult.Command.Subcommands.Select(below => below.Name)]),
            _ when parsed.UnmatchedTokens.Count > 0 => TooMany(parsed, command),
            _ => error.Message,
        };
        return $"{problem} See `{command} --help`.";
    }

    // --html for --write html.
    private static string FormatMeant(string option, Command command) =>
        ReportFiles.Formats.FirstOrDefault(format => format == option.TrimStart('-')) is string format && command.Options.Any(known => known.Name == "--write") ? $" Did you mean --write {format}?" : "";

    private static string TooMany(ParseResult parsed, string command)
    {
        IReadOnlyList<string> rest = parsed.UnmatchedTokens;
        string shown = string.Join(' ', rest.Take(MostShown)) + (rest.Count > MostShown ? Invariant($" and {rest.Count - MostShown} more") : "");
        IReadOnlyList<Argument> taken = [.. parsed.CommandResult.Command.Arguments.Where(argument => !argument.Hidden)];
        string expected = taken.Count == 0 ? $"{command} takes options only" : $"{command} takes {string.Join(' ', taken.Select(argument => argument.Name))} and options";
        return $"{shown}: {(rest.Count == 1 ? "is" : "are")} too much; {expected}.{(rest.Count > 1 && rest.All(Path.Exists) ? " For files of one folder give the folder." : "")}";
    }

    private static bool LooksLikeOption(string arg) => arg.Length > 1 && arg[0] == '-' && (arg[1] == '-' || char.IsAsciiLetter(arg[1]) || arg[1] == '?');

    private static string NameIn(string arg) => arg.IndexOfAny(['=', ':']) is int end and > 0 ? arg[..end] : arg;

    private static string? Expected(Type type, string given)
    {
        if (type == typeof(int) || type == typeof(int?) || type == typeof(int[]))
        {
            return int.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "a whole number";
        }

        if (type == typeof(double) || type == typeof(double?))
        {
            return "a number, like 0.5";
        }

        return type == typeof(bool) || type == typeof(bool?) ? "true, false or no value" : null;
    }
}
