using System.CommandLine;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--decimals</c>: of percent, where others read the figures of a board.</summary>
internal sealed class DecimalsOption : Option<int>
{
    private const int Most = 6;

    /// <summary>The option, two unless told otherwise.</summary>
    /// <param name="description">What they are for.</param>
    public DecimalsOption(string description)
        : base("--decimals")
    {
        Description = description;
        DefaultValueFactory = static _ => 2;
        HelpName = "N";
    }

    /// <summary>The number.</summary>
    /// <exception cref="UsageException">It is not 0 to 6.</exception>
    public int Read(ParseResult parsed) => parsed.GetValue(this) is >= 0 and <= Most and int given ? given : throw new UsageException(Invariant($"{Name}: expected 0 to {Most}."));
}
