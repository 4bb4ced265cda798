using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>An option's value out of a few words.</summary>
internal static class OptionWords
{
    /// <summary>The value that a word stands for.</summary>
    /// <exception cref="UsageException">It is none of the words; the message lists them.</exception>
    public static T Parse<T>(string option, string given, params ReadOnlySpan<(string Word, T Value)> words)
    {
        // Compiled anew for every kind of value and every process: kept short.
        string[] known = new string[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            (known[i], T value) = words[i];
            if (known[i] == given)
            {
                return value;
            }
        }

        throw NoneOf(option, given, known);
    }

    private static UsageException NoneOf(string option, string given, string[] known) =>
        new($"{option} {given}: expected {string.Join(", ", known[..^1])} or {known[^1]}.");

    /// <summary>A name that must be one of many.</summary>
    /// <param name="option">The option.</param>
    /// <param name="given">What was given.</param>
    /// <param name="noun">What it names.</param>
    /// <param name="known">All that there are.</param>
    /// <exception cref="UsageException">It is none of them; the message has the nearest.</exception>
    public static string Name(string option, string given, string noun, IReadOnlyCollection<string> known) =>
        known.Contains(given) ? given : throw new UsageException($"{option} {given}: {NearestNames.NotFound(noun, given, known)}");

    /// <summary>A list of such names, between commas.</summary>
    /// <exception cref="UsageException">One is none of them; the message has the nearest.</exception>
    public static string[] Names(string option, string list, string noun, IReadOnlyCollection<string> known) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Name(option, name, noun, known))];
}
