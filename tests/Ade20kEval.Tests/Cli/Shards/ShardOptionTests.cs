using System.Text.Json.Nodes;
using Ade20kEval.Cli;
using Ade20kEval.Samples;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary>Options of every kind with shards: joined, the run is that of one machine; a submission that fails is told, and stops no other.</summary>
public sealed class ShardOptionTests
{
    private const int Images = 7;

    // One of each line at most.
    private static readonly string[][] s_options =
    [
        ["--boundary"],
        ["--errors", "--errors --errors-width 2"],
        ["--sizes"],
        ["--rings 3"],
        ["--trimap 1,2,4", "--trimap 2 --trimap-kind void"],
        ["--slices SLICES"],
        ["--protocol all", "--protocol mmseg"],
        ["--ci none", "--ci bootstrap:50", "--scenes SCENES"],
        ["--classes-only wall,sky", "--classes-only top:3 --others ignore"],
        ["--missing wrong", "--missing skip"],
        ["--remap 1:200,2:201", "--ignore 3"],
        ["--lenient", "--strict"],
    ];

    private TemporaryFolder _folder = null!;

    private string GroundTruth => _folder["set", "ground-truth"];

    private string Weak => _folder["set", "predictions", "weak"];

    private string Strong => _folder["set", "predictions", "strong"];

    private string Parts => _folder["parts"];

