using System.CommandLine;
using System.CommandLine.Invocation;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Help;

/// <summary>The help of a command: what it does, how it is called, its options in groups with the everyday ones first, and command lines that one can copy.</summary>
/// <param name="width">Columns to lay it out for.</param>
/// <param name="examples">Command lines and what each does.</param>
internal sealed class HelpPage(int width, string examples) : SynchronousCommandLineAction
{
    private const int MostNameColumns = 34;
    private const int MostTextColumns = 110;

    // Of the words below an example; the example itself has two.
    private const int TextIndent = 6;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        WriteText(output, command.Description ?? "", "");
        string words = string.Join(' ', CommandWords.Of(parseResult.CommandResult));
        WriteText(output, $"{words}{Usage(command)}", "      ", "\nUsage: ");
        WriteList(output, "", [.. command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.Name, TextOf(argument.Description, Default(argument.HasDefaultValue, argument.GetDefaultValue))))]);
        Command[] commands = [.. command.Subcommands.Where(below => !below.Hidden)];
        foreach ((string title, IReadOnlyList<Command> group) in command is RootCommand ? CommandGroups.Of(commands) : [("Commands", commands)])
        {
            WriteList(output, title, [.. group.Select(below => (below.Name, below.Description ?? ""))]);
        }

        foreach ((string title, IReadOnlyList<Option> options) in OptionGroups.Of([.. command.Options.Where(option => !option.Hidden)]))
        {
            WriteList(output, title, [.. options.Select(option => (Name(option), TextOf(option.Description, Default(option.HasDefaultValue && option.Arity.MinimumNumberOfValues > 0, option.GetDefaultValue) + (option.Required ? " [required]" : ""))))]);
        }

        output.Write("\nExamples:\n");
        foreach (string line in examples.Split('\n'))
        {
            WriteExample(output, line);
        }

        if (command is not RootCommand)
        {
            WriteText(output, "0 done, 1 a gate says no or a cause was found, 2 usage, 3 bad input, 4 could not write, 5 no baseline, 6 not comparable.", "      ", "\nExit codes: ");
        }

        return ExitCode.Done;
    }

    private static string Usage(Command command)
    {
        string arguments = string.Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument =>
            argument.Arity.MaximumNumberOfValues > argument.Name.Count(c => c == ' ') + 1 ? $" {Optional(argument, argument.Name + "...")}" : $" {Optional(argument, argument.Name)}"));
        string required = string.Concat(command.Options.Where(option => option.Required).Select(option => $" {Name(option)}"));
        return $"{(command.Subcommands.Count > 0 ? " COMMAND" : "")}{arguments}{required} [OPTIONS]";
    }

    private static string Optional(Argument argument, string shown) => argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[{shown}]" : shown;

    private static string Name(Option option) => option.Aliases.FirstOrDefault(alias => alias == "-h") is string brief ? $"{brief}, {option.Name}"
        : option.HelpName is string value ? $"{option.Name} {value}" : option.Name;

    private static string TextOf(string? description, string added) => (description ?? "").Contains("[default", StringComparison.Ordinal) ? description! : description + added;

    private static string Default(bool has, Func<object?> value) => !has ? "" : value() switch
    {
        string { Length: > 0 } text => $" [default: {text}]",
        int number => Invariant($" [default: {number}]"),
        double number => Invariant($" [default: {number}]"),
        _ => "",
    };

    private void WriteText(TextWriter output, string text, string indent, string first = "")
    {
        foreach (string line in ConsoleTableWriter.Wrap(text, Math.Min(width, MostTextColumns) - Math.Max(indent.Length, first.Length)))
        {
            output.Write($"{first}{line}\n");
            first = indent;
        }
    }

    // What an example does is wrapped; the example itself is to be copied, so stays on its line.
    private void WriteExample(TextWriter output, string line)
    {
        string words = line.TrimStart();
        if (line.Length <= width || line.Length - words.Length < TextIndent)
        {
            output.Write($"{line}\n");
            return;
        }

        WriteText(output, words, new string(' ', TextIndent), new string(' ', TextIndent));
    }

    // Names too long for their column have a line of their own.
    private void WriteList(TextWriter output, string title, IReadOnlyList<(string Name, string Text)> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        output.Write(title.Length == 0 ? "\n" : $"\n{title}:\n");
        int most = Math.Min(MostNameColumns, width / 2);
        int column = items.Select(item => item.Name.Length).Where(length => length <= most).DefaultIfEmpty(most).Max() + 4;
        foreach ((string name, string text) in items)
        {
            string[] lines = [.. ConsoleTableWriter.Wrap(text, Math.Max(20, Math.Min(width, MostTextColumns + 10) - column))];
            bool apart = name.Length > column - 4;
            output.Write(apart || lines.Length == 0 ? $"  {name}\n" : $"  {name.PadRight(column - 2)}{lines[0]}\n");
            foreach (string line in lines.Skip(apart ? 0 : 1))
            {
                output.Write($"{new string(' ', column)}{line}\n");
            }
        }
    }
}
