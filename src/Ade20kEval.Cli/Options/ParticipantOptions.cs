using System.CommandLine;
using Ade20kEval.Cli.Hosting;

namespace Ade20kEval.Cli.Options;

/// <summary>What hosted boards tell participants.</summary>
internal sealed class ParticipantOptions
{
    public Option<string?> File { get; } = new("--for-participants")
    {
        Description = "For hosted boards: write only the figures of --columns to FILE, as one flat JSON object; say nothing of paths and ground truth.",
        HelpName = "FILE",
    };

    public Option<string> Columns { get; } = new("--columns")
    {
        Description = "With --for-participants: the figures of the board, the one that ranks first.",
        DefaultValueFactory = _ => "challengeScore,meanIou,pixelAccuracy",
        HelpName = "LIST",
    };

    public DecimalsOption Decimals { get; } = new("With --for-participants: decimals of percent, in the file, on the screen and the page; a share has two more, so 4 unless told otherwise.");

    public Option<string?> Page { get; } = new("--participant-page")
    {
        Description = "With --for-participants: also write a page, of rounded shares alone.",
        HelpName = "FILE.html",
    };

    public Option<string> Reveal { get; } = new("--reveal")
    {
        Description = "What that page tells: the figures, also the IoU of each class, or of each image too.",
        DefaultValueFactory = _ => "score",
        HelpName = "score|classes|images",
    };

    public Option<bool> AnyFormat { get; } = new("--any-format")
    {
        Description = "With --for-participants: take submissions in every format that `score` reads, not PNG alone: its readers are not ours.",
    };

    public IReadOnlyList<Option> All => [File, Columns, Decimals, Page, Reveal, AnyFormat];

    /// <summary>Refuses what has no effect.</summary>
    /// <exception cref="UsageException">An option was given without the one that it belongs to.</exception>
    public void Require(ParseResult parsed)
    {
        OptionUse.Require(parsed, parsed.GetValue(File) is not null, File.Name, Columns, Decimals, Page, AnyFormat);
        OptionUse.Require(parsed, parsed.GetValue(Page) is not null, Page.Name, Reveal);
    }

    /// <summary>What is told, and where.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="file">Where figures go.</param>
    /// <exception cref="UsageException">A value is none of those expected.</exception>
    public ParticipantAnswer Read(ParseResult parsed, string file)
    {
        Require(parsed);
        return new ParticipantAnswer(
            ParticipantScoring.Columns(Columns.Name, parsed.GetRequiredValue(Columns)),
            file,
            parsed.GetValue(Page),
            OptionWords.Parse(Reveal.Name, parsed.GetRequiredValue(Reveal), RevealWords.All),
            Decimals.Read(parsed),
            parsed.GetValue(AnyFormat));
    }
}
