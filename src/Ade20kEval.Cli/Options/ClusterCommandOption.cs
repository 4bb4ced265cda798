using System.CommandLine;
using Ade20kEval.Cli.Cluster;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--command</c>: what is scored in shards.</summary>
internal sealed class ClusterCommandOption : Option<string>
{
    /// <summary>The option.</summary>
    public ClusterCommandOption() : base("--command")
    {
        Description = "The command that scores each slice; what follows -- is as for that one.";
        DefaultValueFactory = static _ => ClusterPlan.Commands[0];
        HelpName = string.Join('|', ClusterPlan.Commands);
    }

    /// <summary>Which.</summary>
    /// <exception cref="UsageException">It is none of them.</exception>
    public string Read(ParseResult parsed) => OptionWords.Name(Name, parsed.GetRequiredValue(this), "command that scores in shards", [.. ClusterPlan.Commands]);
}
