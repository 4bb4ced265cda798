using System.CommandLine;
using System.CommandLine.Completions;

namespace Ade20kEval.Cli.Completion;

/// <summary>What may come next on a command line that is being typed.</summary>
/// <param name="Kind">What the shell adds: <c>files</c>, <c>folders</c>, or nothing.</param>
/// <param name="GoesOn">Whether more may follow without a space: lists, and words that end in a colon.</param>
/// <param name="Words">What may stand for the last word, each with a sentence on it.</param>
internal sealed record Completer(string Kind, bool GoesOn, IReadOnlyList<(string Text, string About)> Words)
{
    private static readonly Completer s_nothing = new("", GoesOn: false, []);

    /// <summary>Completes the last of the words.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="typed">The words after the tool's name; the last one, perhaps empty, is completed.</param>
    public static Completer Of(RootCommand root, string[] typed)
    {
        string current = typed.Length == 0 ? "" : typed[^1];
        string[] before = typed.Length == 0 ? [] : typed[..^1];
        CompletionContext context = root.Parse(before, new ParserConfiguration { ResponseFileTokenReplacer = null }).GetCompletionContext();
        Command command = root;
        Option? open = null;
        int positions = 0;
        bool onlyArguments = false;
        foreach (string word in before)
        {
            if (open is not null)
            {
                open = null;
            }
            else if (word == "--" && !onlyArguments)
            {
                onlyArguments = true;
            }
            else if (!onlyArguments && word.StartsWith('-'))
            {
                open = command.Options.FirstOrDefault(option => (option.Name == word || option.Aliases.Contains(word)) && TakesValue(option));
            }
            else if (command.Subcommands.FirstOrDefault(below => below.Name == word) is Command below)
            {
                command = below;
            }
            else
            {
                positions++;
            }
        }

        if (open is not null)
        {
            return ForValue(open, open.HelpName ?? "", isArgument: false, current, "", context);
        }

        if (!onlyArguments && current.StartsWith('-'))
        {
            return current.IndexOf('=', StringComparison.Ordinal) is > 0 and int at && command.Options.FirstOrDefault(option => option.Name == current[..at]) is Option assigned
                ? ForValue(assigned, assigned.HelpName ?? "", isArgument: false, current[(at + 1)..], current[..(at + 1)], context)
                : new Completer("", GoesOn: false, Beginning(current, command.Options.Where(option => !option.Hidden && (!before.Contains(option.Name) || option.Arity.MaximumNumberOfValues > 1)).Select(option => (option.Name, option.Description ?? ""))));
        }

        if (command.Subcommands.Count > 0)
        {
            return new Completer("", GoesOn: false, Beginning(current, command.Subcommands.Where(below => !below.Hidden).Select(below => (below.Name, below.Description ?? ""))));
        }

        return ArgumentAt(command, positions) is Argument argument ? ForValue(argument, argument.HelpName ?? argument.Name, isArgument: true, current, "", context) : s_nothing;
    }

    /// <summary>Writes it for the scripts: a line that says what the shell adds, then a line for each word.</summary>
    public void Write(TextWriter output)
    {
        output.Write($"{Kind}{(GoesOn ? " open" : "")}\n");
        foreach ((string text, string about) in Words)
        {
            output.Write($"{text}\t{about.Split(". ")[0]}\n");
        }
    }

    private static Completer ForValue(Symbol symbol, string shown, bool isArgument, string current, string prefix, CompletionContext context)
    {
        IReadOnlyList<string> words = CompletionWords.Of(symbol, shown, context);
        bool isList = shown.Contains("LIST", StringComparison.Ordinal);
        int comma = isList ? current.LastIndexOf(',') + 1 : 0;
        string[] listed = current[..comma].Split(',');
        IReadOnlyList<(string Text, string)> fitting = [.. Beginning(current[comma..], words.Where(word => comma == 0 || !listed.Contains(word)).Select(word => (word, ""))).Select(word => (prefix + current[..comma] + word.Text, ""))];
        return new Completer(CompletionWords.PathsOf(shown, isArgument), isList || (fitting.Count > 0 && fitting.All(word => word.Text.EndsWith(':'))), fitting);
    }

    private static (string Text, string About)[] Beginning(string with, IEnumerable<(string Text, string About)> words) =>
        [.. words.Where(word => word.Text.StartsWith(with, StringComparison.OrdinalIgnoreCase))];

    private static bool TakesValue(Option option) => option.Arity.MinimumNumberOfValues > 0;

    private static Argument? ArgumentAt(Command command, int position)
    {
        foreach (Argument argument in command.Arguments)
        {
            if (position < argument.Arity.MaximumNumberOfValues)
            {
                return argument;
            }

            position -= argument.Arity.MaximumNumberOfValues;
        }

        return null;
    }
}
