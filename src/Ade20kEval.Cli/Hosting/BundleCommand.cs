using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Hosting;

/// <summary>What the commands that make bundles share.</summary>
/// <param name="File">The name of the bundle.</param>
/// <param name="Own">An option of the platform's own.</param>
/// <param name="Where">Where the executable runs, by that option: what it is called, and the minor version of its glibc.</param>
/// <param name="NeedsEnds">Whether the last phase must end, too.</param>
/// <param name="Create">Makes the files.</param>
/// <param name="Examples">For the help.</param>
internal sealed record BundleCommand(string File, Option Own, Func<ParseResult, (string Image, int Glibc)> Where, bool NeedsEnds, Func<ChallengePlan, MaskSource, BundleFiles> Create, string Examples)
{
    /// <summary>The command.</summary>
    public CommandDefinition Define(CommandContext context)
    {
        ChallengeOptions options = new(context.Environment.Tool);
        ForceOption force = new();
        return new CommandDefinition([options.GroundTruth], [.. options.All, Own, force], Examples, parsed =>
        {
            (string image, int glibc) = Where(parsed);
            using MaskSource groundTruth = MaskSource.Open(parsed.GetRequiredValue(options.GroundTruth));
            ChallengePlan plan = options.Read(parsed, groundTruth, glibc, image, NeedsEnds);
            string path = Path.Combine(parsed.GetRequiredValue(options.Bundle), File);
            OutputGuard.Of(parsed, force).RequireOwn([path]);
            BundleFiles files = Create(plan, groundTruth);
            AtomicFileSet.Write([(path, files.WriteZip)]);
            context.Output.Write(Invariant($"{TerminalText.Clean(path)}: {Plural.Of(plan.Images, "mask")}, ranked by {plan.Columns[0].Key} under {plan.Protocol}\n"));
            return ExitCode.Done;
        });
    }
}
