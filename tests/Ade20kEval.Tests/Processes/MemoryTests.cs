using System.Globalization;
using System.Text.RegularExpressions;

namespace Ade20kEval.Tests.Processes;

public sealed partial class MemoryTests
{
    // Looks again and again, because the entry in /proc is gone with the process.
    private const string Script = "\"$@\" & tool=$!; peak=0; while kill -0 $tool 2>/dev/null; do line=$(grep VmHWM /proc/$tool/status 2>/dev/null) && [ -n \"$line\" ] && peak=$line; sleep 0.01; done; wait $tool; code=$?; echo \"$peak\" >&2; exit $code";

    private static readonly Dictionary<string, string> s_limit = new() { ["DOTNET_GCHeapHardLimit"] = "0x10000000" };

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void Two_thousand_images_take_little_more_memory_than_two_hundred_under_a_limit_of_256_MiB()
    {
        using TemporaryFolder folder = new();
        Write(folder, "few", 200);
        Write(folder, "many", 2000);

        double few = PeakMiB(folder, "few");
        double many = PeakMiB(folder, "many");

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak: 200 images {few:0.0} MiB, 2,000 images {many:0.0} MiB"));
        Assert.That(many, Is.LessThan(few + 40), "2,000 masks and predictions decoded would be 1,175 MiB; what is kept is their cells, and the document");
    }

    /// <summary>One scene's masks under many names: every name is read and decoded by itself.</summary>
    private static void Write(TemporaryFolder folder, string set, int images)
    {
        foreach (string side in new[] { "ground-truth", "predictions" })
        {
            byte[] values = new byte[640 * 480];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (byte)(1 + (i / 640 / 40) + (side[0] == 'p' && i % 640 > 500 ? 20 : 0));
            }

            string first = System.IO.Path.GetFileName(folder.Write($"{set}/{side}/0000.png", TemporaryFolder.Png(640, 480, values)));
            for (int i = 1; i < images; i++)
            {
                File.CreateSymbolicLink(folder[set, side, $"{i:D4}.png"], first);
            }
        }
    }

    private static double PeakMiB(TemporaryFolder folder, string set)
    {
        ToolProcess run = ToolProcess.Shell(Script, s_limit, "score", folder[set, "predictions"], folder[set, "ground-truth"], "--out", folder["results"], "--workers", "2", "--quiet");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Match peak = Peak().Match(run.Error);
        Assert.That(peak.Success, Is.True, run.Error);
        return long.Parse(peak.Groups[1].Value, CultureInfo.InvariantCulture) / 1024.0;
    }

    [GeneratedRegex(@"VmHWM:\s*(\d+) kB")]
    private static partial Regex Peak();
}
