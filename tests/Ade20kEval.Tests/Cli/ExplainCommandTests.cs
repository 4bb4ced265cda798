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

    [TestCase("panoptic", "panoptic quality")]
    [TestCase("instances", "average precision of instances")]
    [TestCase("comparison", "a comparison")]
    public void A_document_of_another_command_is_called_what_it_is(string kind, string called)
    {
        string file = _folder.Write("run.json", $"{{\"schema\": \"ade20k-eval/{kind}/1\"}}");
        CliRun run = CliRun.Of("explain", file);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain($"is a document of {called} (schema 'ade20k-eval/{kind}/1'); expected a run of label maps"));
    }

    [Test]
    public void What_holds_no_run_is_told_how_to_get_one()
    {
        string mask = _folder.WriteMask("masks/a.png");
        _folder.Write("shards/run.1-of-2.json", "{}");
        foreach (string command in (string[])["explain", "rescore", "table"])
        {
            CliRun folder = CliRun.Of(command, _folder["masks"]), file = CliRun.Of(command, mask), shards = CliRun.Of(command, _folder["shards"]);

            Assert.That(new[] { folder.ExitCode, file.ExitCode, shards.ExitCode }, Is.All.EqualTo(3), command);
            Assert.That(folder.Error, Does.Contain("masks: holds no run.json. `ade20k-eval score PREDICTIONS GROUND_TRUTH --out DIR` writes one."));
            Assert.That(file.Error, Does.Contain("a.png: is no run document, for it is not JSON. "));
            Assert.That(shards.Error, Does.Contain("shards: holds shards of a run. `ade20k-eval merge "));
        }
    }

    [Test]
    public void What_is_no_run_is_bad_input() => Assert.That(CliRun.Of("explain", _folder["nowhere.json"]).ExitCode, Is.EqualTo(3));

    private void Score(string predictions, params string[] options)
    {
        CliRun run = CliRun.Of(["score", predictions, GroundTruth, "--out", _folder.Path, .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
