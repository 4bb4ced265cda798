namespace Ade20kEval.Tests.Cli;

/// <summary>Runs at the ends of the scales: all right, all wrong. Every output is written, and soon.</summary>
public sealed class ExtremeRunTests
{
    [Test]
    [CancelAfter(120_000)]
    public void A_perfect_run_has_every_table_chart_and_page()
    {
        string truth = Path.Combine(TestFolders.SampleData, "ground-truth");
        using TemporaryFolder folder = new();
        foreach (string mask in Directory.EnumerateFiles(truth))
        {
            folder.Write($"perfect/{Path.GetFileName(mask)}", File.ReadAllBytes(mask));
        }

        CliRun run = CliRun.Of("score", folder["perfect"], truth, "--out", folder["results"], "--write", "html,svg,md,tex,csv", "--errors", "--rings", "3", "--sizes", "--boundary", "--quiet");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(folder["results", "report.html"]), Does.Contain("100.00"));
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_run_with_no_pixel_right_has_every_table_chart_and_page()
    {
        // Two classes, exchanged.
        using TemporaryFolder folder = new();
        for (int image = 0; image < 3; image++)
        {
            folder.Write($"predictions/{image}.png", TemporaryFolder.Png(4, 2, 2, 2, 1, 1, 2, 2, 1, 1));
            folder.Write($"truth/{image}.png", TemporaryFolder.Png(4, 2, 1, 1, 2, 2, 1, 1, 2, 2));
        }

        CliRun run = CliRun.Of("score", folder["predictions"], folder["truth"], "--out", folder["results"], "--write", "html,svg,md,tex,csv", "--errors", "--rings", "3", "--sizes", "--boundary", "--quiet");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(folder["results", "report.html"]), Does.Contain("0.00"));
    }
}
