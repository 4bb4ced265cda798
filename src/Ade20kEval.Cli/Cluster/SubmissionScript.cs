using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Leaderboard;

namespace Ade20kEval.Cli.Cluster;

/// <summary>The shell script that submits an array over submissions to Slurm, and where there is a board a job that enters them when all tasks have ended.</summary>
/// <remarks>
/// Options as of <see cref="SlurmScript"/>. A submission that fails is an answer, not a failure of its task's: entering waits for the end of all, whatever they answered. What is entered are the
/// masks, whatever <c>score</c> made of them, so that the board's own check decides; the task's run is a report.
/// </remarks>
internal sealed record SubmissionScript
{
    /// <summary>The log of the job that enters, beside those of the submissions.</summary>
    public const string EnterLog = "enter.log";

    /// <summary>What is scored.</summary>
    public required SubmissionPlan Plan { get; init; }

    /// <summary>The words that start this tool.</summary>
    public required IReadOnlyList<string> Tool { get; init; }

    /// <summary>The folder in which jobs run.</summary>
    public required string Place { get; init; }

    /// <summary>Only these submissions, from 1; <see langword="null"/> for all.</summary>
    public IReadOnlyList<int>? Only { get; init; }

    /// <summary>Processors of a task.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>Further options of sbatch, for both jobs.</summary>
    public IReadOnlyList<string> SbatchOptions { get; init; } = [];

    /// <summary>The log of a submission.</summary>
    public string LogOf(int submission) => Path.Combine(Plan.Out, "slurm", Invariant($"submission-{submission}.log"));

    /// <summary>The name by which the queue is asked for its tasks.</summary>
    public string JobName => ClusterPlan.JobNameOf(Path.Combine(Place, Plan.Out));

    /// <summary>The script.</summary>
    public override string ToString()
    {
        int[] chosen = [.. Only ?? Enumerable.Range(1, Plan.Submissions.Count)];
        string indices = Only is null ? Invariant($"1-{Plan.Submissions.Count}") : SlurmQueue.List(chosen);
        StringBuilder script = new();
        script.Append(CultureInfo.InvariantCulture, $"""
            #!/bin/sh
            # Scores {chosen.Length} of {Plan.Submissions.Count} submissions in a Slurm array{(Plan.Board is null ? "" : "; when all tasks have ended, a second job enters them on the board")}.
            set -eu
            mkdir -p {ShellWords.Quote(Path.Combine(Place, Plan.Out, "slurm"))}
            array=$({ShellWords.Join(["sbatch", "--parsable", $"--job-name={JobName}", $"--array={indices}", Invariant($"--cpus-per-task={Processors}"), .. Common("submission-%a.log"), .. SbatchOptions])} <<'END'
            #!/bin/sh
            case $SLURM_ARRAY_TASK_ID in

            """);
        string[] workers = Plan.Score.Contains("--workers") ? [] : ["--workers", Processors.ToString(CultureInfo.InvariantCulture)];
        foreach (int number in chosen)
        {
            script.Append(CultureInfo.InvariantCulture, $"{number}) exec {ShellWords.Join([.. Tool, .. Plan.ScoreWords(Plan.Submissions[number - 1]), .. workers])} ;;\n");
        }

        script.Append("esac\nEND\n)\narray=${array%%;*}\n");
        if (Plan.Board is BoardEntering board)
        {
            AppendBoardJob(script, board, chosen);
        }
        else
        {
            script.Append("echo \"array $array\"\n");
        }

        return script.ToString();
    }

    private void AppendBoardJob(StringBuilder script, BoardEntering board, int[] chosen)
    {
        string[] workers = ["--workers", Processors.ToString(CultureInfo.InvariantCulture)];
        script.Append(CultureInfo.InvariantCulture, $$"""
            enter=$({{ShellWords.Join(["sbatch", "--parsable", $"--job-name={JobName}-enter", Invariant($"--cpus-per-task={Processors}"), "--kill-on-invalid-dep=yes", .. Common(EnterLog), .. SbatchOptions])}} --dependency="afterany:$array" <<'END'
            #!/bin/sh
            # Masks are entered, whatever `score` made of them: the board's own check decides, and what it refuses is recorded as an attempt.
            # What was entered has a mark, so that this may run again.
            worst=0
            enter() {
                own=$1 code=0
                shift
                [ ! -e "$own/{{SubmissionPlan.EnteredMark}}" ] || return 0
                if [ ! -e "$own/run.json" ] && [ ! -e "$own/error.json" ]; then
                    echo "$own: has neither run.json nor error.json; its task was lost" >&2
                    worst=3
                    return 0
                fi
                {{ShellWords.Join([.. Tool, "leaderboard", "add", board.Board])}} "$@" {{ShellWords.Join([.. board.AddWords, .. workers])}} >"$own/entering" 2>&1 || code=$?
                cat "$own/entering"
                # Exit code 3 is an answer where a whole line says that an attempt is recorded, or that the board has this entry: then this was stopped before the mark was made.
                if [ $code = 3 ] && grep -qxF -e '{{SubmissionScoring.Recorded}}' -e '{{Board.IsThereAlready}}' "$own/entering"; then code=0; fi
                rm -f "$own/entering"
                if [ $code = 0 ]; then : >"$own/{{SubmissionPlan.EnteredMark}}"; else worst=$code; fi
            }

            """);
        foreach (int number in chosen)
        {
            ClusterSubmission submission = Plan.Submissions[number - 1];
            string[] date = submission.Date is string day ? [$"--date={day}"] : [];
            script.Append(CultureInfo.InvariantCulture, $"enter {ShellWords.Join([Plan.FolderOf(submission), submission.Path, $"--team={submission.Team}", $"--method={submission.Method}", .. date])}\n");
        }

        script.Append("exit $worst\nEND\n)\necho \"array $array, enter ${enter%%;*}\"\n");
    }

    private string[] Common(string log) =>
        ["--requeue", "--open-mode=append", $"--chdir={Place}", $"--output={Path.Combine(Place, Plan.Out, "slurm").Replace("%", "%%", StringComparison.Ordinal)}/{log}"];
}
