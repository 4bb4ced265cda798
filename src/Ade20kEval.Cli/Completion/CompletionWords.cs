using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;

namespace Ade20kEval.Cli.Completion;

/// <summary>What may stand for an option or an argument: words that its owner gave it, or those that its help shows.</summary>
internal static partial class CompletionWords
{
    /// <summary>Gives an option words that complete it, beside what its help shows.</summary>
    public static TOption Completing<TOption>(this TOption option, IEnumerable<string> words) where TOption : Option
    {
        option.CompletionSources.Add(_ => words.Select(word => new CompletionItem(word)));
        return option;
    }

    /// <summary>The same for an argument.</summary>
    public static Argument<T> Completing<T>(this Argument<T> argument, IEnumerable<string> words)
    {
        argument.CompletionSources.Add(_ => words.Select(word => new CompletionItem(word)));
        return argument;
    }

    /// <summary>Gives an option the classes of the dataset that the command line names.</summary>
    public static Option<string?> CompletingClasses(this Option<string?> option, Option<string>? dataset)
    {
        option.CompletionSources.Add(context => ClassesOf(dataset is null ? null : context.ParseResult.GetValue(dataset)).Append("top:").Select(word => new CompletionItem(word)));
        return option;
    }

    /// <summary>What an option or an argument may be, as far as it can be listed.</summary>
    /// <param name="symbol">An option or an argument.</param>
    /// <param name="shown">What its help shows for a value.</param>
    /// <param name="context">The words that are there already.</param>
    public static IReadOnlyList<string> Of(Symbol symbol, string shown, CompletionContext context) =>
        [.. symbol.GetCompletions(context).Select(item => item.Label).Concat(Literals(shown)).Distinct(StringComparer.Ordinal)];

    /// <summary>What of paths an option or an argument may be: <c>folders</c>, <c>files</c> or nothing.</summary>
    public static string PathsOf(string shown, bool isArgument) =>
        shown.StartsWith("DIR", StringComparison.Ordinal) ? "folders"
        : shown.Contains("FILE", StringComparison.Ordinal) || shown.Contains("PATH", StringComparison.Ordinal) || shown.Contains(".json", StringComparison.Ordinal)
            || shown.Contains("_DIR", StringComparison.Ordinal) || shown.Contains("GROUND_TRUTH", StringComparison.Ordinal) || (isArgument && shown is not ("NAME" or "SHELL" or "ENTRY")) ? "files"
        : "";

    // `ids|indices`, `worst:N|best:N|LIST`: small letters are to be typed, capitals stand for something.
    private static IEnumerable<string> Literals(string shown) => shown.Split('|').Select(part => Literal().Match(part)).Where(match => match.Success)
        .Select(match => match.Groups[1].Value + (match.Groups[2].Success ? ":" : ""));

    private static IEnumerable<string> ClassesOf(string? dataset)
    {
        try
        {
            return DatasetChoice.Parse(dataset ?? "ade20k-150").Classes.Select(c => c.Name);
        }
        catch (Exception problem) when (problem is UsageException or Files.InputException)
        {
            return [];   // said when the command is run
        }
    }

    [GeneratedRegex("^([a-z0-9][a-z0-9-]*)(:[A-Z]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
