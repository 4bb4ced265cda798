using System.CommandLine;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--protocol</c>: whose arithmetic.</summary>
internal sealed class ProtocolOption : Option<string?>
{
    /// <summary>The option; without it the dataset's own protocol.</summary>
    /// <param name="description">What the command uses it for.</param>
    /// <param name="isOne">Whether one protocol is wanted, which <c>all</c> does not name.</param>
    public ProtocolOption(string description, bool isOne = false) : base("--protocol")
    {
        Description = description;
        HelpName = isOne ? "NAME" : "NAME|all";
        this.Completing(ProtocolCatalog.Names);
    }

    /// <summary>The protocols asked for, the primary one first.</summary>
    /// <exception cref="UsageException">No protocol has that name, or it cannot score the dataset.</exception>
    public IReadOnlyList<Protocol> Read(ParseResult parsed, Dataset dataset) => ProtocolChoice.Parse(parsed.GetValue(this), dataset);
}
