namespace Ade20kEval.Cli;

/// <summary>An option's value out of a few words.</summary>
internal static class OptionWords
{
    /// <summary>The value that a word stands for.</summary>
    /// <exception cref="UsageException">It is none of the words; the message lists them.</exception>
    public static T Parse<T>(string option, string given, params ReadOnlySpan<(string Word, T Value)> words)
    {
        List<string> known = [];
        foreach ((string word, T value) in words)
        {
            if (word == given)
            {
                return value;
            }

            known.Add(word);
        }

        throw new UsageException($"{option} {given}: expected {string.Join(", ", known)}.");
    }
}
