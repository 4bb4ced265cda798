using System.Text.RegularExpressions;

namespace Ade20kEval.Tests.Processes;

/// <summary>The steps for continuous integration, run as the runner's shell runs them.</summary>
public sealed partial class IntegrationTests
{
    private static readonly string s_folder = Path.Combine(TestFolders.Repository, "src", "Ade20kEval.Cli", "Integration");

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void The_action_lets_the_first_run_through_and_stops_a_fall_with_an_annotation_and_a_summary()
    {
        using TemporaryFolder folder = new();
        string action = File.ReadAllText(Path.Combine(s_folder, "action.yml"));
        foreach (string name in (string[])["output", "summary", "path"])
        {
            File.WriteAllText(folder[name], "");
        }

        File.WriteAllText(folder["ade20k-eval.gate.json"], """{"schema":"ade20k-eval/gate/1","maxDrop":{"meanIou":"0.2pp"}}""");

        ToolProcess first = Steps(action, folder, "strong", "first");
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That(first.Error, Does.Contain("there is no baseline"));
        Assert.That(File.ReadAllText(folder["output"]), Does.Match(@"^mean-iou=0\.62\d+\nrun=first/run\.json\n$"));
        Assert.That(File.ReadAllText(folder["path"]), Is.Empty, "the tool was there: nothing is installed");

        Directory.CreateDirectory(folder["baseline"]);
        File.Copy(folder["first", "run.json"], folder["baseline", "run.json"]);
        ToolProcess worse = Steps(action, folder, "weak", "second");
        Assert.That(worse.ExitCode, Is.EqualTo(1), worse.Error);
        Assert.That(worse.Error, Does.Contain("::error ").And.Contain("meanIou 62.41 → 35.05"));
        Assert.That(File.ReadAllText(folder["summary"]), Does.Contain("weak is 27.36 points worse"));
        Assert.That(folder["second", "comparison", "junit.xml"], Does.Exist);

        Assert.That(Steps(action, folder, "strong", "third").ExitCode, Is.Zero, "the same predictions pass");
    }

    [Test]
    public void The_job_for_GitLab_writes_its_reports()
    {
        using TemporaryFolder folder = new();
        string job = File.ReadAllText(Path.Combine(s_folder, "gitlab-ci.yml"));
        string script = string.Join('\n', ScriptLine().Matches(job[job.IndexOf("script:", StringComparison.Ordinal)..job.IndexOf("artifacts:", StringComparison.Ordinal)]).Select(line => line.Groups[1].Value));
        File.WriteAllText(folder["ade20k-eval.gate.json"], """{"schema":"ade20k-eval/gate/1","floor":{"challengeScore":"0.60"}}""");
        CopyRun(folder, "strong", folder["baseline"]);

        ToolProcess run = InBash(script, folder, new Dictionary<string, string>
        {
            ["PREDICTIONS"] = Path.Combine(TestFolders.SampleData, "predictions", "weak"),
            ["GROUND_TRUTH"] = Path.Combine(TestFolders.SampleData, "ground-truth"),
            ["BASELINE"] = "baseline/run.json",
        });

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        foreach (Match report in Report().Matches(job))
        {
            Assert.That(Path.Combine(folder.Path, report.Groups[1].Value), Does.Exist);
        }
    }

    private static void CopyRun(TemporaryFolder folder, string model, string to)
    {
        ToolProcess run = ToolProcess.Run("score", Path.Combine(TestFolders.SampleData, "predictions", model), Path.Combine(TestFolders.SampleData, "ground-truth"), "--out", to, "--quiet");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    /// <summary>All steps of the action, each in a shell of its own as the runner starts it, until one fails.</summary>
    private static ToolProcess Steps(string action, TemporaryFolder folder, string model, string into)
    {
        Dictionary<string, string> inputs = new()
        {
            ["predictions"] = Path.Combine(TestFolders.SampleData, "predictions", model),
            ["ground-truth"] = Path.Combine(TestFolders.SampleData, "ground-truth"),
            ["dataset"] = "ade20k-150",
            ["baseline"] = "baseline/run.json",
            ["gates"] = "",
            ["out"] = into,
            ["version"] = "",
        };
        MatchCollection steps = Step().Matches(action);
        Assert.That(steps, Has.Count.EqualTo(3));
        ToolProcess? last = null;
        foreach (Match step in steps)
        {
            Dictionary<string, string> variables = new()
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_OUTPUT"] = folder["output"],
                ["GITHUB_STEP_SUMMARY"] = folder["summary"],
                ["GITHUB_PATH"] = folder["path"],
            };
            foreach (Match variable in Variable().Matches(step.Groups["env"].Value))
            {
                variables[variable.Groups[1].Value] = inputs[variable.Groups[2].Value];
            }

            string script = string.Join('\n', step.Groups["run"].Value.Split('\n').Select(line => line.Length > 8 ? line[8..] : ""));
            Assert.That(script, Does.Not.Contain("${{"), "an input pasted into a script could be a command");
            last = InBash(script, folder, variables);
            if (last.ExitCode != 0)
            {
                break;
            }
        }

        return last!;
    }

    private static ToolProcess InBash(string script, TemporaryFolder folder, Dictionary<string, string> variables)
    {
        string file = folder[Guid.NewGuid().ToString("N") + ".sh"];
        File.WriteAllText(file, script + "\n");
        Directory.CreateDirectory(folder["bin"]);
        string start = $"printf '#!/bin/sh\\nexec %s \"$@\"\\n' \"$*\" >bin/ade20k-eval; chmod +x bin/ade20k-eval; PATH=\"$PWD/bin:$PATH\" exec bash --noprofile --norc -eo pipefail {file}";
        return ToolProcess.Shell($"cd '{folder.Path}'; {start}", variables);
    }

    [GeneratedRegex(@"    - id: (?<id>\w+)\n(?:      (?!env:|run:).*\n)*      env:\n(?<env>(?:        .*\n)+)      run: \|\n(?<run>(?:        .*\n)+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    [GeneratedRegex(@"^        (\w+): \$\{\{ inputs\.([\w-]+) \}\}$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex("^    - (.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ScriptLine();

    [GeneratedRegex(@"^      (?:junit|metrics): (\S+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Report();
}
