using Ade20kEval.Cli.Terminal;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Cluster;

/// <summary>How far submissions are: scored, failed for a reason of their own, with Slurm, or lost. Numbers are from 1.</summary>
/// <param name="Scored">Those whose run is there.</param>
/// <param name="Failed">Those that cannot be scored, and why.</param>
/// <param name="Entered">How many are on the board.</param>
/// <param name="Queued">Those that wait or run, with Slurm's word for that.</param>
/// <param name="Lost">Those that are none of these.</param>
internal sealed record SubmissionStatus(IReadOnlyList<int> Scored, IReadOnlyList<(int Submission, string Why)> Failed, int Entered, IReadOnlyList<(int Submission, string State)> Queued, IReadOnlyList<int> Lost)
{
    private const int Shown = 10;

    /// <summary>Those that are scored or failed and not on the board.</summary>
    public IReadOnlyList<int> NotEntered { get; private init; } = [];

    /// <summary>Looks at the folders and asks the queue.</summary>
    /// <param name="script">What was submitted.</param>
    /// <exception cref="OutputException">Slurm does not answer.</exception>
    /// <exception cref="InputException">What is left of one that failed cannot be read.</exception>
    public static SubmissionStatus Of(SubmissionScript script)
    {
        SubmissionPlan plan = script.Plan;
        ILookup<int, string> queue = SlurmQueue.TasksOf(script.JobName).ToLookup(task => task.Task, task => task.State);
        List<int> scored = [];
        List<(int, string)> failed = [];
        List<(int, string)> queued = [];
        List<int> lost = [];
        List<int> waiting = [];
        int entered = 0;
        for (int number = 1; number <= plan.Submissions.Count; number++)
        {
            string folder = Path.Combine(script.Place, plan.FolderOf(plan.Submissions[number - 1]));
            string error = Path.Combine(folder, SubmissionError.FileName);
            bool isEntered = File.Exists(Path.Combine(folder, SubmissionPlan.EnteredMark));
            entered += isEntered ? 1 : 0;
            if (queue[number].FirstOrDefault() is string state)
            {
                queued.Add((number, state));
            }
            else if (File.Exists(error))
            {
                failed.Add((number, SubmissionError.Read(error).Message.Split('\n')[0]));
            }
            else
            {
                (File.Exists(Path.Combine(folder, "run.json")) ? scored : lost).Add(number);
            }

            if (!isEntered && (scored.LastOrDefault() == number || (failed.Count > 0 && failed[^1].Item1 == number)))
            {
                waiting.Add(number);
            }
        }

        return new SubmissionStatus(scored, failed, entered, queued, lost) { NotEntered = plan.Board is null || queued.Count > 0 ? [] : waiting };
    }

    /// <summary>Tells a person.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="script">What was submitted.</param>
    /// <param name="redo">The command that submits those that are lost again.</param>
    public void Write(TextWriter output, SubmissionScript script, string redo)
    {
        output.Write(Invariant($"{Scored.Count} of {script.Plan.Submissions.Count} submissions are scored{(script.Plan.Board is null ? "" : Invariant($", {Entered} entered on the board"))}\n"));
        foreach (IGrouping<string, int> state in Queued.GroupBy(task => task.State, task => task.Submission))
        {
            output.Write($"{state.Key.ToLowerInvariant()}: {SlurmQueue.List(state)}\n");
        }

        if (Failed.Count > 0)
        {
            output.Write(Invariant($"cannot be scored: {Failed.Count}\n"));
            foreach ((int number, string why) in Failed.Take(Shown))
            {
                output.Write($"  {Name(number)}: {TerminalText.Clean(why)}\n");
            }
        }

        if (NotEntered.Count > 0)
        {
            output.Write($"not on the board: {SlurmQueue.List(NotEntered)}; {Path.Combine(script.Plan.Out, "slurm", SubmissionScript.EnterLog)} says why, once the job that enters has run\n");
        }

        if (Lost.Count > 0)
        {
            output.Write($"lost or never started: {SlurmQueue.List(Lost)}\n");
            foreach (int number in Lost.Take(Shown))
            {
                output.Write($"  {Name(number)}: {SlurmQueue.LastLine(Path.Combine(script.Place, script.LogOf(number)))}\n");
            }

            output.Write($"to redo them:\n  {redo}\n");
        }

        string Name(int number) => TerminalText.Clean(script.Plan.Submissions[number - 1].Name);
    }
}
