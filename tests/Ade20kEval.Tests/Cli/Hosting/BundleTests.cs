using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Hosting;

/// <summary>What bundles hold, what they refuse, and what their pages and starting kits say.</summary>
public sealed class BundleTests : BundleBench
{
    [TestCase("codabench", "codabench.zip", "competition.yaml")]
    [TestCase("evalai", "evalai.zip", "challenge_config.yaml")]
    public void A_bundle_has_its_description_at_the_top_and_is_the_same_when_made_again(string platform, string file, string description)
    {
        Make(platform, FakeExecutable(29));
        byte[] first = File.ReadAllBytes(Folder["bundle", file]);
        Make(platform, FakeExecutable(29));

        Assert.That(File.ReadAllBytes(Folder["bundle", file]), Is.EqualTo(first));
        using ZipArchive zip = ZipFile.OpenRead(Folder["bundle", file]);
        using StreamReader text = new(zip.GetEntry(description)!.Open());
        string yaml = text.ReadToEnd();
        Assert.That(yaml, Does.Contain("\"A \\\"quoted\\\" title\""));
        Assert.That(yaml, Does.Contain("2027-01-01 00:00:00").And.Contains("2027-02-01 12:30:00"));
        Assert.That(yaml, Does.Contain("precision: 4"));   // two decimals otherwise
        Assert.That(zip.Entries.Where(entry => entry.Length == 0), Is.Empty, "pages must not be empty");
    }