    [SetUp]
    public void MakeMasks()
    {
        _folder = new TemporaryFolder();
        SyntheticFolder.Write(_folder["set"], new SyntheticScenes(5), Images, i => (24 + i, 20), [SyntheticModel.Weak, SyntheticModel.Strong], withImages: false);
        string[] names = [.. Directory.GetFiles(GroundTruth).Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path)!)];
        File.WriteAllLines(_folder["scenes.csv"], names.Select((name, i) => $"{name},scene {i / 2}"));
        File.WriteAllLines(_folder["slices.csv"], ["image,weather,light", .. names.Select((name, i) => $"{name},{(i % 2 == 0 ? "sun" : "rain")},{i * i}")]);
    }

    [TearDown]
    public void RemoveMasks() => _folder.Dispose();

    [Test]
    public void Whatever_options_go_together_the_merged_document_is_that_of_the_whole_run([Range(1, 16)] int seed)
    {
        Random random = new(seed);
        string line = string.Join(' ', s_options.Where(_ => random.Next(10) < 4).Select(choices => choices[random.Next(choices.Length)]));
        int shards = random.Next(1, Images + 3);
        if (line.Contains("--missing", StringComparison.Ordinal))
        {
            File.Delete(Directory.GetFiles(Weak).Order(StringComparer.Ordinal).ElementAt(random.Next(Images)));
        }

        string[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch { "SCENES" => _folder["scenes.csv"], "SLICES" => _folder["slices.csv"], _ => word })];
        int slices = Array.IndexOf(words, "--slices");
        string[] ofMerge = slices < 0 ? [] : words[slices..(slices + 2)];
        string[] ofShards = slices < 0 ? words : [.. words[..slices], .. words[(slices + 2)..]];
        CliRun whole = CliRun.Of(["score", Weak, GroundTruth, "--out", _folder["whole"], .. words]);
        CliRun[] parts = [.. Enumerable.Range(1, shards).Select(i => CliRun.Of(["score", Weak, GroundTruth, "--out", Parts, "--shard", $"{i}/{shards}", .. ofShards]))];
        if (whole.ExitCode != 0)
        {
            // Values that were made unknown, or a table of images of which one was left out: told by a shard, or where all are joined.
            Assert.That(line, Does.Contain("--strict").Or.Contains("--missing skip"), whole.Error);
            int worst = parts.Max(part => part.ExitCode);
            Assert.That(worst > 0 ? worst : CliRun.Of(["merge", Parts, .. ofMerge]).ExitCode, Is.EqualTo(whole.ExitCode), line);
            return;
        }

        Assert.That(parts.Select(part => part.ExitCode), Is.All.Zero, line);
        Must("merge", [Parts, "--out", _folder["merged"], .. ofMerge]);
        Assert.That(Document(_folder["merged", "run.json"]), Is.EqualTo(Document(_folder["whole", "run.json"])), $"{shards} shards, {line}");
    }

    [Test]
    public void Slices_of_images_are_asked_for_where_shards_are_joined()
    {
        CliRun run = CliRun.Of("score", Weak, GroundTruth, "--out", Parts, "--shard", "1/2", "--slices", _folder["slices.csv"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("`ade20k-eval merge DIR --slices"));
        Assert.That(CliRun.Of("slurm", "--shards", "2", "--out", Parts, "--", Weak, GroundTruth, "--slices=x.csv").Error, Does.Contain("rescore run.json --slices FILE.csv"));
    }

    [TestCase("--trimap 1,2", "--trimap 1,3", "trimap is 'Boundary 1/3'")]
    [TestCase("--trimap 1,2", "--trimap 1,2 --trimap-kind void", "trimap is 'Void 1/2'")]
    [TestCase("--trimap 1,2", "", "trimap is 'none'")]
    public void A_shard_of_other_bands_is_refused(string first, string second, string named)
    {
        Must("score", [Weak, GroundTruth, "--out", Parts, "--shard", "1/2", .. first.Split(' ')]);
        Must("score", [Weak, GroundTruth, "--out", Parts, "--shard", "2/2", .. second.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(CliRun.Of("merge", Parts).Error, Does.Contain(named));
    }

    // A place that no band has (5 x 150 x 151 = 113,250 places); a place that is none; more pixels than there are; no cells though there are bands.
    [TestCase("[[113250,1]]", false)]
    [TestCase("[[-1,1]]", false)]
    [TestCase("[[0,9223372036854775807]]", false)]
    [TestCase("[[0,0]]", false)]
    [TestCase(null, false)]
    [TestCase("[[0,1]]", true)]
    public void Bands_that_cannot_be_those_of_the_document_are_refused(string? cells, bool isTaken)
    {
        Must("score", [Weak, GroundTruth, "--out", Parts, "--shard", "1/1", "--trimap", "1,2,4,8,16"]);
        string path = Path.Combine(Parts, "run.1-of-1.json");
        JsonNode run = JsonNode.Parse(File.ReadAllText(path))!;
        run["evidence"]!.AsObject().Remove("trimap");
        if (cells is not null)
        {
            run["evidence"]!["trimap"] = JsonNode.Parse(cells);
        }

        File.WriteAllText(path, run.ToJsonString());
        CliRun merged = CliRun.Of("merge", Parts);

        Assert.That(merged.ExitCode, Is.EqualTo(isTaken ? ExitCode.Done : ExitCode.BadInput), merged.Error);
        Assert.That(merged.Error, isTaken ? Does.Not.Contain("trimap") : Does.Contain("run.1-of-1.json").And.Contains("trimap"));
    }

    [Test]
    public void A_submission_that_fails_in_one_slice_is_told_and_the_others_are_merged()
    {
        string broken = _folder["broken"];
        Directory.CreateDirectory(broken);
        foreach (string mask in Directory.GetFiles(Weak))
        {
            File.Copy(mask, Path.Combine(broken, Path.GetFileName(mask)));
        }

        string last = Directory.GetFiles(broken).Order(StringComparer.Ordinal).Last();
        File.WriteAllBytes(last, File.ReadAllBytes(last)[..40]);
        File.WriteAllText(_folder["none.zip"], "no archive");
        string[] sets = ["--predictions", Weak, "--predictions", broken, "--predictions", _folder["none.zip"], "--predictions", Strong, GroundTruth, "--keep-going"];
        Assert.That(CliRun.Of(["score", .. sets, "--out", _folder["whole"]]).ExitCode, Is.EqualTo(ExitCode.BadInput));

        CliRun[] shards = [.. Enumerable.Range(1, 3).Select(i => CliRun.Of(["score", .. sets, "--out", Parts, "--shard", $"{i}/3"]))];
        CliRun merged = CliRun.Of("merge", Parts, "--out", _folder["merged"]);

        Assert.That(shards.Select(run => run.ExitCode), Is.All.EqualTo(ExitCode.BadInput), shards[0].Error);
        Assert.That(File.Exists(Path.Combine(Parts, "broken", "run.1-of-3.json")), Is.True, "its first slice is sound");
        Assert.That(Directory.GetFiles(Path.Combine(Parts, "broken"), "error*").Select(Path.GetFileName), Is.EqualTo(new[] { "error.3-of-3.json" }));
        Assert.That(merged.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(merged.Error, Does.Contain("broken: failed:").And.Contains(Path.GetFileName(last)).And.Contains("2 of 4 submissions failed; the others are merged"));
        foreach (string model in new[] { "weak", "strong" })
        {
            Assert.That(Document(_folder["merged", model, "run.json"]), Is.EqualTo(Document(_folder["whole", model, "run.json"])));
        }

        Assert.That(File.ReadAllText(_folder["merged", "broken", "error.json"]), Does.Contain("ade20k-eval/error/1").And.Contains(Path.GetFileName(last)));
        Assert.That(File.Exists(_folder["merged", "none.zip", "error.json"]), Is.True);
        Assert.That(File.Exists(_folder["merged", "broken", "run.json"]), Is.False);
    }

    [Test]
    public void A_submission_that_was_mended_is_whole_again()
    {
        string mask = Directory.GetFiles(Weak).Order(StringComparer.Ordinal).Last();
        byte[] sound = File.ReadAllBytes(mask);
        string[] sets = ["--predictions", Weak, "--predictions", Strong, GroundTruth, "--keep-going", "--out", Parts];
        for (int i = 1; i <= 2; i++)
        {
            CliRun.Of(["score", .. sets, "--shard", $"{i}/2"]);
        }

        // Broken after it was scored, and scored again: its older shard must not be merged.
        File.WriteAllBytes(mask, sound[..40]);
        Assert.That(CliRun.Of(["score", .. sets, "--shard", "2/2"]).ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(File.Exists(Path.Combine(Parts, "weak", "run.2-of-2.json")), Is.False);
        Assert.That(CliRun.Of("merge", Parts, "--out", Parts).ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(File.Exists(Path.Combine(Parts, "weak", "error.json")), Is.True);

        File.WriteAllBytes(mask, sound);
        Must("score", [.. sets, "--shard", "2/2"]);
        Must("merge", [Parts, "--out", Parts]);
        Assert.That(Directory.GetFiles(Path.Combine(Parts, "weak")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "run.1-of-2.json", "run.2-of-2.json", "run.json" }));
    }

    [Test]
    public void Where_submissions_may_fail_slurm_merges_after_any_end_and_kubernetes_is_refused()
    {
        string[] score = ["--", "--predictions", "a", "--predictions", "b", "gt", "--keep-going"];

        Assert.That(CliRun.Of(["slurm", "--shards", "2", "--out", "o", .. score]).Output, Does.Contain("--dependency=\"afterany:$array\""));
        CliRun kubernetes = CliRun.Of(["kubernetes", "--shards", "2", "--out", "/o", "--image", "i", "--claim", "c:/o", .. score]);
        Assert.That(kubernetes.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(kubernetes.Error, Does.Contain("--keep-going"));
    }

    private static CliRun Must(string command, string[] arguments)
    {
        CliRun run = CliRun.Of([command, .. arguments]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }

    private static string Document(string path) => ScoredFolder.WithoutTool(File.ReadAllText(path));
}
