using System.Globalization;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Cli;

namespace Ade20kEval.Tests.Reporting;

/// <summary>What is written of bands near boundaries, and of boundaries.</summary>
public sealed class NearBoundaryTests
{
    [Test]
    public void Bands_and_boundaries_are_on_the_page_and_in_tables()
    {
        using TemporaryFolder folder = new();
        folder.WriteMask("gt/x.png", 6, 1, 1, 1, 1, 2, 2, 2);
        folder.WriteMask("pred/x.png", 6, 1, 1, 1, 2, 2, 2, 2);

        CliRun run = CliRun.Of("score", folder["pred"], folder["gt"], "--boundary", "--trimap", "1,2,4", "--out", folder["out"], "--write", "html,md,tex,csv,svg", "--quiet");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(File.ReadAllText(folder["out", "report.html"]), Does.Contain("Near boundaries").And.Contain("chart-trimap").And.Contain("Boundary IoU of classes"));
        Assert.That(File.ReadAllText(folder["out", "report.md"]), Does.Contain("bands near boundaries").And.Contain("Boundary IoU of classes"));
        Assert.That(File.ReadAllText(folder["out", "report.tex"]), Does.Contain("bands near boundaries"));
        Assert.That(File.Exists(folder["out", "charts", "trimap.svg"]));

        // Width 1: the two pixels beside the border, of which one is right. Width 2: four, of which three are right. Width 4: all six, of which five are.
        string[] bands = [.. File.ReadLines(folder["out", "trimap.csv"]).Skip(1)];
        Assert.That(bands.Select(line => line.Split(',')[0] + " " + line.Split(',')[1]), Is.EqualTo(new[] { "1 2", "2 4", "4 6" }));
        Assert.That(bands.Select(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture)), Is.EqualTo(new[] { 1 / 2.0, 3 / 4.0, 5 / 6.0 }).Within(1e-12));
        Assert.That(File.ReadLines(folder["out", "boundary.csv"]).Count(), Is.EqualTo(3), "a header and two classes");
    }

    [Test]
    public void Without_them_there_is_nothing_of_the_kind()
    {
        using TemporaryFolder folder = new();
        folder.WriteMask("gt/x.png", 2, 1, 1, 2);
        folder.WriteMask("pred/x.png", 2, 1, 1, 2);

        Assert.That(CliRun.Of("score", folder["pred"], folder["gt"], "--out", folder["out"], "--write", "html,csv", "--quiet").ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(File.ReadAllText(folder["out", "report.html"]), Does.Not.Contain("Near boundaries"));
        Assert.That(File.Exists(folder["out", "trimap.csv"]) || File.Exists(folder["out", "boundary.csv"]), Is.False);
    }
}
