using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Processes;

public sealed class ExitCodeTests
{
    private ScoredFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeSet()
    {
        ToolProcess.SkipUnlessLinux();
        _folder = new ScoredFolder(images: 2);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));
        File.WriteAllText(Path.Combine(_folder.Path, "bad.json"), "{ \"schema\": ");
        File.WriteAllBytes(Path.Combine(_folder.Path, "bad.zip"), new byte[100]);
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder?.Dispose();

    // SET stands for the folder: two paths that score, an empty folder, a run document and an archive that are none.
    [TestCase(0, "score SET/predictions/weak SET/ground-truth")]
    [TestCase(0, "score SET/predictions/weak SET/ground-truth --protocol all --json")]
    [TestCase(0, "")]
    [TestCase(0, "help")]
    [TestCase(0, "--help")]
    [TestCase(0, "score --help")]
    [TestCase(0, "--version")]
    [TestCase(0, "protocols mmseg")]
    [TestCase(0, "datasets ade20k-150")]
    [TestCase(2, "scor SET/predictions/weak SET/ground-truth")]
    [TestCase(2, "score")]
    [TestCase(2, "score SET/predictions/weak")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --worker 3")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --workers none")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --workers 0")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --shard 3/2")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --write json")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --missing maybe")]
    [TestCase(2, "score @SET SET/ground-truth --color sometimes")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --dataset ade20k-151")]
    [TestCase(2, "score SET/predictions/weak SET/ground-truth --protocol sceneparsing")]
    [TestCase(3, "score SET/predictions/weak SET/ground-truth --dataset SET/bad.json")]
    [TestCase(3, "score SET/predictions/weak SET/nowhere")]
    [TestCase(3, "score @team SET/ground-truth")]
    [TestCase(3, "score SET/empty SET/ground-truth")]
    [TestCase(3, "score SET/bad.zip SET/ground-truth")]
    [TestCase(3, "score SET/bad.json SET/ground-truth")]
    [TestCase(3, "rescore SET/bad.json")]
    [TestCase(3, "rescore SET/nowhere.json")]
    [TestCase(3, "inspect SET/bad.zip")]
    [TestCase(3, "inspect SET/empty")]
    [TestCase(3, "convert SET/empty SET/converted")]
    [TestCase(3, "colorize SET/empty SET/colored")]
    [TestCase(3, "report SET/bad.json --out SET/report")]
    [TestCase(3, "fuse --view SET/empty --sizes-from SET/ground-truth --out SET/fused")]
    [TestCase(3, "doctor SET/predictions/weak SET/empty")]
    [TestCase(4, "colorize SET/ground-truth SET/bad.json/x")]
    [TestCase(4, "demo SET/bad.json")]
    [TestCase(4, "score SET/predictions/weak SET/ground-truth --out SET/bad.json")]
    public void Every_outcome_has_its_code_and_never_a_stack_trace(int exitCode, string commandLine)
    {
        // Within this process: what the executable adds is a line, which the next test starts for every code.
        CliRun run = CliRun.Of(Words(commandLine));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.Error, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
        if (exitCode == 0)
        {
            Assert.That(run.Output, Is.Not.Empty);
            Assert.That(run.Error, Does.Not.StartWith("ade20k-eval:"));
        }
        else
        {
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain("ade20k-eval: ").Or.StartWith(_folder.Path));
        }
    }

    [TestCase(0, "score SET/predictions/weak SET/ground-truth")]
    [TestCase(2, "scor SET/predictions/weak SET/ground-truth")]
    [TestCase(3, "rescore SET/bad.json")]
    [TestCase(4, "colorize SET/ground-truth SET/bad.json/x")]
    public void The_executable_itself_ends_with_that_code_and_prints_the_same(int exitCode, string commandLine)
    {
        ToolProcess run = ToolProcess.Run(Words(commandLine));
        CliRun here = CliRun.Of(Words(commandLine));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That((run.Output, run.Error), Is.EqualTo((here.Output, here.Error)));
    }

    [Test]
    public void The_version_says_whether_it_is_native_and_what_this_processor_lets_it_use()
    {
        string compiled = ToolProcess.Other is null ? @"\.NET 10\.[^,]+" : "native executable";

        Assert.That(ToolProcess.Run("--version").Output, Does.Match($@"^\d+\.\d+\.\d+\S* \({compiled}, (AVX-512|AVX2|SSE|NEON|no vectors), counting kernel \w+\)\n$"));
    }

    [Test]
    public void A_kernel_that_does_not_exist_is_bad_usage_and_names_those_that_do()
    {
        ToolProcess run = ToolProcess.Shell("exec \"$@\"", new Dictionary<string, string> { ["ADE20KEVAL_KERNEL"] = "scaler" }, "score", _folder.Predictions, _folder.GroundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("scalar"));
    }

    private string[] Words(string commandLine) =>
        [.. commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace("SET", _folder.Path, StringComparison.Ordinal))];
}
