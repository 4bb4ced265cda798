using Ade20kEval.Cli;
using Ade20kEval.Cli.Shards;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary>Which slice a process scores, by what launchers set: believed only where it cannot be otherwise.</summary>
public sealed class ShardChoiceTests
{
    private const string Batch = "SLURM_PROCID=0 SLURM_NTASKS=4";

    // Launcher, its variables in the third of eight tasks (four for processes), and the slice.
    [TestCase("SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1", "3 of 8")]
    [TestCase(Batch + " SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1", "3 of 8")]
    [TestCase("SLURM_ARRAY_TASK_ID=14 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=14 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=7", "3 of 3")]
    [TestCase("SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1", "3 of 8")]
    [TestCase("SLURM_PROCID=2 SLURM_NTASKS=4 SLURM_STEP_ID=0", "3 of 4")]
    [TestCase("SLURM_PROCID=2 SLURM_NTASKS=4 SLURM_STEP_ID=0 SLURM_STEP_NUM_TASKS=4", "3 of 4")]
    [TestCase("SLURM_PROCID=2 SLURM_NTASKS=4 SLURM_STEP_ID=0 PMI_RANK=2 PMI_SIZE=4", "3 of 4")]
    [TestCase("OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4", "3 of 4")]
    [TestCase("PMI_RANK=2 PMI_SIZE=4", "3 of 4")]
    [TestCase("RANK=2 WORLD_SIZE=4", "3 of 4")]
    [TestCase("JOB_COMPLETION_INDEX=2 JOB_COMPLETIONS=8", "3 of 8")]
    [TestCase("AWS_BATCH_JOB_ARRAY_INDEX=2 AWS_BATCH_JOB_ARRAY_SIZE=8 AWS_BATCH_JOB_ATTEMPT=2", "3 of 8")]
    [TestCase("BATCH_TASK_INDEX=2 BATCH_TASK_COUNT=8", "3 of 8")]
    [TestCase("CLOUD_RUN_TASK_INDEX=2 CLOUD_RUN_TASK_COUNT=8", "3 of 8")]
    [TestCase("CI_NODE_INDEX=3 CI_NODE_TOTAL=8", "3 of 8")]
    [TestCase("CIRCLE_NODE_INDEX=2 CIRCLE_NODE_TOTAL=8", "3 of 8")]
    [TestCase("BUILDKITE_PARALLEL_JOB=2 BUILDKITE_PARALLEL_JOB_COUNT=8", "3 of 8")]
    [TestCase("SGE_TASK_ID=3 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=1", "3 of 8")]
    [TestCase("SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined CI_NODE_INDEX=3 CI_NODE_TOTAL=8", "3 of 8")]
    [TestCase("LSB_JOBINDEX=0 LSB_JOBINDEX_END=0 BATCH_TASK_INDEX=2 BATCH_TASK_COUNT=8", "3 of 8")]
    [TestCase("CIRCLE_NODE_INDEX=0 CIRCLE_NODE_TOTAL=1 OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4", "3 of 4")]
    [TestCase("SLURM_PROCID=0 SLURM_NTASKS=1 SLURM_STEP_ID=0 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=8", "3 of 8")]
    [TestCase("SLURM_PROCID=0 SLURM_NTASKS=1 SLURM_STEP_ID=0", "1 of 1")]
    public void What_cannot_be_otherwise_is_believed(string variables, string slice) =>
        Assert.That(ShardChoice.Parse("auto", Variables(variables)).ToString(), Is.EqualTo(slice));

