namespace Ade20kEval.Tests.Cli;

public sealed class ExplainCommandTests
{
    private TemporaryFolder _folder = null!;

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_run_with_kinds_of_error_answers_every_question_in_its_order()
    {
        Score(Path.Combine(TestFolders.SampleData, "predictions", "weak"), "--errors", "--slices", Path.Combine(TestFolders.SampleData, "slices.csv"));
        CliRun run = CliRun.Of("explain", _folder.Path);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] questions = [.. run.Output.Split('\n').Where(line => line.EndsWith('?'))];
        Assert.That(questions, Is.EqualTo(new[]
        {
            "How good, and what is missing?", "Is it the edges or the names?", "What is confused with what?", "Which images?",
            "Rare classes, and groups of classes?", "Which parts of the images?",
        }));
        Assert.That(run.Output, Does.Contain("76 % of what is missing is wrong names").And.Contain("rare classes do worse"));
        Assert.That(run.Output.Split('\n').Select(line => line.Length), Is.All.LessThanOrEqualTo(80));
    }

    [Test]
    public void A_run_without_says_how_to_count_them()
    {
        Score(Path.Combine(TestFolders.SampleData, "predictions", "strong"));

        Assert.That(CliRun.Of("explain", _folder["run.json"]).Output, Does.Contain("`ade20k-eval score --errors`"));
    }

    [Test]
    public void A_perfect_run_has_nothing_to_mend()
    {
        string copy = _folder.MakeFolder("copy");
        foreach (string file in Directory.GetFiles(GroundTruth))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        Score(copy, "--errors");
        string output = CliRun.Of("explain", _folder["run.json"]).Output;

        Assert.That(output, Does.Contain("Nothing is missing: every labelled pixel is right.").And.Contain("No class is taken for another at a cost."));
        Assert.That(output, Does.Contain("no pixel is wrong"));
    }

    [Test]
    public void What_is_no_run_is_bad_input() => Assert.That(CliRun.Of("explain", _folder["nowhere.json"]).ExitCode, Is.EqualTo(3));

    private void Score(string predictions, params string[] options)
    {
        CliRun run = CliRun.Of(["score", predictions, GroundTruth, "--out", _folder.Path, .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
