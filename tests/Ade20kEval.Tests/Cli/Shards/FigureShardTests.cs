using System.Text.Json.Nodes;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Instances;
using Ade20kEval.Tests.Panoptic;
using Ade20kEval.Tests.Processes;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary><c>panoptic --shard</c> and <c>instances --shard</c>: joined, the run that one machine would have written; what does not belong together is refused by name.</summary>
public sealed class FigureShardTests
{
    private const string Panoptic = "panoptic";
    private const string Instances = "instances";

    private TemporaryFolder _folder = null!;
    private PanopticSet _set = null!;

    private string Parts => _folder["parts"];

    [SetUp]
    public void MakeSets()
    {
        _folder = new TemporaryFolder();
        _set = PanopticSet.Random(1503, images: 11, extraArea: 3);
        _set.Write(_folder);
        InstanceSet set = InstanceSet.Random(1504, images: 7, firstId: 0);
        _folder.Write("objects.json", set.GroundTruthJson());
        _folder.Write("results.json", set.ResultsJson());
    }

    [TearDown]
    public void RemoveSets() => _folder.Dispose();

    // 11 and 7 images: in even and uneven slices, and in more than there are images.
    [TestCase(Panoptic, 1, "")]
    [TestCase(Panoptic, 2, "")]
    [TestCase(Panoptic, 3, "--iou boundary")]
    [TestCase(Panoptic, 4, "--areas png --ci bootstrap:200")]
    [TestCase(Panoptic, 13, "--ci none")]
    [TestCase(Panoptic, 3, "--protocol torchmetrics")]
    [TestCase(Panoptic, 2, "--mend last-crowd --mend json-areas")]
    [TestCase(Panoptic, 2, "--iou boundary --mend interior-id")]
    [TestCase(Panoptic, 3, "--dataset CATEGORIES")]
    [TestCase(Instances, 1, "")]
    [TestCase(Instances, 2, "--ci jackknife")]
    [TestCase(Instances, 3, "--errors")]
    [TestCase(Instances, 3, "--iou boundary --errors --ci bootstrap:100")]
    [TestCase(Instances, 2, "--iou box")]
    [TestCase(Instances, 9, "--max-detections 1,2,100")]
    [TestCase(Instances, 2, "--protocol instseg100")]
    [TestCase(Instances, 2, "--protocol instseg100 --mend id-0")]
    [TestCase(Instances, 3, "--protocol cityscapes-instances")]
    public void The_document_is_that_of_the_whole_run(string command, int shards, string options)
    {
        string[] words = Words(options);
        ShardSteps.Must([command, .. Paths(command), "--out", _folder["whole"], .. words]);
        for (int i = shards; i >= 1; i--)
        {
            CliRun part = ShardSteps.Must([command, .. Paths(command), "--out", Parts, "--shard", $"{i}/{shards}", "--workers", $"{i}", .. words]);
            Assert.That(part.Output, Does.Contain($"partial: shard {i} of {shards}"));
        }

        CliRun merged = ShardSteps.Must(["merge", Parts, "--out", _folder["merged"]]);

        Assert.That(File.Exists(Path.Combine(Parts, "run.json")), Is.False, "shards are named by what they are");
        Assert.That(ShardSteps.Document(_folder["merged", "run.json"]), Is.EqualTo(ShardSteps.Document(_folder["whole", "run.json"])));
        Assert.That(merged.Output, Is.EqualTo(ShardSteps.Must([command, .. Paths(command), .. words]).Output), "and so is what is shown");
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void Parts_come_in_any_order_and_from_several_folders(string command)
    {
        string whole = ShardSteps.Must([command, .. Paths(command), "--json"]).Output;
        for (int i = 1; i <= 3; i++)
        {
            ShardSteps.Must([command, .. Paths(command), "--out", _folder[$"node{i}"], "--shard", $"{i}/3"]);
        }

        CliRun merged = ShardSteps.Must(["merge", _folder["node3"], _folder["node1", "run.1-of-3.json"], _folder["node2"], "--json"]);

        Assert.That(ScoredFolder.WithoutTool(merged.Output), Is.EqualTo(ScoredFolder.WithoutTool(whole)));
    }

    [Test]
    public void Label_maps_and_archives_are_divided_too()
    {
        foreach ((string id, SlowPanoptic.Side truth, _) in _set.Images)
        {
            _folder.WriteMask($"maps/{id}.png", truth.Ids.GetLength(1), truth.Ids.GetLength(0), [.. Enumerable.Repeat((byte)7, truth.Ids.Length)]);
        }

        System.IO.Compression.ZipFile.CreateFromDirectory(_folder["maps"], _folder["maps.zip"]);
        string[] paths = [_folder["maps.zip"], _folder["gt.json"], "--prediction-labels", "ids"];
        string whole = ShardSteps.Must([Panoptic, .. paths, "--json"]).Output;
        ShardSteps.Must([Panoptic, .. paths, "--out", Parts, "--shard", "1/2"]);
        ShardSteps.Must([Panoptic, .. paths, "--out", Parts, "--shard", "2/2"]);

        Assert.That(ScoredFolder.WithoutTool(ShardSteps.Must(["merge", Parts, "--json"]).Output), Is.EqualTo(ScoredFolder.WithoutTool(whole)));
        Assert.That(ShardSteps.Must([Panoptic, .. paths, "--out", Parts, "--shard", "2/2"]).Error, Does.Contain("not scored again"));
    }

    [TestCase(Panoptic, "csv,html", "categories.csv")]
    [TestCase(Instances, "csv,arrays", "arrays.npz")]
    public void Merging_writes_what_the_whole_run_would_have_written(string command, string formats, string named)
    {
        ShardSteps.Must([command, .. Paths(command), "--out", _folder["whole"], "--write", formats]);
        Score(command, 2, 1);
        Score(command, 2, 2);

        ShardSteps.Must(["merge", Parts, "--out", Parts, "--write", formats]);

        foreach (string file in Directory.GetFiles(_folder["whole"]).Where(file => !file.EndsWith(".json", StringComparison.Ordinal) && !file.EndsWith(".html", StringComparison.Ordinal)))
        {
            Assert.That(File.ReadAllBytes(Path.Combine(Parts, Path.GetFileName(file))), Is.EqualTo(File.ReadAllBytes(file)), file);
        }

        Assert.That(File.Exists(Path.Combine(Parts, named)), Is.True);
        ShardSteps.Must(["merge", Parts, "--out", Parts, "--write", formats]);
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void Several_submissions_have_a_folder_each(string command)
    {
        File.Copy(_folder[command == Panoptic ? "pred.json" : "results.json"], _folder["other.json"]);
        string[] other = [_folder["other.json"], .. Paths(command)[1..], .. command == Panoptic ? (string[])["--prediction-pngs", _folder["pred"]] : []];
        for (int i = 1; i <= 2; i++)
        {
            ShardSteps.Must([command, .. Paths(command), "--out", _folder["parts", "first"], "--shard", $"{i}/2"]);
            ShardSteps.Must([command, .. other, "--out", _folder["parts", "second"], "--shard", $"{i}/2"]);
        }

        JsonArray merged = JsonNode.Parse(ShardSteps.Must(["merge", Parts, "--out", _folder["merged"], "--json"]).Output)!.AsArray();

        Assert.That(merged, Has.Count.EqualTo(2));
        Assert.That(ShardSteps.Document(_folder["merged", "second", "run.json"]), Is.EqualTo(ScoredFolder.WithoutTool(ShardSteps.Must([command, .. other, "--json"]).Output)));
        Assert.That(File.Exists(_folder["merged", "first", "run.json"]), Is.True);
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void Missing_repeated_and_otherwise_divided_parts_are_named(string command)
    {
        Score(command, 3, 1);
        Score(command, 3, 3);
        ShardSteps.Refused([Parts], "is one of 3 shards, of which 1 missing: 2. Score them");

        Score(command, 3, 2);
        File.Copy(Part(3, 2), _folder["copy.json"]);
        ShardSteps.Refused([Parts, _folder["copy.json"]], "are the same shard, 2 of 3", "copy.json");

        Score(command, 2, 1);
        ShardSteps.Refused([Parts], "run.1-of-2.json shard 1 of 2", "run.1-of-3.json: is shard 1 of 3");
    }

    [TestCase(Panoptic, "--protocol torchmetrics", "protocol is 'torchmetrics'")]
    [TestCase(Panoptic, "--iou boundary", "iou is 'boundary'")]
    [TestCase(Panoptic, "--areas png", "areas is 'Png'")]
    [TestCase(Panoptic, "--mend last-crowd", "mended is 'last-crowd'")]
    [TestCase(Panoptic, "--ci none", "intervals is 'none'")]
    [TestCase(Panoptic, "--dataset CATEGORIES", "categories is '6 ")]
    [TestCase(Instances, "--protocol instseg100", "protocol is 'instseg100'")]
    [TestCase(Instances, "--iou box", "iou is 'Box'")]
    [TestCase(Instances, "--max-detections 5", "maxDetections is '5'")]
    [TestCase(Instances, "--errors", "errors is 'told'")]
    [TestCase(Instances, "--mend id-0", "mended is 'id-0'")]
    [TestCase(Instances, "--ci jackknife", "intervals is 'jackknife'")]
    [TestCase(Instances, "--dataset INSTANCES", "categories is '4 ")]
    public void A_part_by_other_options_is_refused_and_the_option_named(string command, string options, string named)
    {
        Score(command, 2, 1);
        Score(command, 2, 2, Words(options));

        ShardSteps.Refused([Parts], "shards that do not belong together", "run.2-of-2.json", named);
    }

    [TestCase(Panoptic, "gt.json", "another ground truth")]
    [TestCase(Panoptic, "pred.json", "other predictions")]
    [TestCase(Instances, "objects.json", "another ground truth")]
    [TestCase(Instances, "results.json", "other predictions")]
    public void A_part_of_files_that_changed_meanwhile_is_refused(string command, string file, string named)
    {
        Score(command, 2, 1);
        File.AppendAllText(_folder[file], "\n");
        Score(command, 2, 2);

        ShardSteps.Refused([Parts], $"run.2-of-2.json: was cut from {named} than");
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void A_part_of_another_version_and_an_image_in_two_parts_are_refused(string command)
    {
        Score(command, 2, 1);
        Score(command, 2, 2);
        string second = File.ReadAllText(Part(2, 2));
        ShardSteps.Edit(Part(2, 2), run => run["tool"]!["version"] = "0.0.9");
        ShardSteps.Refused([Parts], "run.2-of-2.json: was written by version 0.0.9; this is ");

        File.WriteAllText(Part(2, 2), second);
        JsonNode twice = JsonNode.Parse(File.ReadAllText(Part(2, 1)))!["images"]![2]!;
        ShardSteps.Edit(Part(2, 2), run =>
        {
            run["images"]![0]!["id"] = twice["id"]!.GetValue<long>();
            run["images"]![0]!["name"] = twice["name"]!.GetValue<string>();
        });
        ShardSteps.Refused([Parts], "run.2-of-2.json: the image ", $"{twice["id"]}", "run.1-of-2.json, too");
    }

    [Test]
    public void Parts_of_several_kinds_of_run_are_refused_by_name()
    {
        Score(Panoptic, 2, 1);
        ShardSteps.Must([Instances, .. Paths(Instances), "--out", Parts, "--shard", "2/2"]);

        ShardSteps.Refused([Parts], "run.2-of-2.json: is of schema 'ade20k-eval/instances/1'", "run.1-of-2.json of 'ade20k-eval/panoptic/1'", "one kind");
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void A_whole_run_and_a_damaged_part_are_no_parts_and_a_part_is_no_run(string command)
    {
        ShardSteps.Must([command, .. Paths(command), "--out", _folder["whole"]]);
        Score(command, 2, 1);
        Score(command, 2, 2);

        ShardSteps.Refused([_folder["whole", "run.json"]], "is a whole run and no shard");
        CliRun rescored = CliRun.Of("rescore", Part(2, 1));
        Assert.That(rescored.ExitCode, Is.EqualTo(ExitCode.BadInput), rescored.Error);
        Assert.That(rescored.Error, Does.Contain("is a part of a run").And.Contain("Merge"));

        string second = File.ReadAllText(Part(2, 2));
        File.WriteAllText(Part(2, 2), second[..(second.Length / 2)]);
        ShardSteps.Refused([Parts], "run.2-of-2.json");
        File.WriteAllText(Part(2, 2), second);
        ShardSteps.Edit(Part(2, 2), run => run.AsObject().Remove("evidence"));
        ShardSteps.Refused([Parts], "run.2-of-2.json: has no \"evidence\"");
    }

    [Test]
    public void A_part_whose_files_were_cut_short_is_refused()
    {
        Score(Panoptic, 2, 1);
        Score(Panoptic, 2, 2);
        ShardSteps.Edit(Part(2, 2), run => run["evidence"]!["files"]!.AsArray().RemoveAt(1));

        ShardSteps.Refused([Parts], "run.2-of-2.json: $.evidence.files", "expected 7");
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void A_part_that_is_there_with_the_same_files_and_options_is_not_scored_again(string command)
    {
        CliRun first = Score(command, 2, 2);
        byte[] document = File.ReadAllBytes(Part(2, 2));

        CliRun again = Score(command, 2, 2);

        Assert.That(first.Error, Does.Not.Contain("not scored again"));
        Assert.That(again.Error, Does.Contain("run.2-of-2.json: is there already, of the same files and options; not scored again"));
        Assert.That(File.ReadAllBytes(Part(2, 2)), Is.EqualTo(document), "the same bytes, seconds included");
        Assert.That(again.Output, Is.EqualTo(first.Output));
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void A_part_is_scored_again_when_an_option_or_a_byte_changed_or_it_is_damaged(string command)
    {
        Score(command, 2, 2);
        Assert.That(Score(command, 2, 2, "--iou", "boundary").Error, Does.Contain("of other options; scored again"));
        Score(command, 2, 2);

        string file = command == Panoptic ? _folder["pred", "970.png"] : _folder["results.json"];
        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, [.. bytes, (byte)'\n']);   // behind the end of a PNG, or of a list
        CliRun changed = CliRun.Of([command, .. Paths(command), "--out", Parts, "--shard", "2/2"]);
        Assert.That(changed.Error, Does.Contain("of other files; scored again"));

        File.WriteAllBytes(file, bytes);
        File.WriteAllText(Part(2, 2), "{");
        Assert.That(Score(command, 2, 2).Error, Does.Contain("but damaged; scored again"));
        Score(command, 2, 1);
        ShardSteps.Must(["merge", Parts]);
    }

    [TestCase(Panoptic, Instances)]
    [TestCase(Instances, Panoptic)]
    public void A_shard_of_another_kind_stays_as_it_is(string command, string other)
    {
        Score(command, 2, 2);
        byte[] before = File.ReadAllBytes(Part(2, 2));

        CliRun run = CliRun.Of([other, .. Paths(other), "--out", Parts, "--shard", "2/2"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("of another kind of run").And.Contain("Give another folder"));
        Assert.That(File.ReadAllBytes(Part(2, 2)), Is.EqualTo(before));
    }

    [TestCase(Panoptic, "\"rq\": ?[0-9.]+", "\"rq\":0.125")]
    [TestCase(Instances, "\"ap75\": ?[0-9.]+", "\"ap75\":0.125")]
    public void A_figure_of_a_shard_that_was_edited_is_told_and_not_used(string command, string figure, string edited)
    {
        Score(command, 2, 1);
        Score(command, 2, 2);
        CliRun honest = ShardSteps.Must(["merge", Parts, "--json"]);
        string text = File.ReadAllText(Part(2, 2));
        string changed = new System.Text.RegularExpressions.Regex(figure).Replace(text, edited, 1);
        Assert.That(changed, Is.Not.EqualTo(text));
        File.WriteAllText(Part(2, 2), changed);

        CliRun run = ShardSteps.Must(["merge", Parts, "--json"]);

        Assert.That(run.Error, Does.Contain("warning: ").And.Contain("run.2-of-2.json: The file says $.").And.Contain("is 0.125"));
        Assert.That(run.Output, Is.EqualTo(honest.Output));
    }

    [TestCase(Panoptic)]
    [TestCase(Instances)]
    public void The_launcher_s_variables_count_as_for_score(string command)
    {
        string[] line = [command, .. Paths(command), "--out", Parts];
        CliRun array = CliRun.With(new() { ["SLURM_ARRAY_TASK_ID"] = "1", ["SLURM_ARRAY_TASK_MIN"] = "0", ["SLURM_ARRAY_TASK_MAX"] = "1", ["SLURM_ARRAY_TASK_COUNT"] = "2", ["SLURM_ARRAY_TASK_STEP"] = "1" }, [.. line, "--shard", "auto"]);
        Assert.That(array.ExitCode, Is.Zero, array.Error);
        Assert.That(File.Exists(Part(2, 2)), Is.True);

        CliRun alone = CliRun.With(new() { ["SLURM_ARRAY_TASK_ID"] = "1", ["SLURM_ARRAY_TASK_MIN"] = "1", ["SLURM_ARRAY_TASK_MAX"] = "1", ["SLURM_ARRAY_TASK_COUNT"] = "1", ["SLURM_ARRAY_TASK_STEP"] = "1" }, [.. line, "--shard", "auto"]);
        Assert.That(alone.ExitCode, Is.EqualTo(ExitCode.BadUsage), alone.Error);
        Assert.That(alone.Error, Does.Contain("auto/N"));

        CliRun tables = CliRun.Of([.. line, "--shard", "1/2", "--write", "json,csv"]);
        Assert.That(tables.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(tables.Error, Does.Contain("`ade20k-eval merge DIR --out DIR --write LIST`"));
    }

    private string[] Paths(string command) => command == Panoptic ? [_folder["pred.json"], _folder["gt.json"]] : [_folder["results.json"], _folder["objects.json"]];

    // The same categories under other names.
    private string[] Words(string options)
    {
        _folder.Write("categories.json", $"[{string.Join(", ", new PanopticSet().Categories.Select(category => $"{{\"id\": {category.Id}, \"name\": \"other {category.Id}\", \"isthing\": {(category.IsThing ? 1 : 0)}}}"))}]");
        _folder.Write("names.json", "[{\"id\": 1, \"name\": \"a\"}, {\"id\": 3, \"name\": \"b\"}, {\"id\": 7, \"name\": \"c\"}, {\"id\": 90, \"name\": \"d\"}]");
        return options.Replace("CATEGORIES", _folder["categories.json"], StringComparison.Ordinal).Replace("INSTANCES", _folder["names.json"], StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private string Part(int count, int index) => Path.Combine(Parts, $"run.{index}-of-{count}.json");

    private CliRun Score(string command, int count, int index, params string[] options) => ShardSteps.Must([command, .. Paths(command), "--out", Parts, "--shard", $"{index}/{count}", .. options]);
}
