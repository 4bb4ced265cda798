using System.CommandLine;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Options;

/// <summary><c>--shard</c>: one slice of the work, the same for every command that scores.</summary>
internal sealed class ShardOption : Option<string?>
{
    /// <summary>The option; without it all of the work.</summary>
    public ShardOption() : base("--shard")
    {
        Description = "Score only the I-th of N slices (1-based), for `ade20k-eval merge`. `auto` reads the launcher's variables (Slurm, MPI, Kubernetes, AWS Batch, GitLab, ...) where they cannot mislead; `auto/N` takes only the index from them.";
        HelpName = "I/N|auto|auto/N";
    }

    /// <summary>Which slice; <see langword="null"/> for all.</summary>
    /// <exception cref="UsageException">It is no slice, or the launcher does not say for certain which.</exception>
    public ShardInfo? Read(ParseResult parsed, CliEnvironment environment) => parsed.GetValue(this) is string given ? ShardChoice.Parse(given, environment.Variable) : null;

    /// <summary>Refuses to write more of a slice than its document.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="write">The option that says what is written.</param>
    /// <exception cref="UsageException">More is to be written than a slice can say.</exception>
    public void RefuseTables(ParseResult parsed, Option<string> write)
    {
        if (parsed.GetRequiredValue(write) is not "json")
        {
            throw new UsageException($"{write.Name} {parsed.GetRequiredValue(write)} with {Name} {parsed.GetValue(this)}: tables and pages of one slice say nothing of the run. Write them where the shards are joined: `ade20k-eval merge DIR --out DIR --write LIST`.");
        }
    }
}
