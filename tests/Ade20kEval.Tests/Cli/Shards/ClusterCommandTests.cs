using Ade20kEval.Cli;
using k8s;
using k8s.Models;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary>What is printed for schedulers. That a real Slurm takes it is shown by <c>.ci/slurm</c>.</summary>
public sealed class ClusterCommandTests
{
    private static readonly string[] s_kubernetes =
        ["kubernetes", "--shards", "64", "--image", "registry/tool:1", "--claim", "data:/data", "--claim", "out:/out", "--out", "/out/it's \"here\"", "--cpus", "4", "--parallel", "8", "--", "/data/p.zip", "/data/gt", "--protocol", "all"];

    [Test]
    public void The_manifest_is_two_jobs_by_the_client_s_own_models()
    {
        CliRun run = CliRun.Of(s_kubernetes);
        Assert.That(run.ExitCode, Is.Zero, run.Error);

        // Strict: a key that the models do not have is an error.
        V1Job[] jobs = [.. KubernetesYaml.LoadAllFromString(run.Output, strict: true).Cast<V1Job>()];

        Assert.That(jobs, Has.Length.EqualTo(2));
        V1Job score = jobs[0];
        Assert.That((score.ApiVersion, score.Kind), Is.EqualTo(("batch/v1", "Job")));
        Assert.That((score.Spec.CompletionMode, score.Spec.Completions, score.Spec.Parallelism), Is.EqualTo(("Indexed", (int?)64, (int?)8)));
        V1PodSpec pod = score.Spec.Template.Spec;
        Assert.That(pod.RestartPolicy, Is.EqualTo("Never"));
        Assert.That(pod.Containers[0].Image, Is.EqualTo("registry/tool:1"));
        Assert.That(pod.Containers[0].Args, Is.EqualTo(new[]
        {
            "score", "/data/p.zip", "/data/gt", "--protocol", "all", "--out", "/out/it's \"here\"", "--no-progress", "--workers", "4", "--shard", "auto/64",
        }));
        Assert.That(pod.Containers[0].VolumeMounts.Select(mount => mount.MountPath), Is.EqualTo(new[] { "/data", "/out" }));
        Assert.That(pod.Volumes.Select(volume => (volume.Name, volume.PersistentVolumeClaim.ClaimName)), Is.EqualTo(new[] { ("data-0", "data"), ("data-1", "out") }));
        Assert.That(jobs[1].Spec.Suspend, Is.True, "Kubernetes starts no job after another");
        Assert.That(jobs[1].Spec.Template.Spec.Containers[0].Args, Is.EqualTo(new[] { "merge", "/out/it's \"here\"", "--out", "/out/it's \"here\"", "--write", "json" }));
        Assert.That(jobs[1].Metadata.Name, Is.EqualTo($"{score.Metadata.Name}-merge"));
    }

    [Test]
    public void The_slurm_script_has_explicit_slices_and_a_merging_job_that_does_not_wait_for_ever()
    {
        CliRun run = CliRun.Of("slurm", "--shards", "8", "--out", "res ults", "--cpus", "2", "--sbatch=--time=60", "--", "p'.zip", "gt", "--ci", "none");
        Assert.That(run.ExitCode, Is.Zero, run.Error);

        Assert.That(run.Output, Does.StartWith("#!/bin/sh\n"));
        Assert.That(run.Output, Does.Contain(" --array=0-7 --cpus-per-task=2 --requeue --open-mode=append "));
        Assert.That(run.Output, Does.Contain("score 'p'\\''.zip' gt --ci none --out 'res ults' --no-progress --workers 2 --shard \"$((SLURM_ARRAY_TASK_ID + 1))/8\"\nEND\n"), "the last line of its script");
        Assert.That(run.Output, Does.Contain("--kill-on-invalid-dep=yes").And.Contains("--dependency=\"afterok:$array\""));
        Assert.That(run.Output.Split('\n').Count(line => line.StartsWith("exec ", StringComparison.Ordinal)), Is.EqualTo(2), "so that signals and exit codes are the program's own");
        Assert.That(run.Output.Split(" --time=60 "), Has.Length.EqualTo(3), "for both jobs");
    }

    [TestCase("panoptic", "--areas png")]
    [TestCase("instances", "--errors")]
    public void Segments_and_detections_are_scored_by_their_own_command(string command, string options)
    {
        string[] plan = ["--command", command, "--shards", "3", "--out", "/o"];
        CliRun slurm = CliRun.Of(["slurm", .. plan, "--", "p.json", "gt.json", .. options.Split(' ')]);
        CliRun kubernetes = CliRun.Of(["kubernetes", .. plan, "--image", "i", "--claim", "c:/o", "--", "p.json", "gt.json", .. options.Split(' ')]);

        Assert.That(slurm.Output, Does.Contain($" {command} p.json gt.json {options} --out /o --no-progress --workers 1 --shard \"$((SLURM_ARRAY_TASK_ID + 1))/3\"\nEND\n"), slurm.Error);
        Assert.That(slurm.Output, Does.Contain(" merge /o --out /o --write json\n"));
        V1Job score = (V1Job)KubernetesYaml.LoadAllFromString(kubernetes.Output, strict: true)[0];
        Assert.That(score.Spec.Template.Spec.Containers[0].Args.Take(3), Is.EqualTo(new[] { command, "p.json", "gt.json" }));
    }

