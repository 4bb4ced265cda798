using Ade20kEval.Cli;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Cli;

/// <summary><c>table</c>: tables as papers print them.</summary>
public sealed class TableCommandTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Save()
    {
        _folder = new TemporaryFolder();
        foreach ((string name, string model) in new[] { ("a", "strong"), ("b", "weak") })
        {
            CliRun run = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", model), Path.Combine(TestFolders.SampleData, "ground-truth"), "--name", name, "--out", _folder[name], "--quiet");
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        }
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Gains_are_in_points_and_relative_as_ablation_tables_print_them()
    {
        // PSPNet, table 1: 37.23 / 78.01 for the baseline and 41.68 / 80.04 for the method: +4.45 / +2.03, 11.95 % / 2.60 %.
        RunDocument run = SampleRuns.Small();
        RunDocument Of(string name, double meanIou, double accuracy) => run with
        {
            Scores = [run.Primary with { MeanIou = meanIou, PixelAccuracy = accuracy }],
        };
        Table table = PaperTables.Methods(
            [new("ResNet50-Baseline", Of("b", 0.3723, 0.7801)), new("PSPNet", Of("p", 0.4168, 0.8004))],
            new PaperStyle { Figures = [Metrics.MeanIou, Metrics.PixelAccuracy], Against = 0 });
        using StringWriter text = new() { NewLine = "\n" };
        CsvTableWriter.Write(text, table);

        Assert.That(table.Rows, Has.Count.EqualTo(4));
        Assert.That(table.Rows[2].Skip(1).Select(cell => cell.Text), Is.EqualTo(new[] { "+4.45", "+2.03" }));
        Assert.That(table.Rows[3].Skip(1).Select(cell => cell.Text), Is.EqualTo(new[] { "+11.95 %", "+2.60 %" }));
    }

    [Test]
    public void Figures_are_chosen_by_either_name_and_shown_with_so_many_decimals()
    {
        CliRun run = CliRun.Of("table", _folder["a"], _folder["b"], "--columns", "mIoU,pixelAccuracy", "--digits", "1", "--format", "md");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("| Method | mIoU % | aAcc % |\n").And.Contain("| a | **62.4** | **90.1** |\n| b | 35.0 | 74.3 |\n"));
    }

    [Test]
    public void Classes_across_are_split_into_tables_that_fit_and_the_last_ends_with_the_mean()
    {
        CliRun run = CliRun.Of("table", _folder["a"], "--by-class", "columns", "--classes-per-table", "4", "--classes-only", "top:6", "--format", "tex");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        string[] headers = [.. run.Output.Split('\n').Where(line => line.StartsWith("Method & ", StringComparison.Ordinal))];
        Assert.That(headers.Select(line => line.Count(c => c == '&')), Is.EqualTo(new[] { 4, 3 }), "four classes; two and the mean");
        Assert.That(headers[1], Does.Contain("& mIoU"));
        Assert.That(run.Output, Does.Contain("\\label{tab:class-iou-1}").And.Contain("\\label{tab:class-iou-2}"));
    }

    [TestCase("--against nobody", "no method has this name; expected one of a, b")]
    [TestCase("--classes-only wall", "--classes-only has no effect without --by-class")]
    [TestCase("--by-class rows --digits 9", "--digits 9: expected 0..6")]
    [TestCase("--by-class rows --against a", "--against has no effect with --by-class rows")]
    [TestCase("--scales", "holds no view-1/run.json")]
    [TestCase("--columns mIoU,mIoU", "each once")]
    public void What_has_no_meaning_is_refused(string arguments, string reason)
    {
        CliRun run = CliRun.Of(["table", _folder["a"], _folder["b"], .. arguments.Split(' ')]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(reason));
    }
}
