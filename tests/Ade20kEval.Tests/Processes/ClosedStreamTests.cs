namespace Ade20kEval.Tests.Processes;

public sealed class ClosedStreamTests
{
    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void A_reader_that_leaves_after_one_line_is_no_error()
    {
        using ScoredFolder folder = new(images: 250, width: 32, height: 24);

        Assert.That(ToolProcess.Run("score", folder.Predictions, folder.GroundTruth, "--json", "--quiet").Output, Has.Length.GreaterThan(1 << 16), "more than a pipe holds");
        ToolProcess run = ToolProcess.Shell("{ \"$@\"; echo \"exit code $?\" >&2; } | head -1", "score", folder.Predictions, folder.GroundTruth, "--json", "--quiet");

        Assert.That(run.Output, Is.EqualTo("{\n"));
        Assert.That(run.Error, Is.EqualTo("exit code 0\n"));
    }

    [TestCase("2>&-", TestName = "Closed_standard_error_does_not_keep_an_answer_back")]
    [TestCase("2>/dev/full", TestName = "Full_standard_error_does_not_keep_an_answer_back")]
    public void Talk_that_nobody_hears_changes_nothing(string redirection)
    {
        using ScoredFolder folder = new();
        File.Delete(Directory.GetFiles(folder.Predictions)[0]);

        ToolProcess heard = ToolProcess.Run("score", folder.Predictions, folder.GroundTruth, "--missing", "skip");
        ToolProcess unheard = ToolProcess.Shell("exec \"$@\" " + redirection, "score", folder.Predictions, folder.GroundTruth, "--missing", "skip");

        Assert.That(heard.Error, Does.Contain("warning"), "there is something to hear");
        Assert.That(unheard.ExitCode, Is.Zero);
        Assert.That(unheard.Output, Is.EqualTo(heard.Output));
    }

    [TestCase("2>&-")]
    [TestCase("2>/dev/full")]
    [TestCase("2>&- >&-")]
    public void An_error_that_nobody_hears_still_gives_its_exit_code(string redirection)
    {
        ToolProcess run = ToolProcess.Shell("exec \"$@\" " + redirection, "score", "/nowhere/predictions", "/nowhere/ground-truth");

        Assert.That(run.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void Closed_standard_output_is_exit_code_4_and_one_sentence()
    {
        using ScoredFolder folder = new();

        ToolProcess run = ToolProcess.Shell("exec \"$@\" >&-", "score", folder.Predictions, folder.GroundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("ade20k-eval: standard output: could not be written (").And.Not.Contain("   at "));
    }
}
