using System.CommandLine;
using System.Globalization;
using Ade20kEval.Cli.Cluster;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Commands;

/// <summary><c>slurm --shards N --out DIR -- PREDICTIONS GROUND_TRUTH</c>: the jobs that score in shards and merge, printed, submitted, or asked after.</summary>
internal static class SlurmCommand
{
    private const string Examples = """
          ade20k-eval slurm --shards 64 --out results -- predictions.zip ground-truth/ --protocol all
              the script that submits 64 tasks and the job that merges them; what follows -- is as for score
          ade20k-eval slurm --shards 64 --out results --submit -- predictions.zip ground-truth/ --protocol all
              the same, submitted
          ade20k-eval slurm --shards 64 --out results --status -- predictions.zip ground-truth/ --protocol all
              which shards are there, which failed and why, and the command that redoes them
          ade20k-eval slurm --shards 64 --out results --cpus 8 --sbatch=--partition=long --sbatch=--time=2:00:00 -- ...
              eight processors a task, and options of the cluster's own
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> score = new("SCORE")
        {
            Description = "After --: PREDICTIONS GROUND_TRUTH and options, as for score. Paths must be the same on all nodes.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<int> shards = new("--shards") { Description = "How many slices, each a task.", HelpName = "N", Required = true };
        Option<string> folder = new("--out") { Description = "A shared folder for shards, logs and the merged run.json.", HelpName = "DIR", Required = true };
        Option<string> write = new Option<string>("--write") { Description = "What the merging job writes, as for merge.", DefaultValueFactory = _ => "json", HelpName = "LIST" }.Completing(ReportChoice.AllFormats);
        Option<string?> only = new("--only") { Description = "Only these slices, to redo them.", HelpName = "I,I,..." };
        Option<int> cpus = new("--cpus") { Description = "Processors of a task, and its workers.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<string[]> sbatch = new("--sbatch") { Description = "One option of sbatch, for both jobs: --sbatch=--partition=long. Repeat it.", HelpName = "OPTION" };
        Option<bool> submit = new("--submit") { Description = "Submit instead of printing." };
        Option<bool> status = new("--status") { Description = "Say which shards are there, which wait or run, which failed, and how to redo those." };
        return new CommandDefinition([score], [shards, folder, write, only, cpus, sbatch, submit, status], Examples, parsed =>
        {
            ClusterPlan plan = ClusterPlan.Create(parsed.GetRequiredValue(shards), parsed.GetRequiredValue(folder), parsed.GetRequiredValue(score), parsed.GetRequiredValue(write));
            SlurmScript script = new()
            {
                Plan = plan,
                Tool = context.Environment.Tool,
                Place = Environment.CurrentDirectory,
                Only = parsed.GetValue(only) is string list ? ReadOnly(list, plan.Shards) : null,
                Processors = parsed.GetValue(cpus) is >= 1 and int given ? given : throw new UsageException("--cpus: expected 1 or more."),
                SbatchOptions = parsed.GetValue(sbatch) ?? [],
            };
            if (parsed.GetValue(status))
            {
                SlurmStatus found = SlurmStatus.Of(script, Math.Max(1, plan.Score.Count(word => word == "--predictions")));
                found.Write(context.Output, script, Redo(context, script, found));
            }
            else if (parsed.GetValue(submit))
            {
                OtherProgram sent = OtherProgram.Run(script.ToString(), "/bin/sh");
                context.Output.Write(sent.ExitCode == 0 ? sent.Output : throw new OutputException($"sbatch: answered {sent.ExitCode}: {sent.Error.Trim()}"));
            }
            else
            {
                context.Output.Write(script.ToString());
            }

            return ExitCode.Done;
        });
    }

    private static string Redo(CommandContext context, SlurmScript script, SlurmStatus found) => ShellWords.Join(
    [
        .. context.Environment.Tool, "slurm", "--shards", script.Plan.Shards.ToString(CultureInfo.InvariantCulture), "--out", script.Plan.Out, "--write", script.Plan.Write,
        "--only", SlurmStatus.List(found.Lost), "--cpus", script.Processors.ToString(CultureInfo.InvariantCulture), .. script.SbatchOptions.Select(option => $"--sbatch={option}"),
        "--submit", "--", .. script.Plan.Score,
    ]);

    private static int[] ReadOnly(string list, int shards) =>
    [
        .. list.Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int shard) && shard >= 1 && shard <= shards
            ? shard
            : throw new UsageException(Invariant($"--only {list}: expected slices between commas, 1..{shards}."))),
    ];
}
