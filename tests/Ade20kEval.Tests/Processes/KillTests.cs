using System.Diagnostics;
using System.Globalization;

namespace Ade20kEval.Tests.Processes;

public sealed class KillTests
{
    // ADE20KEVAL_KILLS=200 is the whole trial, as in the tests of faults.
    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("ADE20KEVAL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : 20;

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void A_kill_at_any_moment_leaves_the_old_document_or_the_new_one_whole()
    {
        using ScoredFolder folder = new(images: 150, width: 32, height: 24);
        string[] arguments = ["score", folder.Predictions, folder.GroundTruth, "--out", folder.Results, "--quiet"];
        Stopwatch watch = Stopwatch.StartNew();
        Assert.That(ToolProcess.Run(arguments).ExitCode, Is.Zero);
        TimeSpan whole = watch.Elapsed;
        string fresh = folder.ReadRun();
        string old = new('o', fresh.Length);
        Random random = new(20);
        int olds = 0;
        int news = 0;

        for (int i = 0; i < s_kills; i++)
        {
            File.WriteAllText(folder.RunJson, old);
            using Process process = ToolProcess.Start("exec \"$@\"", [], arguments);
            if (i % 2 == 0)
            {
                // Anywhere in the run, start and end included.
                Thread.Sleep(whole * (0.3 + (0.8 * random.NextDouble())));
            }
            else
            {
                // Close to the writing: as soon as the temporary file has bytes, and a little later.
                while (!process.HasExited && !new DirectoryInfo(folder.Results).EnumerateFiles(".run.json.*").Any(file => file.Length > 0))
                {
                    Thread.Yield();
                }

                Thread.Sleep(TimeSpan.FromMilliseconds(random.Next(0, 4)));
            }

            ToolProcess.Signal(process, ToolProcess.Kill);
            ToolProcess.WaitForExit(process);
            string found = File.ReadAllText(folder.RunJson);
            bool isOld = found == old;
            olds += isOld ? 1 : 0;
            news += isOld ? 0 : 1;
            Assert.That(isOld || ScoredFolder.WithoutTool(found) == fresh, Is.True, $"kill {i}: neither the old nor the new document");
        }

        TestContext.Out.WriteLine($"{s_kills} kills, {olds} times the old document, {news} times the new one");
    }
}
