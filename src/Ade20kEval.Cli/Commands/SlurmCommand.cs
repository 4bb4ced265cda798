using System.CommandLine;
using System.Globalization;
using Ade20kEval.Cli.Cluster;
using Ade20kEval.Cli.Completion;
using Ade20kEval.Cli.Options;

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
          ade20k-eval slurm --command panoptic --shards 16 --out results --submit -- predictions.json panoptic_val2017.json
              the same of segments; --command instances of detections
          ade20k-eval slurm --shards 64 --out results --cpus 8 --sbatch=--partition=long --sbatch=--time=2:00:00 -- ...
              eight processors a task, and options of the cluster's own
          ade20k-eval slurm --submissions received/ --out results --board board --submit -- ground-truth/
              a task for each archive or folder in received/ (or received.zip), and a job that enters the masks of all on a board; --status as above
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string[]> score = new("SCORE")
        {
            Description = "After --: PREDICTIONS GROUND_TRUTH and options, as for score (or what --command says); with --submissions GROUND_TRUTH and options. Paths must be the same on all nodes.",
            Arity = ArgumentArity.OneOrMore,
        };
        ClusterCommandOption command = new();
        Option<int?> shards = new("--shards") { Description = "How many slices, each a task.", HelpName = "N" };
        Option<string?> submissions = new("--submissions") { Description = "Score each archive or folder of masks in this folder or archive, whole, as a task. Those of an archive are unpacked into --out.", HelpName = "DIR|ARCHIVE" };
        Option<string?> board = new("--board") { Description = "With --submissions: enter their masks on this board when all tasks have ended, as `leaderboard add` does; what it refuses is recorded as an attempt. Dataset and protocol are the board's.", HelpName = "BOARD" };
        Option<string?> teams = new("--teams") { Description = "With --board: a table with submission, team, method and perhaps date. [default: all called after the file]", HelpName = "FILE.csv" };
        Option<string?> key = new("--key") { Description = "With --board: sign its records with this private key, as `leaderboard add` does; the node that enters must be able to read the file.", HelpName = "FILE.pem" };
        Option<string> folder = new("--out") { Description = "A shared folder for shards, logs and the merged run.json.", HelpName = "DIR", Required = true };
        Option<string> write = new Option<string>("--write") { Description = "What the merging job writes, as for merge.", DefaultValueFactory = _ => "json", HelpName = "LIST" }.Completing(ReportChoice.AllFormats);
        Option<string?> only = new("--only") { Description = "Only these slices, or submissions by their numbers, to redo them.", HelpName = "I,I,..." };
        Option<int> cpus = new("--cpus") { Description = "Processors of a task, and its workers.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<string[]> sbatch = new("--sbatch") { Description = "One option of sbatch, for both jobs: --sbatch=--partition=long. Repeat it.", HelpName = "OPTION" };
        Option<bool> submit = new("--submit") { Description = "Submit instead of printing." };
        Option<bool> status = new("--status") { Description = "Say which shards or submissions are there, which wait or run, which failed, and how to redo those." };
        return new CommandDefinition([score], [command, shards, submissions, board, teams, key, folder, write, only, cpus, sbatch, submit, status], Examples, parsed =>
        {
            Jobs jobs = new(context, parsed.GetValue(submit), parsed.GetValue(status));
            int processors = parsed.GetValue(cpus) is >= 1 and int given ? given : throw new UsageException("--cpus: expected 1 or more.");
            string[] options = parsed.GetValue(sbatch) ?? [];
            OptionUse.Require(parsed, parsed.GetValue(submissions) is not null, submissions.Name, board, teams);
            OptionUse.Require(parsed, parsed.GetValue(board) is not null, board.Name, teams, key);
            switch (parsed.GetValue(shards), parsed.GetValue(submissions))
            {
                case (int slices, null):
                    ClusterPlan plan = ClusterPlan.Create(slices, parsed.GetRequiredValue(folder), command.Read(parsed), parsed.GetRequiredValue(score), parsed.GetRequiredValue(write));
                    foreach (string path in parsed.GetValue(status) ? [] : plan.PathsNotHere)
                    {
                        context.Say($"warning: {path}: is not on this machine. Paths must be the same on all nodes.");
                    }

                    jobs.Run(new SlurmScript
                    {
                        Plan = plan,
                        Tool = context.Environment.Tool,
                        Place = Environment.CurrentDirectory,
                        Only = parsed.GetValue(only) is string list ? ReadOnly(list, "slices", plan.Shards) : null,
                        Processors = processors,
                        SbatchOptions = options,
                    });
                    return ExitCode.Done;
                case (null, string received):
                    OptionUse.Require(parsed, false, $"{shards.Name}: submissions are label maps, and not merged", write, command);
                    SubmissionPlan all = SubmissionPlan.Create(received, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(score),
                        parsed.GetValue(board) is string place ? new BoardEntering(place, parsed.GetValue(key)) : null, parsed.GetValue(teams));
                    int[]? chosen = parsed.GetValue(only) is string some ? ReadOnly(some, "submissions", all.Submissions.Count) : null;
                    if (!parsed.GetValue(status))
                    {
                        all = all.Checked(chosen, context);
                        if (all.TellPassedOver() is string others)
                        {
                            context.Say($"warning: {others}");
                        }

                        if (all.Prepare(context.Cancellation) is string sentence)
                        {
                            context.Say(sentence);
                        }
                    }

                    jobs.Run(new SubmissionScript
                    {
                        Plan = all,
                        Tool = context.Environment.Tool,
                        Place = Environment.CurrentDirectory,
                        Only = chosen,
                        Processors = processors,
                        SbatchOptions = options,
                    }, parsed.GetValue(teams));
                    return ExitCode.Done;
                default:
                    throw new UsageException("slurm: expected --shards N, to divide one run, or --submissions DIR|ARCHIVE, to score many.");
            }
        });
    }

    private static int[] ReadOnly(string list, string what, int count) =>
    [
        .. list.Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= count
            ? number
            : throw new UsageException(Invariant($"--only {list}: expected {what} between commas, 1..{count}."))),
    ];

    /// <summary>What is done with a script.</summary>
    private sealed record Jobs(CommandContext Context, bool Submits, bool AsksAfter)
    {
        public void Run(SlurmScript script)
        {
            if (AsksAfter)
            {
                SlurmStatus found = SlurmStatus.Of(script, Math.Max(1, script.Plan.Score.Count(word => word == "--predictions")));
                string[] plan = [.. script.Plan.Command == ClusterPlan.Commands[0] ? (string[])[] : ["--command", script.Plan.Command], "--shards", script.Plan.Shards.ToString(CultureInfo.InvariantCulture), "--out", script.Plan.Out, "--write", script.Plan.Write];
                found.Write(Context.Output, script, Redo(plan, found.Lost, script.Processors, script.SbatchOptions, script.Plan.Score));
            }
            else
            {
                Send(script.ToString());
            }
        }

        public void Run(SubmissionScript script, string? teams)
        {
            if (AsksAfter)
            {
                SubmissionStatus found = SubmissionStatus.Of(script);
                string[] plan =
                [
                    "--submissions", script.Plan.Given, "--out", script.Plan.Out,
                    .. script.Plan.Board is BoardEntering board ? (string[])["--board", board.Board, .. board.Key is string key ? (string[])["--key", key] : []] : [], .. teams is null ? (string[])[] : ["--teams", teams],
                ];
                found.Write(Context.Output, script, Redo(plan, found.Lost, script.Processors, script.SbatchOptions, script.Plan.Score));
            }
            else
            {
                Send(script.ToString());
            }
        }

        private void Send(string script) => Context.Output.Write(Submits ? SlurmQueue.Submit(script) : script);

        private string Redo(string[] plan, IReadOnlyList<int> lost, int processors, IReadOnlyList<string> sbatch, IReadOnlyList<string> score) => ShellWords.Join(
        [
            .. Context.Environment.Tool, "slurm", .. plan, "--only", SlurmQueue.List(lost), "--cpus", processors.ToString(CultureInfo.InvariantCulture),
            .. sbatch.Select(option => $"--sbatch={option}"), "--submit", "--", .. score,
        ]);
    }
}
