using System.Text.Json.Nodes;
using Ade20kEval.Cli;
using Ade20kEval.Samples;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary>Shards joined are the run that one machine would have written; what does not belong together is refused by name.</summary>
public sealed class MergeCommandTests
{
    private TemporaryFolder _folder = null!;

    private string GroundTruth => _folder["set", "ground-truth"];

    private string Weak => _folder["set", "predictions", "weak"];

    private string Strong => _folder["set", "predictions", "strong"];

    private string Parts => _folder["parts"];

    [SetUp]
    public void MakeMasks()
    {
        _folder = new TemporaryFolder();
        SyntheticFolder.Write(_folder["set"], new SyntheticScenes(3), 7, i => (24 + i, 20), [SyntheticModel.Weak, SyntheticModel.Strong], withImages: false);
    }

    [TearDown]
    public void RemoveMasks() => _folder.Dispose();

    // 7 images in 1, 2, 3 and 9 slices: even, uneven, and with two that are empty.
    [TestCase(1, "")]
    [TestCase(2, "")]
    [TestCase(3, "--protocol all --boundary")]
    [TestCase(9, "--boundary --ci bootstrap:200")]
    [TestCase(3, "--ci none --classes-only wall,sky --others ignore")]
    [TestCase(2, "--classes-only top:3")]
    [TestCase(3, "--prediction-labels indices --ci bca:100")]
    [TestCase(2, "--remap 1:200,2:201 --ignore 3")]
    [TestCase(3, "--scenes SCENES")]
    [TestCase(4, "--missing skip")]
    [TestCase(4, "--missing wrong --boundary")]
    [TestCase(3, "--errors --rings 5 --sizes")]
    [TestCase(4, "--errors --errors-width 2 --sizes --rings 3 --boundary --missing wrong --remap 1:200,2:201")]
    [TestCase(3, "--extra skip")]
    [TestCase(2, "--name ours")]
    public void The_document_is_that_of_the_whole_run(int shards, string options)
    {
        string[] words = Prepare(options);
        ShardSteps.Must(["score", Weak, GroundTruth, "--out", _folder["whole"], .. words]);
        for (int i = shards; i >= 1; i--)
        {
            ShardSteps.Must(["score", Weak, GroundTruth, "--out", Parts, "--shard", $"{i}/{shards}", "--workers", $"{i}", .. words]);
        }

        CliRun merged = ShardSteps.Must(["merge", Parts, "--out", _folder["merged"]]);

        Assert.That(File.Exists(Path.Combine(Parts, "run.json")), Is.False, "shards are named by what they are");
        Assert.That(ShardSteps.Document(_folder["merged", "run.json"]), Is.EqualTo(ShardSteps.Document(_folder["whole", "run.json"])));
        Assert.That(merged.Output, Does.Contain("challenge score").Or.Contain("mean IoU"));
    }

    [Test]
    public void Several_submissions_have_a_folder_each_and_so_have_their_shards()
    {
        string[] sets = ["--predictions", Weak, "--predictions", Strong, GroundTruth];
        ShardSteps.Must(["score", .. sets, "--out", _folder["whole"], "--write", "json,csv"]);
        for (int i = 1; i <= 2; i++)
        {
            ShardSteps.Must(["score", .. sets, "--out", Parts, "--shard", $"{i}/2"]);
        }

        ShardSteps.Must(["merge", Parts, "--out", Parts, "--write", "csv"]);

        foreach (string model in new[] { "weak", "strong" })
        {
            Assert.That(ShardSteps.Document(Path.Combine(Parts, model, "run.json")), Is.EqualTo(ShardSteps.Document(_folder["whole", model, "run.json"])));
        }

        Assert.That(File.ReadAllLines(Path.Combine(Parts, "methods.csv")), Is.EquivalentTo(File.ReadAllLines(_folder["whole", "methods.csv"])));
    }

