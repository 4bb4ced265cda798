using System.CommandLine;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--workers</c>: how much is done at once.</summary>
internal sealed class WorkersOption : Option<int?>
{
    private const int Most = 1024;

    /// <summary>The option; without it one worker a processor.</summary>
    /// <param name="description">What is done at once.</param>
    public WorkersOption(string description) : base("--workers")
    {
        Description = $"{description} [default: processors]";
        HelpName = "N";
    }

    /// <summary>How many threads to use.</summary>
    /// <exception cref="UsageException">The number is out of range.</exception>
    public int Read(ParseResult parsed) => parsed.GetValue(this) switch
    {
        null => Environment.ProcessorCount,
        < 1 or > Most => throw new UsageException($"{Name} {parsed.GetValue(this)}: expected 1..{Most}."),
        int count => count,
    };
}
