using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests;

/// <summary>The charts that README shows are what its command makes of the sample data. ADE20KEVAL_APPROVE=1 rewrites them; look at them then.</summary>
public sealed class SampleChartTests
{
    [TestCase("gains.svg")]
    [TestCase("frequency.svg")]
    public void A_chart_that_README_shows_is_made_by_the_command_that_it_names(string chart)
    {
        using TemporaryFolder folder = new();
        string shown = Path.Combine(TestFolders.SampleData, "charts", chart);

        CliRun run = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--out", folder["results"], "--write", "svg");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md")), Does.Contain($"sample-data/charts/{chart}"));
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            File.Copy(folder["results", "charts", chart], shown, overwrite: true);
        }

        Assert.That(File.ReadAllText(folder["results", "charts", chart]), Is.EqualTo(File.ReadAllText(shown)));
    }
}
