using System.CommandLine;
using Ade20kEval.Cli.Options;
using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Hosting;

/// <summary>What the commands that make bundles share.</summary>
/// <param name="Platform">Whose bundle it is.</param>
/// <param name="Own">An option of the platform's own.</param>
/// <param name="Where">Where the executable runs, by that option: what it is called, and the minor version of its glibc.</param>
/// <param name="Examples">For the help.</param>
internal sealed record BundleCommand(BundlePlatform Platform, Option Own, Func<ParseResult, (string Image, int Glibc)> Where, string Examples)
{
    /// <summary>The command.</summary>
    public CommandDefinition Define(CommandContext context)
    {
        ChallengeOptions options = new(context.Environment.Tool, Platform.HasPage);
        ForceOption force = new();
        return new CommandDefinition([options.GroundTruth], [.. options.All, Own, force], Examples, parsed =>
        {
            (string image, int glibc) = Where(parsed);
            using MaskSource groundTruth = MaskSource.Open(parsed.GetRequiredValue(options.GroundTruth));
            ChallengePlan plan = options.Read(parsed, groundTruth, glibc, image, Platform.NeedsEnds, context.Cancellation);
            string folder = parsed.GetRequiredValue(options.Bundle);
            (string Path, Action<Stream> Write)[] files = [.. Platform.Create(plan, groundTruth).Select(file => (Path.Combine(folder, file.Name), (Action<Stream>)file.Files.WriteZip))];
            OutputGuard.Of(parsed, force).RequireOwn([.. files.Select(file => file.Path)]);
            AtomicFileSet.Write(files);
            context.Output.Write(Invariant($"{TerminalText.Clean(files[0].Path)}: {Plural.Of(plan.Images.Count, "mask")}, ranked by {plan.Columns[0].Key} under {plan.Protocol}\n"));
            return ExitCode.Done;
        });
    }
}

/// <summary>A platform.</summary>
/// <param name="NeedsEnds">Whether the last phase must end, too.</param>
/// <param name="HasPage">Whether it shows a page of its own for each submission.</param>
/// <param name="Create">Makes the bundle, and what is handed out beside it.</param>
internal sealed record BundlePlatform(bool NeedsEnds, bool HasPage, Func<ChallengePlan, MaskSource, IReadOnlyList<(string Name, BundleFiles Files)>> Create);
