using System.CommandLine;

namespace Ade20kEval.Cli.Options;

/// <summary>What belongs together, and what to do where it does not: the same for whatever pairs predictions with ground truths.</summary>
internal sealed class PairOptions
{
    public Option<string> Missing { get; } = new("--missing")
    {
        Description = "A ground truth without prediction: stop, leave it out (marks the run partial), or count its pixels as wrong.",
        DefaultValueFactory = _ => "error",
        HelpName = "error|skip|wrong",
    };

    public Option<string> Extra { get; } = new("--extra")
    {
        Description = "A prediction without ground truth: stop, or leave it out.",
        DefaultValueFactory = _ => "error",
        HelpName = "error|skip",
    };

    public Option<string> Resize { get; } = new("--resize")
    {
        Description = "A prediction of another size: stop, or nearest neighbour to the ground-truth size.",
        DefaultValueFactory = _ => "none",
        HelpName = "none|nearest",
    };

    public Option<string[]> Suffix { get; } = new("--suffix")
    {
        Description = "An ending of names, before the extension, that is no part of an image's name on either side: _pred, _mask. Repeat it.",
        HelpName = "TEXT",
    };

    public IReadOnlyList<Option> All => [Missing, Extra, Resize, Suffix];

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">A value is none of those expected.</exception>
    public PairingOptions Read(ParseResult parsed) => new()
    {
        Missing = OptionWords.Parse(Missing.Name, parsed.GetRequiredValue(Missing), ("error", MissingPrediction.Error), ("skip", MissingPrediction.Skip), ("wrong", MissingPrediction.Wrong)),
        Extra = OptionWords.Parse(Extra.Name, parsed.GetRequiredValue(Extra), ("error", ExtraPrediction.Error), ("skip", ExtraPrediction.Skip)),
        Resize = OptionWords.Parse(Resize.Name, parsed.GetRequiredValue(Resize), ("none", PredictionResize.None), ("nearest", PredictionResize.Nearest)),
        Suffixes = ReadSuffixes(parsed),
    };

    private string[] ReadSuffixes(ParseResult parsed)
    {
        string[] suffixes = [.. (parsed.GetValue(Suffix) ?? []).Distinct(StringComparer.Ordinal)];
        return suffixes.FirstOrDefault(suffix => suffix.Length == 0 || suffix.Contains('/', StringComparison.Ordinal)) is string wrong
            ? throw new UsageException($"{Suffix.Name} '{wrong}': expected the end of a file name without its extension, such as _pred.")
            : suffixes;
    }
}
