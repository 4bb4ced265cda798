using System.Globalization;

namespace Ade20kEval.Tests.Processes;

public sealed class SameAnswerTests
{
    private ScoredFolder _folder = null!;
    private string _summary = null!;
    private string _document = null!;

    [OneTimeSetUp]
    public void ScoreOnce()
    {
        ToolProcess.SkipUnlessLinux();
        _folder = new ScoredFolder();
        (_summary, _document) = Score([]);
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder?.Dispose();

    [TestCase("LANG", "de_DE.UTF-8")]
    [TestCase("LC_ALL", "tr_TR.UTF-8")]
    [TestCase("TZ", "Pacific/Chatham")]
    [TestCase("TZ", "America/St_Johns")]
    public void Language_and_time_zone_change_nothing(string variable, string value)
    {
        (string summary, string document) = Score(new() { [variable] = value });

        Assert.That(summary, Is.EqualTo(_summary));
        Assert.That(document, Is.EqualTo(_document));
    }

    [Test]
    public void The_plain_C_locale_changes_the_bars_of_the_summary_and_no_number()
    {
        (string summary, string document) = Score(new() { ["LANG"] = "C" });

        Assert.That(document, Is.EqualTo(_document));
        Assert.That(summary.All(char.IsAscii), Is.True);
        Assert.That(Numbers(summary), Is.EqualTo(Numbers(_summary)));
    }

    [Test]
    public void Another_working_folder_and_relative_paths_change_nothing()
    {
        File.Delete(_folder.RunJson);
        ToolProcess run = ToolProcess.Shell(
            "cd \"$SET\" && exec \"$@\"",
            new Dictionary<string, string> { ["SET"] = _folder.Path },
            "score", "predictions/weak", "ground-truth", "--out", "results");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo(_summary));
        Assert.That(_folder.ReadRun(), Is.EqualTo(_document));
    }

    private static IEnumerable<string> KernelNames => global::Ade20kEval.Counting.ImageCounter.KernelNames;

    [TestCaseSource(nameof(KernelNames))]
    public void Every_kernel_gives_the_same_document_and_is_named_in_it(string kernel)
    {
        (string summary, string document) = Score(new() { ["ADE20KEVAL_KERNEL"] = kernel });

        Assert.That(summary, Is.EqualTo(_summary));
        Assert.That(document, Is.EqualTo(_document));
        Assert.That(File.ReadLines(_folder.RunJson).Single(line => line.Contains("\"tool\"", StringComparison.Ordinal)), Does.Contain($"\"{kernel}\""));
    }

    [TestCase("DOTNET_EnableAVX512")]
    [TestCase("DOTNET_EnableAVX2")]
    [TestCase("DOTNET_EnableHWIntrinsic")]
    public void Older_processors_give_the_same_document(string instructionSet)
    {
        (string summary, string document) = Score(new() { [instructionSet] = "0" });

        Assert.That(summary, Is.EqualTo(_summary));
        Assert.That(document, Is.EqualTo(_document));
    }

    [Test]
    public void One_worker_or_sixteen_give_the_same_document()
    {
        foreach (int workers in new[] { 1, 16 })
        {
            (string summary, string document) = Score([], "--workers", workers.ToString(CultureInfo.InvariantCulture));

            Assert.That(summary, Is.EqualTo(_summary));
            Assert.That(document, Is.EqualTo(_document));
        }
    }

    private static string[] Numbers(string text) => [.. text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsAsciiDigit(word[0]))];

    private (string Summary, string Document) Score(Dictionary<string, string> variables, params string[] more)
    {
        Directory.CreateDirectory(_folder.Results);
        File.Delete(_folder.RunJson);   // what is read below is of this run
        ToolProcess run = ToolProcess.Shell("exec \"$@\"", variables, ["score", _folder.Predictions, _folder.GroundTruth, "--out", _folder.Results, .. more]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return (run.Output, _folder.ReadRun());
    }
}
