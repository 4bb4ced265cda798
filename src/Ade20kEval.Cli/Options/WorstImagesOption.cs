using System.CommandLine;
using Ade20kEval.Reporting.Pages;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--gallery</c> of runs of segments and detections: how many of the worst images a page shows.</summary>
internal sealed class WorstImagesOption : Option<int>
{
    private const int Most = 500;

    /// <summary>The option.</summary>
    public WorstImagesOption() : base("--gallery")
    {
        Description = "How many of the worst images the page of --write html shows, with outlines of what is found, missed and false; 0 for none.";
        DefaultValueFactory = static _ => OutlineGallery.DefaultCount;
        HelpName = "N";
    }

    /// <summary>How many.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hasPage">Whether a page is written.</param>
    /// <exception cref="UsageException">The number is out of range, or there is no page.</exception>
    public int Read(ParseResult parsed, bool hasPage)
    {
        OptionUse.Require(parsed, hasPage, "a page: --out DIR --write html", this);
        return parsed.GetValue(this) is >= 0 and <= Most and int count ? count : throw new UsageException($"{Name} {parsed.GetValue(this)}: expected 0..{Most}.");
    }
}
