using System.CommandLine;

namespace Ade20kEval.Cli;

/// <summary>Options that would change nothing are refused: whoever gives one expects something of it.</summary>
internal static class OptionUse
{
    /// <summary>Whether an option stands on the command line, and is not merely its default.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Refuses the first of some options that was given although nothing would come of it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasEffect">Whether they have an effect here.</param>
    /// <param name="needed">What would give them one: words that end the sentence "has no effect without …".</param>
    /// <param name="options">The options.</param>
    /// <exception cref="UsageException">One was given.</exception>
    public static void Require(ParseResult parsed, bool hasEffect, string needed, params ReadOnlySpan<Option> options)
    {
        if (hasEffect)
        {
            return;
        }

        foreach (Option option in options)
        {
            if (IsGiven(parsed, option))
            {
                throw new UsageException($"{option.Name}: has no effect without {needed}.");
            }
        }
    }
}