    [TestCase("zip")]
    [TestCase("tar")]
    public void An_archive_and_a_folder_of_one_name_are_kept_apart(string kind)
    {
        // a.zip beside a/: other folders of results, other names in the tables, and shards that merge into the same places.
        Directory.CreateDirectory(_folder["sets"]);
        Directory.Move(Weak, _folder["sets", "a"]);
        string archive = _folder["sets", $"a.{kind}"];
        if (kind == "zip")
        {
            System.IO.Compression.ZipFile.CreateFromDirectory(Strong, archive);
        }
        else
        {
            System.Formats.Tar.TarFile.CreateFromDirectory(Strong, archive, includeBaseDirectory: false);
        }

        string[] sets = ["--predictions", archive, "--predictions", _folder["sets", "a"], GroundTruth];
        ShardSteps.Must(["score", .. sets, "--out", _folder["whole"], "--write", "json,csv"]);
        for (int i = 1; i <= 2; i++)
        {
            ShardSteps.Must(["score", .. sets, "--out", Parts, "--shard", $"{i}/2"]);
        }

        ShardSteps.Must(["merge", Parts, "--out", _folder["merged"], "--write", "json,csv"]);

        Assert.That(File.ReadAllLines(_folder["whole", "methods.csv"]).Skip(1).Select(line => line.Split(',')[0]), Is.EqualTo(new[] { $"a.{kind}", "a" }));
        Assert.That(File.ReadAllLines(_folder["merged", "methods.csv"]), Is.EquivalentTo(File.ReadAllLines(_folder["whole", "methods.csv"])));
        foreach (string name in new[] { "a", $"a.{kind}" })
        {
            Assert.That(ShardSteps.Document(_folder["merged", name, "run.json"]), Is.EqualTo(ShardSteps.Document(_folder["whole", name, "run.json"])).And.Contains($"{{\"name\":\"{name}\""));
        }
    }

