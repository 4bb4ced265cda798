using Ade20kEval.Cli;
using Ade20kEval.Datasets;

namespace Ade20kEval.Tests.Cli;

public sealed class DatasetsCommandTests
{
    [Test]
    public void The_template_once_saved_is_a_dataset_to_show_and_to_score_with()
    {
        using TemporaryFolder folder = new();
        CliRun template = CliRun.Of("datasets", "--template");
        string file = folder["mine.json"];
        File.WriteAllText(file, template.Output);
        MaskFolder.Write(folder["gt", "a.png"], "1 1 2 12", "3 3 0 0");
        MaskFolder.Write(folder["pred", "a.png"], "1 1 2 2", "3 1 1 1");

        CliRun shown = CliRun.Of("datasets", file);
        CliRun scored = CliRun.Of("score", folder["pred"], folder["gt"], "--dataset", file);

        Assert.That(template.ExitCode, Is.EqualTo(ExitCode.Done), template.Error);
        Assert.That(template.Output, Is.EqualTo(DatasetFile.Template));
        Assert.That(shown.ExitCode, Is.EqualTo(ExitCode.Done), shown.Error);
        Assert.That(shown.Output, Does.Contain("my-dataset: My dataset, 3 classes").And.Contain("road").And.Contain("#00008e"));
        Assert.That(scored.ExitCode, Is.EqualTo(ExitCode.Done), scored.Error);
        Assert.That(scored.Output, Does.Contain("83.33 %"), "5 of 6 labelled pixels; 12 is the class car, whose id is 2");
    }

    [Test]
    public void A_dataset_as_json_is_one_to_change_and_read_again()
    {
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of("datasets", "voc2012-21", "--json");
        string file = folder["mine.json"];
        File.WriteAllText(file, run.Output.Replace("\"voc2012-21\"", "\"mine\"", StringComparison.Ordinal));

        CliRun again = CliRun.Of("datasets", file, "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Is.EqualTo(DatasetWriter.Text(DatasetCatalog.Find("voc2012-21"))));
        Assert.That(again.Output, Is.EqualTo(File.ReadAllText(file)));
    }

    [TestCase("--json")]
    [TestCase("--template", "voc2012-21")]
    [TestCase("--template", "--json")]
    public void Options_that_do_not_go_together_are_bad_usage(params string[] args)
    {
        CliRun run = CliRun.Of(["datasets", .. args]);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((ExitCode.BadUsage, "")), run.Error);
    }
}