    [TestCase(32, "codabench", "needs glibc 2.32, and codalab/codalab-legacy:py39 has 2.31")]
    [TestCase(34, "evalai", "needs glibc 2.34, and EvalAI's worker (Debian 11) has 2.31")]
    public void An_executable_that_the_platform_cannot_start_is_refused(int glibc, string platform, string message)
    {
        CliRun run = CliRun.Of(Words(platform, FakeExecutable(glibc)));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(message).And.Contains("link-for-older-systems"));
        Assert.That(Directory.Exists(Folder["bundle"]), Is.False);
    }

    [TestCase("--phase Late=2027-03-01..2027-02-01", "ends before it begins")]
    [TestCase("--phase One=2027-01-01 --phase Two=2027-02-01", "has no end")]
    [TestCase("--phase One=soon", "expected NAME=START..END")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --columns nope", "There is no metric 'nope'")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --columns meanIou,mIoU", "every figure once")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --protocol all", "ranks by one protocol")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --per-day 0", "--per-day")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --decimals 7", "--decimals: expected 0 to 6")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --detailed-results pixels", "expected score, classes or images")]
    [TestCase("", "--phase: when does the challenge run?")]
    public void What_no_board_could_do_is_said(string options, string message)
    {
        CliRun run = CliRun.Of(["codabench", GroundTruth, "--bundle", Folder["bundle"], "--title", "T", "--executable", FakeExecutable(28), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Output);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void A_board_gives_title_scoring_figures_decimals_days_and_limits()
    {
        MakeBoard("--opens 2027-01-01 --closes 2027-01-31 --entries 7 --entries-a-day 2 --decimals 1 --protocol mmseg --primary pixelAccuracy --columns meanIou,kappa --reveal classes");

        string codabench = Description("codabench", "codabench.zip", "competition.yaml", "--board", Folder["board"]);
        string evalAi = Description("evalai", "evalai.zip", "challenge_config.yaml", "--board", Folder["board", "board.json"]);

        string[] shared = ["Streets", "2027-01-01 00:00:00", "2027-02-01 00:00:00", "max_submissions_per_day: 2\n", "max_submissions: 7\n", "precision: 3\n"];
        Assert.That(shared.Where(words => !codabench.Contains(words, StringComparison.Ordinal)), Is.Empty, codabench);
        Assert.That(shared.Where(words => !evalAi.Contains(words, StringComparison.Ordinal)), Is.Empty, evalAi);
        Assert.That(codabench, Does.Contain("key: pixelAccuracy\n        index: 0\n").And.Contains("key: meanIou\n        index: 1\n").And.Contains("key: kappa"));
        Assert.That(codabench, Does.Contain("enable_detailed_results: True").And.Contains("submission_rule: Force_Latest_Multiple"));
        Assert.That(Entry("codabench.zip", "scoring_program/score.sh"), Does.Contain("--protocol mmseg --columns pixelAccuracy,meanIou,kappa --decimals 1").And.Contains("--reveal classes"));
        Assert.That(evalAi, Does.Contain("default_order_by: \"Pixel accuracy\""));
    }

    [Test]
    public void Options_may_say_what_a_board_leaves_open_and_no_more()
    {
        MakeBoard("--best-per-team");

        string yaml = Description("codabench", "codabench.zip", "competition.yaml", "--board", Folder["board"], "--title", "Another", "--phase", "Final=2027-05-01", "--per-day", "9");

        Assert.That(yaml, Does.Contain("title: \"Another\"").And.Contains("2027-05-01 00:00:00").And.Contains("max_submissions_per_day: 9\n").And.Contains("submission_rule: Force_Best"));
        Assert.That(yaml, Does.Contain("max_submissions: 100\n").And.Contains("enable_detailed_results: False"), "the board says nothing of these");
        foreach (string option in new[] { "--protocol mmseg", "--columns meanIou", "--decimals 3", "--any-format", "--dataset voc2012-21" })
        {
            CliRun run = CliRun.Of(["codabench", GroundTruth, "--bundle", Folder["bundle"], "--board", Folder["board"], "--executable", FakeExecutable(28), "--phase", "A=2027-01-01", .. option.Split(' ')]);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), option);
            Assert.That(run.Error, Does.Contain("board.json").And.Contains("Leave one of them out"), option);
        }
    }

    [TestCase("codabench", "codabench.zip", "scoring_program/score.sh")]
    [TestCase("evalai", "evaluation_script.zip", "main.py")]
    public void Other_formats_than_PNG_are_taken_only_where_that_was_said(string platform, string file, string script)
    {
        string Words() => platform == "codabench" ? Entry(file, script) : InnerEntry("evalai.zip", file, script);
        Make(platform, FakeExecutable(28));
        Assert.That(Words(), Does.Contain("--columns").And.Not.Contains("--any-format"));
        Make(platform, FakeExecutable(28), "--any-format");
        Assert.That(Words(), Does.Contain("--any-format"));

        MakeBoard("--any-format --opens 2027-01-01 --closes 2027-01-31");
        CliRun run = CliRun.Of([platform, GroundTruth, "--bundle", Folder["bundle"], "--board", Folder["board"], "--executable", FakeExecutable(28)]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Words(), Does.Contain("--any-format"), "the board says so");
    }

    [TestCase("a.npy")]
    [TestCase("a.tif")]
    [TestCase("a.bmp")]
    public void What_strangers_send_is_PNG_alone_unless_more_is_allowed(string name)
    {
        // Void of two rows and four columns: as numbers of numpy's, or something that no decoder should look at.
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4), }".PadRight(117) + "\n"), .. new byte[8]];
        File.Delete(Folder["masks", "a.png"]);
        File.WriteAllBytes(Folder["masks", name], name == "a.npy" ? npy : [0, 1, 2, 3]);
        string[] words = ["score", Folder["masks"], GroundTruth, "--for-participants", Folder["scores.json"]];

        CliRun refused = CliRun.Of(words);

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(refused.Error, Does.Contain($"files that are no PNG: 1\n  {name}\n").And.Not.Contains(Folder.Path));
        Assert.That(File.Exists(Folder["scores.json"]), Is.False);
        CliRun allowed = CliRun.Of([.. words, "--any-format"]);
        Assert.That(allowed.ExitCode, Is.EqualTo(name == "a.npy" ? ExitCode.Done : ExitCode.BadInput), allowed.Error);
        Assert.That(allowed.Error, Does.Not.Contain("no PNG: 1"), "its own decoder was asked");
        Assert.That(CliRun.Of("score", Folder["masks"], GroundTruth, "--any-format").Error, Does.Contain("--any-format: has no effect without --for-participants"));
    }

    [Test]
    public void A_board_without_days_asks_for_a_phase_and_one_of_other_labels_is_refused()
    {
        MakeBoard("");
        string[] words = ["codabench", GroundTruth, "--bundle", Folder["bundle"], "--board", Folder["board"], "--executable", FakeExecutable(28)];
        Assert.That(CliRun.Of(words).Error, Does.Contain("says no day on which the board opens. Give --phase"));

        MaskFolder.Write(Folder["secret-labels", "b.png"], "3 3 3 5");
        CliRun run = CliRun.Of([.. words, "--phase", "A=2027-01-01"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output);
        Assert.That(run.Error, Does.Contain("is another ground truth"));
        Assert.That(CliRun.Of("codabench", GroundTruth, "--bundle", Folder["bundle"], "--board", Folder["secret-labels"]).Error, Does.Contain("board.json"));
    }

    [Test]
    public void The_starting_kit_says_at_home_what_the_challenge_will_say()
    {
        MakeToRun("evalai", "--remote");
        ZipFile.ExtractToDirectory(Folder["bundle", "starting-kit.zip"], Folder["kit"]);

        Assert.That(Directory.GetFiles(Folder["kit"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "README.md", "ade20k-eval", "images.csv", "pack.sh", "validate.sh" }), "nothing of the labels");
        Assert.That(File.ReadAllText(Folder["kit", "images.csv"]), Is.EqualTo("name,width,height\na.png,4,2\nb.png,4,1\n"));
        foreach ((string kind, int exit, string said) in new[] { ("plain", 0, "valid: 2 masks"), ("mac", 0, "valid: 2 masks"), ("incomplete", 3, "b"), ("hostile", 3, "control character") })
        {
            using Process shell = Process.Start(new ProcessStartInfo("sh", [Folder["kit", "validate.sh"], Submission(kind)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = shell.StandardOutput.ReadToEnd();
            Assert.That(shell.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
            Assert.That(shell.ExitCode, Is.EqualTo(exit), $"{kind}: {output}{shell.StandardError.ReadToEnd()}");
            Assert.That(output, Does.Contain(said), kind);
        }

        // What the platform does not take is not valid at home, whatever it holds.
        using (Process shell = Process.Start(new ProcessStartInfo("sh", [Folder["kit", "validate.sh"], Folder["packed.TAR.gz"]]) { RedirectStandardError = true })!)
        {
            Assert.That(shell.StandardError.ReadToEnd(), Does.Contain("packed.TAR.gz: not valid: the challenge takes .zip alone"));
            Assert.That(shell.WaitForExit(TimeSpan.FromSeconds(60)) && shell.ExitCode == 3, Is.True);
        }

        // Names in capitals with an ending, and values from 0.
        MaskFolder.Write(Folder["raw", "A_pred.png"], "0 0 1 0", "0 0 1 0");
        MaskFolder.Write(Folder["raw", "B_pred.png"], "2 2 2 149");
        Assert.That(Shell("pack.sh", Folder["raw"], Folder["made.zip"], "--prediction-labels", "indices"), Does.Contain("2 masks, 2 renamed after their images, class indices written as label ids"));
        Assert.That(Shell("validate.sh", Folder["made.zip"]), Is.EqualTo("valid: 2 masks\n"));

        string Shell(string script, params string[] arguments)
        {
            using Process shell = Process.Start(new ProcessStartInfo("sh", [Folder["kit", script], .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = shell.StandardOutput.ReadToEnd();
            Assert.That(shell.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
            Assert.That(shell.ExitCode, Is.Zero, output + shell.StandardError.ReadToEnd());
            return output;
        }
    }

    [Test]
    public void A_challenge_of_class_indices_has_no_script_that_would_write_label_ids()
    {
        Make("codabench", FakeExecutable(28), "--prediction-labels", "indices");

        using ZipArchive zip = ZipFile.OpenRead(Folder["bundle", "codabench.zip"]);
        Assert.That(zip.GetEntry("starting_kit/pack.sh"), Is.Null);
        Assert.That(Entry("codabench.zip", "starting_kit/README.md"), Does.Contain("zip -r submission.zip predictions").And.Contains("values are 0..149"));
        Assert.That(Entry("codabench.zip", "starting_kit/validate.sh"), Does.Contain("--prediction-labels indices"));
    }

    // Values that no class has: at home and on the platform the answer is the same.
    [Test]
    public void Values_that_no_class_has_fail_on_the_platform_as_at_home()
    {
        MaskFolder.Write(Folder["masks", "b.png"], "3 3 3 200");

        CliRun hosted = CliRun.Of("score", Folder["masks"], GroundTruth, "--for-participants", Folder["scores.json"]);
        CliRun atHome = CliRun.Of("validate", Folder["masks"], "--ground-truth", GroundTruth);

        Assert.That((hosted.ExitCode, atHome.ExitCode), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)));
        Assert.That(hosted.Error, Is.EqualTo("The submission was not scored:\n" + atHome.Output).And.Contains("b.png: 200"));
        Assert.That(File.Exists(Folder["scores.json"]), Is.False);
    }

    [Test]
    public void A_submission_that_is_not_there_is_the_platforms_fault_and_an_empty_one_the_participants()
    {
        Directory.CreateDirectory(Folder["empty"]);
        CliRun gone = CliRun.Of("score", Folder["gone"], GroundTruth, "--for-participants", Folder["scores.json"]);
        CliRun empty = CliRun.Of("score", Folder["empty"], GroundTruth, "--for-participants", Folder["scores.json"]);

        Assert.That(gone.Error, Does.Contain("this is not your fault").And.Not.Contains(Folder.Path));
        Assert.That(empty.Error, Does.Contain("submissions without a mask: 1\n  submission\n"));
        Assert.That((gone.ExitCode, empty.ExitCode), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)));
    }

    // What the host lets pass is no fault: images without a mask that count as wrong, other sizes that are resized, endings of names.
    [Test]
    public void What_the_options_of_the_program_allow_is_scored()
    {
        File.Delete(Folder["masks", "b.png"]);
        File.Move(Folder["masks", "a.png"], Folder["masks", "a_pred.png"]);
        MaskFolder.Write(Folder["masks", "z_pred.png"], "1");
        string[] words = ["score", Folder["masks"], GroundTruth, "--for-participants", Folder["scores.json"], "--columns", "pixelAccuracy"];

        CliRun refused = CliRun.Of(words);
        CliRun taken = CliRun.Of([.. words, "--missing", "wrong", "--extra", "skip", "--suffix", "_pred"]);

        Assert.That(refused.Error, Does.Contain("images without a mask: 2").And.Contains("masks of no image: 2"));
        Assert.That(taken.ExitCode, Is.Zero, taken.Error);
        Assert.That(File.ReadAllText(Folder["scores.json"]), Is.EqualTo("{\"pixelAccuracy\":0.5455}"), "6 of 11 labelled pixels");
    }

    [Test]
    public void A_codabench_bundle_has_the_same_kit_in_every_phase()
    {
        string yaml = Description("codabench", "codabench.zip", "competition.yaml", "--title", "T", "--phase", "A=2027-01-01..2027-02-01", "--phase", "B=2027-02-01");

        Assert.That(yaml.Split("starting_kit: starting_kit/").Length - 1, Is.EqualTo(2));
        Assert.That(Entry("codabench.zip", "starting_kit/images.csv"), Does.Contain("b.png,4,1"));
    }

    // Class 1: 4 of 4 found, 1 too many: 4/5. Class 2: 2 of 3: 2/3. Class 3: 3 of 4: 3/4. Image a has the first two: (4/5 + 2/3)/2 = 73.33 %.
    [TestCase("score", "0.8182", new string[0])]
    [TestCase("classes", "0.8182", new[] { ">wall<", "80.00", "66.67", "75.00" })]
    [TestCase("images", "0.8182", new[] { ">wall<", "80.00", "73.33" })]
    public void A_page_tells_the_participant_as_much_as_the_host_reveals_and_no_counts(string level, string accuracy, string[] shown)
    {
        MakeToRun("codabench", "--image", "py312", "--detailed-results", level);
        using JsonDocument answer = Python("codabench_worker.py", Folder["bundle", "codabench.zip"], Submission("plain"), Folder["app"]);

        Assert.That(answer.RootElement.GetProperty("exit").GetInt32(), Is.Zero, answer.RootElement.GetRawText());
        Assert.That(answer.RootElement.GetProperty("output").EnumerateArray().Select(file => file.GetString()), Is.EqualTo(new[] { "detailed_results.html", "scores.json" }));
        string page = answer.RootElement.GetProperty("page").GetString()!;
        Assert.That(page, Does.Contain(accuracy));
        Assert.That(shown.Where(text => !page.Contains(text, StringComparison.Ordinal)), Is.Empty, page[page.IndexOf("<body>", StringComparison.Ordinal)..]);
        Assert.That(page.Contains(">wall<", StringComparison.Ordinal), Is.EqualTo(level != "score"));
        Assert.That(page.Contains(">a<", StringComparison.Ordinal), Is.EqualTo(level == "images"));
        Assert.That(page, Does.Not.Contain(Folder.Path).And.Not.Contains("ixels<").And.Not.Contains("sha256:").And.Not.Contains("0.81818"), "no counts, no digests, no further digits");
        AssertNothingHidden(answer);
    }

    [Test]
    public void A_failed_submission_leaves_no_page()
    {
        MakeToRun("codabench", "--image", "py312", "--detailed-results", "classes");
        using JsonDocument answer = Python("codabench_worker.py", Folder["bundle", "codabench.zip"], Submission("incomplete"), Folder["app"]);

        Assert.That(answer.RootElement.GetProperty("exit").GetInt32(), Is.EqualTo(3));
        Assert.That(answer.RootElement.GetProperty("output").GetArrayLength(), Is.Zero);
    }

    [TestCase("codabench")]
    [TestCase("evalai")]
    public void A_dataset_of_ones_own_goes_along(string platform)
    {
        File.WriteAllText(Folder["mine.json"], CliRun.Of("datasets", "ade20k-150", "--json").Output.Replace("\"name\": \"ade20k-150\"", "\"name\": \"mine\"", StringComparison.Ordinal));
        MakeToRun(platform, platform == "codabench" ? "--image" : "--remote", platform == "codabench" ? "py312" : "", "--dataset", Folder["mine.json"]);
        File.Delete(Folder["mine.json"]);
        using JsonDocument answer = platform == "codabench"
            ? Python("codabench_worker.py", Folder["bundle", "codabench.zip"], Submission("plain"), Folder["app"])
            : Python("evalai_worker.py", Folder["bundle", "evalai.zip"], Submission("plain"), Folder["app"], "hosted");

        Assert.That(answer.RootElement.GetRawText(), Does.Contain("0.8182").And.Not.Contains("0.81818"));
    }

    // With all digits every submission could ask after the label of a pixel.
    [TestCase("0", "0.82")]
    [TestCase("3", "0.81818")]
    public void Screen_and_file_have_the_decimals_that_the_board_shows(string decimals, string said)
    {
        CliRun run = CliRun.Of("score", Folder["masks"], GroundTruth, "--for-participants", Folder["scores.json"], "--columns", "pixelAccuracy", "--decimals", decimals);

        Assert.That(run.Output, Is.EqualTo($"Pixel accuracy: {said}\n"));
        Assert.That(File.ReadAllText(Folder["scores.json"]), Is.EqualTo($"{{\"pixelAccuracy\":{said}}}"));
    }

    [Test]
    public void A_ground_truth_that_would_fail_on_the_platform_is_refused_here()
    {
        MaskFolder.Write(Folder["secret-labels", "b.png"], "3 3 3 222");

        CliRun run = CliRun.Of(Words("codabench", FakeExecutable(28)));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("222"));
    }
}
