using System.CommandLine;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--force</c>: replace files that are there already.</summary>
internal sealed class ForceOption : Option<bool>
{
    /// <summary>The option.</summary>
    public ForceOption() : base("--force") => Description = "Replace files of others, too; those of an earlier run of this tool are replaced anyway where a run.json, a page or a PDF among them tells that they are. What is read is never overwritten.";
}
