using System.CommandLine;
using Ade20kEval.Cli.Cluster;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>kubernetes --shards N --out DIR -- PREDICTIONS GROUND_TRUTH</c>: the manifest of an indexed job, and of the one that merges.</summary>
internal static class KubernetesCommand
{
    private const string Examples = """
          ade20k-eval kubernetes --shards 64 --image registry/ade20k-eval:1 --claim data:/data --out /data/results -- /data/predictions.zip /data/ground-truth > jobs.yaml
              64 pods and the job that merges; what follows -- is as for score, with paths as the containers see them
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> score = new("SCORE")
        {
            Description = "After --: PREDICTIONS GROUND_TRUTH and options, as for score (or what --command says), with paths in the container.",
            Arity = ArgumentArity.OneOrMore,
        };
        ClusterCommandOption command = new();
        Option<int> shards = new("--shards") { Description = "How many slices, each a pod.", HelpName = "N", Required = true };
        Option<string> folder = new("--out") { Description = "A folder on a claim for shards and the merged run.json.", HelpName = "DIR", Required = true };
        Option<string> image = new("--image") { Description = "A container image that starts ade20k-eval.", HelpName = "IMAGE", Required = true };
        Option<string[]> claims = new("--claim") { Description = "A persistent volume claim and where it is mounted. Repeat it.", HelpName = "NAME:/PATH", Required = true };
        Option<string> write = new Option<string>("--write") { Description = "What the merging job writes, as for merge.", DefaultValueFactory = _ => "json", HelpName = "LIST" }.Completing(ReportChoice.AllFormats);
        Option<int> cpus = new("--cpus") { Description = "Processors of a pod, and its workers.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<int> parallel = new("--parallel") { Description = "Pods at once.", DefaultValueFactory = _ => 16, HelpName = "N" };
        return new CommandDefinition([score], [command, shards, folder, image, claims, write, cpus, parallel], Examples, parsed =>
        {
            KubernetesManifest manifest = new()
            {
                Plan = ClusterPlan.Create(parsed.GetRequiredValue(shards), parsed.GetRequiredValue(folder), command.Read(parsed), parsed.GetRequiredValue(score), parsed.GetRequiredValue(write)),
                Image = parsed.GetRequiredValue(image),
                Claims = [.. parsed.GetRequiredValue(claims).Select(ReadClaim)],
                Processors = Positive("--cpus", parsed.GetValue(cpus)),
                Parallelism = Positive("--parallel", parsed.GetValue(parallel)),
            };
            if (manifest.Plan.KeepsGoing)
            {
                throw new UsageException("--keep-going: ends with another code than 0 where a submission fails, and Kubernetes starts that pod again. Score such submissions one by one.");
            }

            if (!manifest.Claims.Any(claim => PodPath.IsWithin(manifest.Plan.Out, claim.Path)))
            {
                throw new UsageException($"{folder.Name} {manifest.Plan.Out}: lies on no claim ({string.Join(", ", manifest.Claims.Select(claim => claim.Path))}), and what a pod writes elsewhere ends with it. Give a folder below the path of a claim.");
            }

            context.Output.Write(manifest.ToString());
            return ExitCode.Done;
        });
    }

    private static int Positive(string option, int given) => given >= 1 ? given : throw new UsageException(Invariant($"{option} {given}: expected 1 or more."));

    private static (string Claim, string Path) ReadClaim(string given) => given.Split(':') is [{ Length: > 0 } claim, ['/', ..] path]
        ? (claim, path)
        : throw new UsageException($"--claim {given}: expected NAME:/PATH, for example data:/data.");
}