    [Test]
    public void Several_archives_are_merged_into_the_folders_that_scoring_them_whole_makes()
    {
        System.IO.Compression.ZipFile.CreateFromDirectory(Weak, _folder["x.zip"]);
        System.IO.Compression.ZipFile.CreateFromDirectory(Strong, _folder["y.zip"]);
        string[] sets = ["--predictions", _folder["x.zip"], "--predictions", _folder["y.zip"], GroundTruth];
        ShardSteps.Must(["score", .. sets, "--out", _folder["whole"]]);
        ShardSteps.Must(["score", .. sets, "--out", Parts, "--shard", "1/1"]);

        ShardSteps.Must(["merge", Parts, "--out", _folder["merged"]]);

        Assert.That(Directory.GetDirectories(_folder["merged"]).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(Directory.GetDirectories(_folder["whole"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void Shards_may_lie_in_several_folders_and_come_in_any_order()
    {
        ShardSteps.Must(["score", Weak, GroundTruth, "--out", _folder["whole"]]);
        for (int i = 1; i <= 3; i++)
        {
            ShardSteps.Must(["score", Weak, GroundTruth, "--out", _folder[$"node{i}"], "--shard", $"{i}/3"]);
        }

        CliRun merged = ShardSteps.Must(["merge", _folder["node3"], _folder["node1", "run.1-of-3.json"], _folder["node2"], "--json"]);

        Assert.That(ScoredFolder.WithoutTool(merged.Output), Is.EqualTo(ShardSteps.Document(_folder["whole", "run.json"])));
    }

    [Test]
    public void A_missing_shard_is_named()
    {
        Score(3, 1);
        Score(3, 3);

        ShardSteps.Refused([Parts], "is one of 3 shards, of which 1 missing: 2. Score them");
    }

    [Test]
    public void A_shard_that_is_given_twice_is_named_with_both_files()
    {
        Score(2, 1);
        Score(2, 2);
        File.Copy(Part(2, 2), _folder["copy.json"]);

        ShardSteps.Refused([Parts, _folder["copy.json"]], "are the same shard, 2 of 2", "run.2-of-2.json", "copy.json");
    }

    [Test]
    public void Shards_of_two_divisions_are_refused()
    {
        Score(2, 1);
        Score(2, 2);
        Score(3, 2);

        ShardSteps.Refused([Parts], "run.2-of-3.json: is shard 2 of 3, and", "run.1-of-2.json shard 1 of 2");
    }

    [TestCase("--protocol mmseg", "protocols is 'mmseg'")]
    [TestCase("--prediction-labels indices", "predictionLabels is 'Indices'")]
    [TestCase("--boundary", "boundaries is 'ratio 0.02'")]
    [TestCase("--sizes", "sizes is 'counted'")]
    [TestCase("--rings 3", "rings is '3'")]
    [TestCase("--errors", "errorKinds is 'width 0.01'")]
    [TestCase("--missing wrong", "missing is 'Wrong'")]
    [TestCase("--resize nearest", "resize is 'Nearest'")]
    [TestCase("--remap 1:2", "predictionRemap is '")]
    [TestCase("--ignore 3", "groundTruthRemap is '")]
    [TestCase("--encoding gray", "encoding is 'Gray'")]
    [TestCase("--lenient", "unknownGroundTruth is 'Protocol'")]
    [TestCase("--strict", "unknownPrediction is 'Error'")]
    [TestCase("--ci none", "intervals is 'none'")]
    [TestCase("--classes-only wall", "classesOnly is 'wall'")]
    [TestCase("--name other", "is of predictions 'other'")]
    [TestCase("--dataset OTHER", "dataset is 'mine ")]
    public void A_shard_by_other_options_is_refused_and_the_option_named(string options, string named)
    {
        string[] words = options.Replace("OTHER", OtherDataset(), StringComparison.Ordinal).Split(' ');
        Score(2, 1);
        Score(2, 2, words);

        ShardSteps.Refused([Parts], "shards that do not belong together", "run.2-of-2.json", named);
    }

    [Test]
    public void A_shard_of_predictions_that_changed_meanwhile_is_refused()
    {
        Score(2, 1);
        string last = Directory.GetFiles(Weak).Order(StringComparer.Ordinal).Last();
        File.WriteAllBytes(last, File.ReadAllBytes(Directory.GetFiles(Strong).Order(StringComparer.Ordinal).Last()));
        Score(2, 2);

        ShardSteps.Refused([Parts], "was cut from other predictions than");
    }

    [Test]
    public void A_shard_of_another_ground_truth_is_refused()
    {
        Score(2, 1);
        foreach (string folder in new[] { GroundTruth, Weak })
        {
            string mask = Directory.GetFiles(folder).Order(StringComparer.Ordinal).First();
            File.Copy(mask, Path.Combine(folder, "zz.png"));
        }

        Score(2, 2);

        ShardSteps.Refused([Parts], "was cut from another ground truth than");
    }

    [Test]
    public void A_shard_of_another_version_is_refused()
    {
        Score(2, 1);
        Score(2, 2);
        ShardSteps.Edit(Part(2, 2), run => run["tool"]!["version"] = "0.0.9");

        ShardSteps.Refused([Parts], "run.2-of-2.json: was written by version 0.0.9; this is ");
    }

    [Test]
    public void An_image_in_two_shards_is_refused_and_named()
    {
        Score(2, 1);
        Score(2, 2);
        string first = JsonNode.Parse(File.ReadAllText(Part(2, 1)))!["images"]![2]!["name"]!.GetValue<string>();
        string second = JsonNode.Parse(File.ReadAllText(Part(2, 2)))!["images"]![0]!["name"]!.GetValue<string>();
        File.WriteAllText(Part(2, 2), File.ReadAllText(Part(2, 2)).Replace($"\"{second}\"", $"\"{first}\"", StringComparison.Ordinal));

        ShardSteps.Refused([Parts], $"run.2-of-2.json: the image {first} is in ");
    }

    [Test]
    public void A_whole_run_a_damaged_file_and_an_empty_folder_are_no_shards()
    {
        ShardSteps.Must(["score", Weak, GroundTruth, "--out", _folder["whole"]]);
        Score(2, 1);
        File.WriteAllText(Part(2, 2), "{\"schema\":");
        Directory.CreateDirectory(_folder["empty"]);

        ShardSteps.Refused([_folder["whole", "run.json"]], "is a whole run and no shard");
        ShardSteps.Refused([Parts], "run.2-of-2.json");
        ShardSteps.Refused([_folder["empty"]], "holds no shard");
        ShardSteps.Refused([_folder["nowhere"]], "no such file");
    }

    [Test]
    public void A_shard_whose_digests_were_cut_short_is_refused()
    {
        Score(2, 1);
        Score(2, 2);
        ShardSteps.Edit(Part(2, 2), run => run["evidence"]!["files"]!.AsArray().RemoveAt(0));

        ShardSteps.Refused([Parts], "evidence.files", "expected a list of 4 pairs of digests");
    }

    [Test]
    public void Hidden_temporary_files_and_the_merged_run_do_not_disturb()
    {
        Score(2, 1);
        Score(2, 2);
        File.WriteAllText(Path.Combine(Parts, ".run.1-of-2.json.0123.tmp"), "half of it");

        ShardSteps.Must(["merge", Parts, "--out", Parts]);
        ShardSteps.Must(["merge", Parts, "--out", Parts]);

        Assert.That(File.Exists(Path.Combine(Parts, "run.json")), Is.True);
    }

    [Test]
    public void A_shard_that_is_there_with_the_same_files_and_options_is_not_scored_again()
    {
        CliRun first = Score(2, 2);
        byte[] document = File.ReadAllBytes(Part(2, 2));

        CliRun again = Score(2, 2);

        Assert.That(first.Error, Does.Not.Contain("not scored again"));
        Assert.That(again.Error, Does.Contain("run.2-of-2.json: is there already, of the same files and options; not scored again"));
        Assert.That(File.ReadAllBytes(Part(2, 2)), Is.EqualTo(document), "the same bytes, seconds included");
        Assert.That(again.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public void A_shard_that_is_there_is_scored_again_when_a_byte_or_an_option_changed_or_it_is_damaged()
    {
        Score(2, 2);
        Assert.That(Score(2, 2, "--ci", "none").Error, Does.Contain("of other options; scored again"));
        Score(2, 2);

        string last = Directory.GetFiles(Weak).Order(StringComparer.Ordinal).Last();
        byte[] mask = File.ReadAllBytes(last);
        File.WriteAllBytes(last, [.. mask, 0]);   // after the end of a PNG: the same pixels in other bytes
        Assert.That(CliRun.Of("score", Weak, GroundTruth, "--out", Parts, "--shard", "2/2").Error, Does.Contain("of other files; scored again"));

        File.WriteAllText(Part(2, 2), "{");
        File.WriteAllBytes(last, mask);
        Assert.That(Score(2, 2).Error, Does.Contain("but damaged; scored again"));
        Score(2, 1);
        ShardSteps.Must(["merge", Parts]);
    }

    [Test]
    public void Of_several_submissions_only_those_without_a_shard_are_scored()
    {
        string[] sets = ["--predictions", Weak, "--predictions", Strong, GroundTruth, "--out", Parts, "--shard", "1/2"];
        ShardSteps.Must(["score", .. sets]);
        File.Delete(Path.Combine(Parts, "strong", "run.1-of-2.json"));

        CliRun again = ShardSteps.Must(["score", .. sets]);

        Assert.That(again.Error, Does.Contain(Path.Combine("weak", "run.1-of-2.json")).And.Not.Contains(Path.Combine("strong", "run.1-of-2.json")));
        Assert.That(File.Exists(Path.Combine(Parts, "strong", "run.1-of-2.json")), Is.True);
    }

    [Test]
    public void Tables_of_one_slice_are_refused_with_the_command_that_makes_them_of_all()
    {
        CliRun run = CliRun.Of("score", Weak, GroundTruth, "--out", Parts, "--shard", "1/2", "--write", "json,csv");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("`ade20k-eval merge DIR --out DIR --write LIST`"));
    }

    private string[] Prepare(string options)
    {
        string[] images = [.. Directory.GetFiles(GroundTruth).Order(StringComparer.Ordinal)];
        if (options.Contains("--missing", StringComparison.Ordinal))
        {
            File.Delete(Path.Combine(Weak, Path.GetFileName(images[0])));
            File.Delete(Path.Combine(Weak, Path.GetFileName(images[5])));
        }

        if (options.Contains("--extra", StringComparison.Ordinal))
        {
            File.Copy(Path.Combine(Weak, Path.GetFileName(images[0])), Path.Combine(Weak, "extra.png"));
        }

        if (options.Contains("SCENES", StringComparison.Ordinal))
        {
            File.WriteAllLines(_folder["scenes.csv"], images.Select((image, i) => $"{Path.GetFileNameWithoutExtension(image)},scene {i / 2}"));
        }

        return options.Replace("SCENES", _folder["scenes.csv"], StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // The same classes under another name.
    private string OtherDataset()
    {
        File.WriteAllText(_folder["other.json"], CliRun.Of("datasets", "ade20k-150", "--json").Output.Replace("\"name\": \"ade20k-150\"", "\"name\": \"mine\"", StringComparison.Ordinal));
        return _folder["other.json"];
    }

    private string Part(int count, int index) => Path.Combine(Parts, $"run.{index}-of-{count}.json");

    private CliRun Score(int count, int index, params string[] options) => ShardSteps.Must(["score", Weak, GroundTruth, "--out", Parts, "--shard", $"{index}/{count}", .. options]);
}
