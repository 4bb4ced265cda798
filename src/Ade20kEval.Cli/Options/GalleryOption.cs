using System.CommandLine;
using Ade20kEval.Reporting.Pages;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--gallery</c>: how many images a page shows.</summary>
internal sealed class GalleryOption : Option<int>
{
    private const int Most = 500;

    /// <summary>The option.</summary>
    public GalleryOption() : base("--gallery")
    {
        Description = "How many images the page shows: half of them the worst, a quarter the best, the rest at random.";
        DefaultValueFactory = static _ => GallerySource.DefaultCount;
        HelpName = "N";
    }

    /// <summary>How many.</summary>
    /// <exception cref="UsageException">The number is out of range.</exception>
    public int Read(ParseResult parsed) => parsed.GetValue(this) is >= 1 and <= Most and int count ? count
        : throw new UsageException($"{Name} {parsed.GetValue(this)}: expected 1..{Most}.");
}