    [Test]
    public void Only_some_slices_keep_their_numbers()
    {
        CliRun run = CliRun.Of("slurm", "--shards", "8", "--out", "results", "--only", "3,8", "--", "p", "gt");

        Assert.That(run.Output, Does.Contain(" --array=2,7 ").And.Contains("$((SLURM_ARRAY_TASK_ID + 1))/8"));
    }

    [TestCase("--shards 0 --out o -- p gt", "expected 1..")]
    [TestCase("--shards 4 --out o -- p gt --shard 1/4", "--shard: is said by the plan")]
    [TestCase("--shards 4 --out o -- p gt --out=x", "--out=x: is said by the plan")]
    [TestCase("--shards 4 --out o -- p gt --json", "--json: is said by the plan")]
    [TestCase("--shards 4 --out o -- p gt --protocl all", "there is no option --protocl")]
    [TestCase("--shards 4 --out o --only 5 -- p gt", "1..4")]
    [TestCase("--shards 4 --out o --cpus 0 -- p gt", "--cpus")]
    [TestCase("--command fuse --shards 4 --out o -- p gt", "panoptic")]
    [TestCase("--command instances --shards 4 --out o -- p gt --keep-going", "there is no option --keep-going")]
    [TestCase("--command instances --submissions s --out o -- gt", "--command: has no effect without --shards")]
    [TestCase("--out o -- p gt", "--shards")]
    public void What_no_task_could_do_is_said_before_anything_is_submitted(string line, string message)
    {
        CliRun run = CliRun.Of(["slurm", .. line.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Output);
        Assert.That(run.Error, Does.Contain(message));
    }

    [TestCase("data")]
    [TestCase("data:relative")]
    [TestCase(":/data")]
    public void A_claim_needs_a_name_and_a_whole_path(string claim)
    {
        CliRun run = CliRun.Of("kubernetes", "--shards", "2", "--image", "i", "--claim", claim, "--out", "/o", "--", "p", "gt");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("expected NAME:/PATH"));
    }

    // With /data and /out mounted.
    [TestCase("/results")]
    [TestCase("/data/../results")]
    [TestCase("/database")]
    [TestCase("results")]
    public void What_pods_would_lose_is_said_before_a_manifest_is_printed(string folder)
    {
        CliRun run = CliRun.Of("kubernetes", "--shards", "2", "--image", "i", "--claim", "c:/data", "--claim", "o:/out", "--out", folder, "--", "/data/p", "/data/gt");

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((ExitCode.BadUsage, "")));
        Assert.That(run.Error, Does.Contain($"--out {folder}: lies on no claim (/data, /out)"));
    }

    [TestCase("/out")]
    [TestCase("/out/")]
    [TestCase("/data/./x/../results")]
    public void A_folder_on_a_claim_is_taken(string folder) =>
        Assert.That(CliRun.Of("kubernetes", "--shards", "2", "--image", "i", "--claim", "c:/data", "--claim", "o:/out/", "--out", folder, "--", "/data/p", "/data/gt").ExitCode, Is.Zero);

    [TestCase("slurm --shards 2 --out o -- p", "score p: only one path was given; expected PREDICTIONS and GROUND_TRUTH")]
    [TestCase("kubernetes --shards 2 --image i --claim c:/o --out /o -- p", "score p: only one path was given; expected PREDICTIONS and GROUND_TRUTH")]
    [TestCase("slurm --shards 2 --out o -- --predictions a --predictions b p gt", "expected one path more, GROUND_TRUTH; two were given")]
    [TestCase("slurm --shards 2 --command panoptic --out o -- p", "GROUND_TRUTH")]
    public void A_plan_without_ground_truth_is_not_printed(string line, string message)
    {
        CliRun run = CliRun.Of(line.Split(' '));

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((ExitCode.BadUsage, "")));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void Paths_that_are_not_on_this_machine_are_told()
    {
        CliRun run = CliRun.Of("slurm", "--shards", "2", "--out", "o", "--", "/no/p.zip", "/no/gt", "--protocol", "all");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Error, Is.EqualTo("warning: /no/p.zip: is not on this machine. Paths must be the same on all nodes.\nwarning: /no/gt: is not on this machine. Paths must be the same on all nodes.\n"));
    }
}