    [TestCase("SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_STEP=1", "an array of one task may be a part of a larger one", TestName = "Redoing task 3 of 8 by --array=3")]
    [TestCase("SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_COUNT=8", "does not say which tasks there are", TestName = "An array without its ends")]
    [TestCase(Batch, "runs the command once", TestName = "A batch script with -n 4 and no srun")]
    [TestCase("SLURM_PROCID=0 SLURM_NTASKS=4 SLURM_STEP_ID=4294967290 SLURM_STEP_NUM_TASKS=1", "SLURM_NTASKS=4 and SLURM_STEP_NUM_TASKS=1", TestName = "The interactive step of salloc -n 4")]
    [TestCase("SLURM_PROCID=1 SLURM_NTASKS=2 SLURM_STEP_ID=0 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=8", "Slurm array (SLURM_ARRAY_TASK_ID=2, 8 in all) and Slurm step (SLURM_PROCID=1, 2 in all)", TestName = "An array whose script uses srun -n 2")]
    [TestCase("SLURM_PROCID=0 SLURM_NTASKS=4 SLURM_STEP_ID=0 OMPI_COMM_WORLD_RANK=5 OMPI_COMM_WORLD_SIZE=32", "2 launchers at once", TestName = "Open MPI that srun started once a node")]
    [TestCase("CI_NODE_INDEX=1 CI_NODE_TOTAL=2 RANK=0 WORLD_SIZE=2", "2 launchers at once", TestName = "torchrun in a parallel GitLab job, though both say the same")]
    [TestCase("JOB_COMPLETION_INDEX=2", "does not say how many tasks there are", TestName = "An indexed job whose manifest does not repeat its completions")]
    [TestCase("PBS_ARRAY_INDEX=2", "--shard auto/N", TestName = "PBS never says how many")]
    [TestCase("PBS_ARRAYID=2", "--shard auto/N", TestName = "Torque never says how many")]
    [TestCase("LSB_JOBINDEX=3 LSB_JOBINDEX_END=3", "--shard auto/N", TestName = "LSF says the last number only, as for [3] of [1-8]")]
    [TestCase("SGE_TASK_ID=3 SGE_TASK_FIRST=3 SGE_TASK_LAST=3 SGE_TASK_STEPSIZE=1", "an array of one task", TestName = "Redoing task 3 by -t 3")]
    [TestCase("SGE_TASK_ID=undefined LSB_JOBINDEX=0 CI_NODE_TOTAL=1", "no launcher's variables are set; looked for SLURM_ARRAY_TASK_ID, SLURM_PROCID", TestName = "Jobs that are no arrays")]
    [TestCase("OMPI_COMM_WORLD_RANK=4 OMPI_COMM_WORLD_SIZE=4", "expected 0..3", TestName = "A rank beyond the size")]
    [TestCase("RANK=two WORLD_SIZE=4", "RANK=two; expected a number", TestName = "A word for a number")]
    public void What_may_be_otherwise_stops_and_says_what_to_give(string variables, string message)
    {
        UsageException problem = Assert.Throws<UsageException>(() => ShardChoice.Parse("auto", Variables(variables)))!;

        Assert.That(problem.Message, Does.Contain(message).And.Contains("--shard I/N").And.StartsWith("--shard auto: "));
    }

    // `--array=1,5,9` and `--array=2-4,8`: first, last and count as Slurm 22.05 says them.
    [TestCase(new[] { 1, 5, 9 })]
    [TestCase(new[] { 2, 3, 4, 8 })]
    [TestCase(new[] { 0, 2 })]
    public void A_list_of_tasks_stops_in_every_one_of_them(int[] list)
    {
        foreach (int task in list)
        {
            string variables = $"SLURM_ARRAY_TASK_ID={task} SLURM_ARRAY_TASK_MIN={list[0]} SLURM_ARRAY_TASK_MAX={list[^1]} SLURM_ARRAY_TASK_COUNT={list.Length} SLURM_ARRAY_TASK_STEP=1";
            Assert.That(() => ShardChoice.Parse("auto", Variables(variables)), Throws.TypeOf<UsageException>().With.Message.Contains("are a list"), $"task {task}");
            Assert.That(ShardChoice.Parse("auto/10", Variables(variables)).Index, Is.EqualTo(task + 1), "with the number given, the list is part of a plan from 0");
        }
    }

    [TestCase("SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=1", "4 of 8")]
    [TestCase("SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_COUNT=3", "4 of 8")]
    [TestCase("PBS_ARRAY_INDEX=7", "8 of 8")]
    [TestCase("PBS_ARRAYID=0", "1 of 8")]
    [TestCase("SGE_TASK_ID=8 SGE_TASK_FIRST=8 SGE_TASK_LAST=8", "8 of 8")]
    [TestCase("LSB_JOBINDEX=3 LSB_JOBINDEX_END=3", "3 of 8")]
    [TestCase("JOB_COMPLETION_INDEX=2", "3 of 8")]
    [TestCase("OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=8", "3 of 8")]
    public void With_the_number_given_only_the_index_is_taken_from_the_launcher(string variables, string slice) =>
        Assert.That(ShardChoice.Parse("auto/8", Variables(variables)).ToString(), Is.EqualTo(slice));

    [TestCase("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8", "--array=0-7", TestName = "An array numbered from 1 would be off by one from its first task on")]
    [TestCase("PBS_ARRAY_INDEX=8", "-J 0-7", TestName = "A number beyond the slices")]
    [TestCase("OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4", "scored by nobody or twice", TestName = "Four processes for eight slices")]
    [TestCase("LSB_JOBINDEX=9", "expected numbers 1..8", TestName = "A ninth job")]
    [TestCase(Batch, "runs the command once", TestName = "No srun, and a number all the same")]
    public void With_the_number_given_what_does_not_fit_it_stops(string variables, string message) =>
        Assert.That(() => ShardChoice.Parse("auto/8", Variables(variables)), Throws.TypeOf<UsageException>().With.Message.Contains(message));

    [TestCase("auto/0")]
    [TestCase("auto/")]
    [TestCase("auto/2/3")]
    [TestCase("0/4")]
    [TestCase("5/4")]
    [TestCase("-1/4")]
    [TestCase("3")]
    [TestCase("")]
    public void Anything_else_is_no_slice(string given) =>
        Assert.That(() => ShardChoice.Parse(given, _ => null), Throws.TypeOf<UsageException>().With.Message.Contains("expected I/N with I in 1..N"));

    private static Func<string, string?> Variables(string text)
    {
        Dictionary<string, string> variables = text.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return variables.GetValueOrDefault;
    }
}
