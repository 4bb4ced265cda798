using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;

namespace Ade20kEval.Tests.Processes;

/// <summary>
/// Two images fused by the real executable: run.json, label maps and confidences do not depend on the processor.
/// Every rule under every instruction set. By kernel one rule is enough here, for the name in the document: every rule on
/// every kernel is compared bit for bit inside one process (KernelEqualityTests), where it takes a hundredth of the time.
/// </summary>
public sealed class SameFusionTests
{
    private const int Classes = 150;
    private static readonly string[] s_rules = ["mmseg", "semseg", "pspnet", "maskformer"];

    private TemporaryFolder _folder = null!;
    private Dictionary<string, string> _expected = null!;

    [OneTimeSetUp]
    public void FuseOnce()
    {
        ToolProcess.SkipUnlessLinux();
        _folder = new TemporaryFolder();
        Random random = new(20_220);
        foreach (string image in (ReadOnlySpan<string>)["a", "b"])
        {
            MaskFolder.Write(_folder["gt", $"{image}.png"], [.. Enumerable.Range(0, 36).Select(y => string.Join(' ', Enumerable.Range(0, 48).Select(x => 1 + ((x / 9) + (y / 8 * 7)))))]);
            foreach ((string view, int columns, int rows) in new[] { ("small", 6, 5), ("large", 60, 45) })
            {
                // Unsure everywhere, so that the smallest difference in arithmetic shows in some label.
                float[] scores = [.. Enumerable.Range(0, Classes * rows * columns).Select(_ => random.NextSingle() * 6)];
                _folder.Write($"{view}/{image}.npy", NpyWriter.Write<float>(scores, Classes, rows, columns));
            }
        }

        _expected = s_rules.ToDictionary(rule => rule, rule => Fuse(rule, []));
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder?.Dispose();

    [TestCase("DOTNET_EnableAVX512")]
    [TestCase("DOTNET_EnableAVX2")]
    [TestCase("DOTNET_EnableHWIntrinsic")]
    public void Older_processors_fuse_to_the_same_document_and_pictures(string instructionSet)
    {
        foreach (string rule in s_rules)
        {
            Assert.That(Fuse(rule, new() { [instructionSet] = "0" }), Is.EqualTo(_expected[rule]), rule);
        }
    }

    private static IEnumerable<string> KernelNames => Fuser.KernelNames;

    [TestCaseSource(nameof(KernelNames))]
    public void Every_kernel_fuses_to_the_same_document_and_is_named_in_it(string kernel)
    {
        Assert.That(Fuse("mmseg", new() { ["ADE20KEVAL_KERNEL"] = kernel }), Is.EqualTo(_expected["mmseg"]));
        Assert.That(
            File.ReadLines(_folder["results", "run.json"]).Single(line => line.Contains("\"tool\"", StringComparison.Ordinal)),
            Does.Contain($"\"kernel\":\"{kernel}\",\"fusionKernel\":\"{kernel}\""));
    }

    [Test]
    public void A_kernel_that_only_counts_leaves_fusion_at_its_fastest()
    {
        if (ToolProcess.Other is not null)
        {
            Assert.Ignore("What was compiled ahead has other kernels than the code of these tests.");
        }

        Assert.That(Fuse("mmseg", new() { ["ADE20KEVAL_KERNEL"] = "vbmi2" }), Is.EqualTo(_expected["mmseg"]));
        Assert.That(File.ReadAllText(_folder["results", "run.json"]), Does.Contain($"\"kernel\":\"vbmi2\",\"fusionKernel\":\"{new Fuser(Ade20kEval.Fusion.Rules.FusionRules.Mmseg).KernelName}\""));
    }

    /// <summary>The run document without its line "tool", and the bytes of every picture.</summary>
    private string Fuse(string rule, Dictionary<string, string> variables)
    {
        ToolProcess run = ToolProcess.Shell(
            "rm -rf \"$SET\"/fused* \"$SET\"/results && exec \"$@\"",
            new Dictionary<string, string>(variables) { ["SET"] = _folder.Path },
            ["fuse", "--view", _folder["small"], "--view", _folder["large"], "--sizes-from", _folder["gt"], "--rule", rule, "--score", "--out", _folder["fused"], "--confidence", "16", "--run-out", _folder["results"]]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        IEnumerable<string> pictures = Directory.EnumerateFiles(_folder.Path, "*.png", SearchOption.AllDirectories)
            .Where(path => path.Contains("fused", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => Convert.ToHexString(File.ReadAllBytes(path)));
        return string.Join('\n', [ScoredFolder.WithoutTool(File.ReadAllText(_folder["results", "run.json"])), .. pictures]);
    }
}
