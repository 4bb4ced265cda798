using System.Globalization;
using System.Text.RegularExpressions;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Tests.Processes;

public sealed partial class MemoryTests
{
    // Looks again and again, because the entry in /proc is gone with the process.
    private const string Script = "\"$@\" & tool=$!; peak=0; while kill -0 $tool 2>/dev/null; do line=$(grep VmHWM /proc/$tool/status 2>/dev/null) && [ -n \"$line\" ] && peak=$line; sleep 0.01; done; wait $tool; code=$?; echo \"$peak\" >&2; exit $code";

    private static readonly Dictionary<string, string> s_limit = new() { ["DOTNET_GCHeapHardLimit"] = "0x10000000" };

    // ADE20KEVAL_PAIRS=100000 and ADE20KEVAL_IMAGES=20000 are the whole trials, minutes each.
    private static readonly int s_pairs = Number("ADE20KEVAL_PAIRS", 2000);
    private static readonly int s_images = Number("ADE20KEVAL_IMAGES", 1000);

    // What a pair leaves in memory: its name, its digests and some tens of cells.
    private const double MiBOfAPair = 1.4 / 1024;

    // What the program takes with next to nothing to do, and what a document may add.
    private const double Idle = 110;
    private const double TimesItsLength = 8;

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void Two_thousand_images_take_little_more_memory_than_two_hundred_under_a_limit_of_256_MiB()
    {
        using TemporaryFolder folder = new();
        Write(folder, "few", 200);
        Write(folder, "many", s_pairs);

        double few = PeakMiB(folder, "few");
        double many = PeakMiB(folder, "many");

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak: 200 images {few:0.0} MiB, {s_pairs:N0} images {many:0.0} MiB"));
        Assert.That(many, Is.LessThan(few + 40 + (MiBOfAPair * Math.Max(0, s_pairs - 2000))), "2,000 masks and predictions decoded would be 1,175 MiB; what is kept is their cells, and the document");
    }

    [TestCase("rescore RUN --json")]
    [TestCase("report RUN --out OUT --write html,csv")]
    [TestCase("compare RUN OTHER")]
    public void A_document_of_many_images_takes_few_times_its_length(string commandLine)
    {
        using TemporaryFolder folder = new();
        string run = folder.Write("run/run.json", Document(1));
        string other = folder.Write("other/run.json", Document(2));
        double mebibytes = new FileInfo(run).Length / 1048576.0;

        double peak = PeakMiB("\"$@\" >/dev/null", [], [.. commandLine.Split(' ').Select(word => word switch { "RUN" => run, "OTHER" => other, "OUT" => folder["out"], _ => word })]);

        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{commandLine}: {s_images:N0} images, document of {mebibytes:0.0} MiB, peak {peak:0} MiB"));
        Assert.That(peak, Is.LessThan(Idle + ((commandLine.Contains("OTHER", StringComparison.Ordinal) ? 2 : 1) * TimesItsLength * mebibytes)));
    }

    /// <summary>A document of images with 150 classes each, of which nine in ten pixels are right.</summary>
    private static byte[] Document(int seed)
    {
        Random random = new(seed);
        ImageCounts[] images = [.. Enumerable.Range(0, s_images).Select(i => new ImageCounts($"image_{i:D6}", 150, 100, [.. Enumerable.Range(1, 150).SelectMany(label => Cells((ushort)label, (ushort)random.Next(1, 151), random.Next(10, 30)))]))];
        return RunJsonWriter.Write(RunDocument.Create(new RunCounts(Ade20k150.Dataset, PredictionLabels.Ids, images), [ProtocolCatalog.Find("sceneparse")], new RunHeader
        {
            Tool = new ToolInfo("1.0.0", "test", 1, 1),
            GroundTruth = new InputInfo("truth", s_images, new string('a', 64)),
            Predictions = new InputInfo("predictions", s_images, new string('b', 64)),
        }));
    }

    /// <summary>100 pixels of a label, of which some are predicted as another one.</summary>
    private static IEnumerable<PairCount> Cells(ushort label, ushort other, int wrong) => other == label
        ? [new PairCount(label, label, 100)]
        : new[] { new PairCount(label, label, 100 - wrong), new PairCount(label, other, wrong) }.OrderBy(cell => cell.Prediction);

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

    private static double PeakMiB(TemporaryFolder folder, string set) =>
        PeakMiB("\"$@\"", s_limit, "score", folder[set, "predictions"], folder[set, "ground-truth"], "--out", folder["results"], "--workers", "2", "--quiet");

    private static double PeakMiB(string call, Dictionary<string, string> variables, params string[] words)
    {
        ToolProcess run = ToolProcess.Shell(Script.Replace("\"$@\" &", $"{call} &", StringComparison.Ordinal), variables, words);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Match peak = Peak().Match(run.Error);
        Assert.That(peak.Success, Is.True, run.Error);
        return long.Parse(peak.Groups[1].Value, CultureInfo.InvariantCulture) / 1024.0;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    [GeneratedRegex(@"VmHWM:\s*(\d+) kB")]
    private static partial Regex Peak();
}
