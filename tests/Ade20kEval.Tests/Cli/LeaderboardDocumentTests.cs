using System.Text.Json.Nodes;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>Run documents instead of masks: whoever writes one by hand is held against the labels, the board and the other entries, and is never said to have been counted here.</summary>
public sealed class LeaderboardDocumentTests
{
    private TemporaryFolder _folder = null!;

    private string Board => _folder["board"];

    private string Document => _folder["out", "run.json"];

    private StoredEntry[] Entries => [.. Ade20kEval.Boards.Board.Open(Board).Entries];

    [SetUp]
    public void MakeBoard()
    {
        // Two images of twelve pixels: one of class 1, one of class 2 and ten ignored; one of class 3, one of class 2 and ten ignored.
        _folder = new TemporaryFolder();
        _folder.WriteMask("labels/a.png", 4, 3, 1, 2);
        _folder.WriteMask("labels/b.png", 4, 3, 3, 2);
        _folder.WriteMask("masks/a.png", 4, 3, 1, 2);
        _folder.WriteMask("masks/b.png", 4, 3, 3, 3);
        Assert.That(CliRun.Of("leaderboard", "init", Board, "--title", "Test", "--ground-truth", _folder["labels"]).ExitCode, Is.Zero);
        Assert.That(CliRun.Of("score", _folder["masks"], _folder["labels"], "--out", _folder["out"]).ExitCode, Is.Zero);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_honest_document_is_ranked_and_said_to_be_one_wherever_it_is_shown()
    {
        CliRun added = Add(Document);
        Assert.That(added.ExitCode, Is.Zero, added.Error);
        CliRun.Of("leaderboard", "publish", Board, _folder["site"]);
        string page = File.ReadAllText(Directory.GetFiles(_folder["site", "entries"]).Single());

        Assert.That(added.Output, Does.Contain("from a run document, masks not seen here"));
        Assert.That(CliRun.Of("leaderboard", "show", Board, "Net").Output, Does.StartWith("Net of A, ").And.Contains("from a run document, masks not seen here"));
        Assert.That(CliRun.Of("leaderboard", "list", Board).Output, Does.Match(@" document\s").And.Contains("Document: from a run document, masks not seen here."));
        Assert.That(CliRun.Wide(200, "leaderboard", "verify", Board, "--ground-truth", _folder["labels"]).Output, Does.StartWith("sound: ").And.Contains("not checked: the masks of 1 entry that came as a run document, which was not seen here (Net of A)"));
        Assert.That(page, Does.Contain("from a run document, masks not seen here").And.Not.Contains("counted here"));
        Assert.That(File.ReadAllText(_folder["site", "index.html"]), Does.Contain("Document: from a run document, masks not seen here."));
        Assert.That(File.ReadAllText(_folder["site", "ranking.json"]), Does.Contain("\"status\": \"document\""));
    }

    [Test]
    public void Masks_that_were_scored_here_are_counted_here()
    {
        Assert.That(AddMasks("masks", "Net").ExitCode, Is.Zero);
        CliRun.Of("leaderboard", "publish", Board, _folder["site"]);

        Assert.That(Entries.Single().Entry.Masks, Has.Length.EqualTo(64));
        Assert.That(File.ReadAllText(Directory.GetFiles(_folder["site", "entries"]).Single()), Does.Contain("counted here"));
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["labels"]).Output, Does.Not.Contain("run document"));
    }

    [Test]
    public void A_document_whose_ground_truth_has_other_pixels_than_the_boards_labels_is_a_failed_attempt_and_tells_no_number()
    {
        Forge();

        CliRun blind = Add(Document);
        CliRun seeing = Add(Document, "--ground-truth", _folder["labels"]);

        Assert.That((blind.ExitCode, seeing.ExitCode), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)));
        Assert.That(seeing.Error, Is.EqualTo(blind.Error), "who has the labels tells no more");
        Assert.That(seeing.Error, Does.Contain("counts that contradict the board's labels\n").And.Contains("Recorded as a failed attempt").And.Not.Contains("pixels").And.Not.Contains("expected").And.Not.Match("\\bb\\b"));
        Assert.That(Entries.Select(entry => entry.Entry.Error).Distinct(), Is.EqualTo(new[] { "counts that contradict the board's labels" }));
    }

    [Test]
    public void On_a_board_without_labels_a_document_is_held_against_the_entries_that_are_there()
    {
        string loose = _folder["loose"];
        Assert.That(CliRun.Of("leaderboard", "init", loose, "--title", "Loose").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "add", loose, _folder["masks"], "--ground-truth", _folder["labels"], "--team", "A", "--method", "Seen").ExitCode, Is.Zero);
        Forge();

        CliRun run = CliRun.Of("leaderboard", "add", loose, Document, "--team", "B", "--method", "Forged");

        Assert.That(run.Error, Does.Contain("contradict those of Seen (").And.Contains("other images, sizes, or numbers of pixels").And.Not.Contains("expected"));
    }

    [Test]
    public void Verify_counts_the_labels_again_and_names_the_entry_that_contradicts_them()
    {
        // Entered by whoever may write the board's files, past `add`.
        AddMasks("masks", "Honest");
        Forge();
        Board open = Ade20kEval.Boards.Board.Open(Board);
        (BoardEntry entry, byte[] run) = open.Score(Ade20kEval.Runs.Json.RunJsonReader.ReadFile(Document), EntryMetadata.Create("test", "B", "Forged", "2026-05-01", [], []));
        open.Add(entry, run, DateTimeOffset.UtcNow, null);

        CliRun blind = CliRun.Of("leaderboard", "verify", Board);
        CliRun seeing = CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["labels"]);

        Assert.That((blind.ExitCode, seeing.ExitCode), Is.EqualTo((1, 1)));
        Assert.That(blind.Output, Does.Contain("(Forged): its counts contradict the labels that the board was made with").And.Contains("1 fault found").And.Not.Contains("sound"));
        Assert.That(seeing.Output, Does.Contain("(Forged): its counts contradict the labels: b has 9 pixels of value 0, expected 10.").And.Not.Contains("Honest"));

        CliRun.Of("leaderboard", "withdraw", Board, "Forged", "--reason", "forged");
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["labels"]).ExitCode, Is.Zero);
    }

    [Test]
    public void A_document_scored_with_masks_resized_is_refused()
    {
        _folder.WriteMask("small/a.png", 2, 3, 1);
        _folder.WriteMask("small/b.png", 4, 3, 3);
        CliRun.Of("score", _folder["small"], _folder["labels"], "--resize", "nearest", "--out", _folder["out"], "--force");

        Assert.That(JsonNode.Parse(File.ReadAllText(Document))!["predictions"]!["resize"]!.GetValue<string>(), Is.EqualTo("nearest"));
        Assert.That(Add(Document).Error, Does.Contain("was scored with predictions of other sizes resized").And.Contains("No attempt was counted."));
    }

    [Test]
    public void That_masks_were_resized_is_kept_by_shards_merged_and_by_rescoring()
    {
        _folder.WriteMask("small/a.png", 2, 3, 1);
        _folder.WriteMask("small/b.png", 4, 3, 3);
        foreach (int shard in new[] { 1, 2 })
        {
            CliRun.Of("score", _folder["small"], _folder["labels"], "--resize", "nearest", "--shard", $"{shard}/2", "--out", _folder["shards"]);
        }

        CliRun.Of("merge", _folder["shards"], "--out", _folder["merged"]);
        CliRun.Of("rescore", _folder["merged"], "--protocol", "mmseg", "--out", _folder["rescored"]);

        Assert.That(File.ReadAllText(_folder["rescored", "run.json"]), Does.Contain("\"resize\":\"nearest\""));
    }

    [Test]
    public void A_document_that_contradicts_itself_is_refused()
    {
        Edit(node => node["scores"]!["sceneparse"]!["pixelAccuracy"]!.ReplaceWith(0.99));

        CliRun run = Add(Document);

        // Of four labelled pixels three are right.
        Assert.That(run.Error, Does.Contain("contradicts itself").And.Contains("$.scores.sceneparse.pixelAccuracy is 0.99; its counts give 0.75").And.Contains("No attempt was counted."));
        Assert.That(Entries, Is.Empty);
    }

    [Test]
    public void Every_command_that_reads_an_edited_document_tells_before_anything_else()
    {
        File.Copy(Document, _folder["honest.json"]);
        Edit(node => node["scores"]!["sceneparse"]!["pixelAccuracy"]!.ReplaceWith(0.99));
        const string Told = "$.scores.sceneparse.pixelAccuracy is 0.99; its counts give 0.75";

        CliRun report = CliRun.Of("report", Document, "--out", _folder["page"]);
        CliRun compare = CliRun.Of("compare", _folder["honest.json"], Document, "--name", "honest", "--name", "edited");

        Assert.That(report.Error, Does.StartWith("ade20k-eval: warning: ").Or.StartWith("warning: ").And.Contains(Told));
        Assert.That(File.ReadAllText(_folder["page", "report.html"]), Does.Contain(Told));
        Assert.That(CliRun.Of("explain", Document).Error, Does.Contain(Told));
        Assert.That(compare.Error, Does.Contain("edited: The file says " + Told));
        Assert.That(CliRun.Of("rescore", Document).Error, Does.Contain(Told));
        Assert.That(CliRun.Of("explain", _folder["honest.json"]).Error, Is.Empty);
    }

    [Test]
    public void An_edited_shard_is_told_by_merge()
    {
        CliRun.Of("score", _folder["masks"], _folder["labels"], "--shard", "1/2", "--out", _folder["shards"]);
        CliRun.Of("score", _folder["masks"], _folder["labels"], "--shard", "2/2", "--out", _folder["shards"]);
        string shard = _folder["shards", "run.1-of-2.json"];
        JsonNode node = JsonNode.Parse(File.ReadAllText(shard))!;
        node["groundTruth"]!["digest"]!.ReplaceWith(new string('e', 64));
        File.WriteAllText(shard, node.ToJsonString());

        Assert.That(CliRun.Of("merge", _folder["shards"], "--json").Error, Does.Contain("run.1-of-2.json: The file says $.groundTruth.digest is"));
    }

    [Test]
    public void Masks_that_were_packed_again_are_known_by_their_pixels_when_labels_are_corrected()
    {
        _folder.WriteMask("mended/a.png", 4, 3, 1, 1);
        _folder.WriteMask("mended/b.png", 4, 3, 3, 2);
        AddMasks("masks", "Net");
        Repack();

        CliRun run = Rescore();

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Entries.Single(entry => entry.ReplacedBy is null).Entry.Masks, Is.EqualTo(Entries[0].Entry.Masks));
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["mended"]).Output, Does.StartWith("sound: "));
    }

    [Test]
    public void Masks_of_a_document_that_were_packed_again_are_named_with_what_to_do()
    {
        _folder.WriteMask("mended/a.png", 4, 3, 1, 1);
        _folder.WriteMask("mended/b.png", 4, 3, 3, 2);
        Add(Document);
        Repack();

        CliRun run = Rescore();

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("received").And.Contains("packed again? Give the files as they were handed in, or enter them as a new entry and withdraw this one"));
    }

    // The same pixels in files of other bytes: two bytes a value instead of one.
    private void Repack()
    {
        Directory.CreateDirectory(_folder["received", "later"]);
        foreach ((string name, ushort[] values) in new[] { ("a", new ushort[] { 1, 2 }), ("b", [3, 3]) })
        {
            ushort[] samples = [.. values, .. new ushort[10]];
            using FileStream file = File.Create(_folder["received", "later", name + ".png"]);
            Ade20kEval.Formats.Png.PngWriter.WriteGray16(file, samples, 4, 3);
        }
    }

    private CliRun Rescore() => CliRun.Of("leaderboard", "rescore", Board, "--ground-truth", _folder["mended"], "--submissions", _folder["received"], "--reason", "mended");

    // A pixel of the ground truth of image b that was ignored becomes one of class 3, predicted right: a better score, which no masks against these labels can have.
    private void Forge() => Edit(node =>
    {
        JsonArray cells = node["images"]![1]!["cells"]!.AsArray();
        foreach (JsonArray list in new[] { cells, node["histogram"]!["cells"]!.AsArray() })
        {
            JsonArray ignored = list.Select(cell => cell!.AsArray()).First(cell => cell[0]!.GetValue<int>() == 0);
            JsonArray right = list.Select(cell => cell!.AsArray()).First(cell => cell[0]!.GetValue<int>() == 3 && cell[1]!.GetValue<int>() == 3);
            ignored[2] = ignored[2]!.GetValue<long>() - 1;
            right[2] = right[2]!.GetValue<long>() + 1;
        }
    }, rescore: true);

    private void Edit(Action<JsonNode> edit, bool rescore = false)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(Document))!;
        edit(node);
        File.WriteAllText(Document, node.ToJsonString());
        if (rescore)
        {
            // Whoever forges writes figures that agree with the counts; a tool is at hand.
            Assert.That(CliRun.Of("rescore", Document, "--out", _folder["forged"]).ExitCode, Is.Zero);
            JsonNode again = JsonNode.Parse(File.ReadAllText(_folder["forged", "run.json"]))!;
            again["warnings"] = new JsonArray();
            File.WriteAllText(Document, again.ToJsonString());
        }
    }

    private CliRun Add(string document, params string[] more) => CliRun.Of(["leaderboard", "add", Board, document, "--team", "A", "--method", "Net", .. more]);

    private CliRun AddMasks(string folder, string method) => CliRun.Of("leaderboard", "add", Board, _folder[folder], "--ground-truth", _folder["labels"], "--team", "A", "--method", method);
}
