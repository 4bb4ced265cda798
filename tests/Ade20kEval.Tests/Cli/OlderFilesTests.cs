using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

/// <summary>What an earlier run left beside a new run document is told and stays.</summary>
public sealed class OlderFilesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["gt", "a.png"], "1 2", "3 0");
        MaskFolder.Write(_folder["a", "a.png"], "1 2", "3 4");
        MaskFolder.Write(_folder["b", "a.png"], "1 2", "2 4");
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_page_of_an_earlier_run_is_told_beside_a_new_document()
    {
        Assert.That(Score("a", "--write", "html,svg").Error, Does.Not.Contain("earlier run"));
        CliRun again = Score("b");

        Assert.That(again.Error, Does.Contain($"note: {_folder["out"]}: files of an earlier run stay beside this one: report.html, charts/").And.Contain("Write them anew, or take them away."));
        Assert.That(File.Exists(_folder["out", "report.html"]), Is.True, "told, and not taken away");
    }

    [Test]
    public void What_is_written_anew_is_not_older_and_what_is_not_ours_is_not_spoken_of()
    {
        Assert.That(Score("a", "--write", "html").ExitCode, Is.Zero);
        File.WriteAllText(_folder["out", "notes.txt"], "mine");
        File.WriteAllText(_folder["out", "thesis.csv"], "mine");

        Assert.That(Score("b", "--write", "html").Error, Does.Not.Contain("earlier run"));
    }

    [Test]
    public void A_document_of_one_set_stays_above_those_of_several_and_is_told()
    {
        Assert.That(Score("a").ExitCode, Is.Zero);
        CliRun both = CliRun.Of("score", "--predictions", _folder["a"], "--predictions", _folder["b"], _folder["gt"], "--out", _folder["out"]);

        Assert.That(both.Error, Does.Contain($"{_folder["out"]}: files of an earlier run stay beside this one: run.json."));
    }

    [Test]
    public void Rescoring_in_place_tells_of_the_page_under_the_other_protocol()
    {
        Assert.That(Score("a", "--write", "html").ExitCode, Is.Zero);
        string[] rescore = ["rescore", _folder["out"], "--protocol", "mmseg", "--out", _folder["other"]];
        Assert.That(CliRun.Of(rescore).Error, Does.Not.Contain("earlier run"));
        File.Copy(_folder["out", "report.html"], _folder["other", "report.html"]);

        Assert.That(CliRun.Of(rescore).Error, Does.Contain("stay beside this one: report.html."));
        Assert.That(CliRun.Of([.. rescore, "--quiet"]).Error, Is.Empty);
    }

    private CliRun Score(string predictions, params string[] more) => CliRun.Of(["score", _folder[predictions], _folder["gt"], "--out", _folder["out"], .. more]);
}
