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

    [Test]
    public void An_image_of_fewer_pixels_than_its_class_has_a_number_is_read_back()
    {
        using TemporaryFolder folder = new();
        foreach (string side in new[] { "predictions", "truth" })
        {
            folder.Write($"{side}/0.png", TemporaryFolder.Png(2, 1, 120, 121));
        }

        CliRun run = CliRun.Of("score", folder["predictions"], folder["truth"], "--out", folder["results"], "--errors", "--quiet");
        CliRun read = CliRun.Of("explain", folder["results"]);

        Assert.That((run.ExitCode, read.ExitCode), Is.EqualTo((0, 0)), read.Error);
    }

    [Test]
    public void A_perfect_run_lies_within_its_own_intervals()
    {
        using TemporaryFolder folder = new();
        for (int image = 0; image < 4; image++)
        {
            folder.Write($"predictions/{image}.png", TemporaryFolder.Png(4, 1, 1, 2, 3, 4));
            folder.Write($"truth/{image}.png", TemporaryFolder.Png(4, 1, 1, 2, 3, 4));
        }

        CliRun run = CliRun.Of("score", folder["predictions"], folder["truth"], "--errors");

        // Of 150 classes four are right: 2.67 %, which ten digits do not hold as it is.
        Assert.That(run.Output, Does.Contain("2.67 to 2.67").And.Not.Contain("outside of its own interval").And.Not.Contain(" *"));
    }
}
