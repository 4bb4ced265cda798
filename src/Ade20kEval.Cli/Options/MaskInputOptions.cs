using System.CommandLine;
using Ade20kEval.Imaging.Masks;
using Ade20kEval.Masks;

namespace Ade20kEval.Cli.Options;

/// <summary>How masks are found and told apart before their values are read, the same for every command that reads them.</summary>
internal sealed class MaskInputOptions
{
    public Option<bool> FollowLinks { get; } = new("--follow-links") { Description = "Follow links that lead out of a folder, or to folders. In archives links are always errors." };

    public Option<string?> CsvClass { get; } = new("--csv-class")
    {
        Description = "Of a CSV of `start length` runs: the column that holds the class, or the class of all runs. [default: the header's class column]",
        HelpName = "COLUMN|CLASS",
    };

    public IReadOnlyList<Option> All => [FollowLinks, CsvClass];

    /// <summary>For commands that have no options for it: all formats are read.</summary>
    public static MaskSourceOptions Default { get; } = new() { Formats = MaskImageFormats.All, AdvisesLinks = false };

    /// <summary>What was asked for.</summary>
    public MaskSourceOptions Read(ParseResult parsed) => Default with { FollowLinks = parsed.GetValue(FollowLinks), CsvClass = parsed.GetValue(CsvClass), AdvisesLinks = true };
}
