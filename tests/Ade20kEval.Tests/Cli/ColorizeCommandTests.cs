namespace Ade20kEval.Tests.Cli;

/// <summary>Painting masks tells when it may have painted the wrong numbers.</summary>
public sealed class ColorizeCommandTests
{
    // Ids are 1..150 with 0 ignored, indices 0..149: only the ends tell.
    [TestCase("0 3", "ids", true)]
    [TestCase("1 3", "ids", false)]
    [TestCase("0 150", "ids", false)]
    [TestCase("0 3", "indices", false)]
    public void Zero_without_the_last_id_may_mean_indices(string row, string labels, bool isTold)
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["masks", "a.png"], row);
        CliRun run = CliRun.Of("colorize", folder["masks"], folder["out"], "--prediction-labels", labels);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, isTold ? Is.EqualTo("note: 0 was painted as ignored, and no mask holds 150 (flag); if these are class indices from 0, give --prediction-labels indices.\n") : Is.Empty);
    }
}
