using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

/// <summary><c>compare</c>: every exit code, every form, and names that tell runs apart.</summary>
public sealed class CompareCommandTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void Score()
    {
        _folder = new TemporaryFolder();
        Random random = new(5);
        for (int image = 0; image < 12; image++)
        {
            int[] truth = [.. Enumerable.Range(0, 60).Select(i => 1 + (i / 20))];
            string Rows(Func<int, int> value) => string.Join("|", Enumerable.Range(0, 6).Select(y => string.Join(' ', Enumerable.Range(0, 10).Select(x => value((y * 10) + x)))));
            Write("truth", image, Rows(i => truth[i]));
            Write("old", image, Rows(i => random.Next(10) == 0 ? 1 + random.Next(3) : truth[i]));
            Write("new", image, Rows(i => random.Next(3) == 0 ? 1 + random.Next(3) : truth[i]));
        }

        foreach (string set in (string[])["old", "new"])
        {
            CliRun run = CliRun.Of("score", _folder[set], _folder["truth"], "--out", _folder["runs", set], "--quiet");
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        }
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void It_begins_with_the_verdict_and_ends_with_success()
    {
        CliRun run = CliRun.Of("compare", Run("old"), Run("new"));
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.StartWith("new is ").And.Contain(" points worse than old in mean IoU").And.Contain("Pixel accuracy"));
        Assert.That(run.Output.Split('\n').Where(line => line.Length > 80), Is.Empty);
    }

    [Test]
    public void Intervals_of_few_images_are_called_too_narrow_with_or_without_a_row_of_those_that_are_not()
    {
        // 12 images have every class, so that none is rare; of 9 images, all are.
        foreach (string set in (string[])["truth", "old", "new"])
        {
            Directory.CreateDirectory(_folder["few", set]);
            Array.ForEach(Directory.GetFiles(_folder[set]).Order(StringComparer.Ordinal).ToArray()[..9], file => File.Copy(file, Path.Combine(_folder["few", set], Path.GetFileName(file))));
        }

        CliRun all = CliRun.Of("compare", _folder["old"], _folder["new"], "--ground-truth", _folder["truth"]);
        CliRun nine = CliRun.Of("compare", _folder["few", "old"], _folder["few", "new"], "--ground-truth", _folder["few", "truth"]);

        Assert.That(all.Output, Does.Not.Contain("too narrow"), all.Error);
        Assert.That(nine.Output.ReplaceLineEndings(" "), Does.Contain("No class is in 10 images or more, so that all these intervals are too narrow.").And.Not.Contain("Last row"), nine.Error);
    }

    [Test]
    public void Prediction_sets_give_what_their_documents_give()
    {
        CliRun documents = CliRun.Of("compare", Run("old"), Run("new"), "--json");
        CliRun masks = CliRun.Of("compare", _folder["old"], _folder["new"], "--ground-truth", _folder["truth"], "--json");
        Assert.That(masks.ExitCode, Is.EqualTo(ExitCode.Done), masks.Error);
        Assert.That(masks.Output, Is.EqualTo(documents.Output));
    }

    [Test]
    public void A_gate_that_says_no_is_exit_code_one()
    {
        CliRun run = CliRun.Of("compare", Run("old"), Run("new"), "--max-drop", "meanIou=0.2pp", "--floor", "pixelAccuracy=0.1");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.GateFailed));
        Assert.That(run.Output, Does.Contain("FAILED  meanIou may fall by at most 0.2 pp").And.Contain("passed  pixelAccuracy must be at least 10 %"));
        Assert.That(CliRun.Of("compare", Run("new"), Run("old"), "--max-drop", "meanIou=0.2pp").ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void A_gate_that_no_class_can_be_held_against_is_a_warning()
    {
        CliRun run = CliRun.Of("compare", Run("old"), Run("new"), "--max-drop-class", "3pp", "--min-images", "13");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(run.Output, Does.Contain("no class is in 13 images or more: nothing was held against the gate"));
    }

    [Test]
    public void Identity_is_asked_of_masks_and_never_of_one_set_against_itself()
    {
        CliRun documents = CliRun.Of("compare", Run("old"), Run("new"), "--require-identical");
        CliRun itself = CliRun.Of("compare", _folder["old"], _folder["old"], "--require-identical");
        Assert.That((documents.ExitCode, itself.ExitCode), Is.EqualTo((ExitCode.BadUsage, ExitCode.BadUsage)));
        Assert.That(documents.Error, Does.Contain("holds counts"));
        Assert.That(itself.Error, Does.Contain("is the baseline itself"));
    }

    [Test]
    public void JUnit_keeps_to_what_its_readers_have_in_common()
    {
        CliRun.Of("compare", Run("old"), Run("new"), "--max-drop", "meanIou=0.2pp", "--floor", "pixelAccuracy=0.1", "--out", _folder["junit"], "--write", "junit");
        XElement root = XDocument.Load(_folder["junit", "junit.xml"]).Root!;
        XElement suite = root.Elements().Single();
        Assert.That((root.Name.LocalName, suite.Name.LocalName), Is.EqualTo(("testsuites", "testsuite")));
        Assert.That(suite.Attributes().Select(a => a.Name.LocalName), Is.EquivalentTo(new[] { "name", "tests", "failures", "errors", "skipped", "time", "timestamp" }));
        Assert.That(suite.Attribute("timestamp")!.Value, Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"));
        Assert.That(suite.Attribute("tests")!.Value, Is.EqualTo(suite.Elements("testcase").Count().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (XElement test in suite.Elements())
        {
            Assert.That(test.Attributes().Select(a => a.Name.LocalName), Is.EqualTo(new[] { "classname", "name", "time" }));
            Assert.That(test.Elements().Select(e => e.Name.LocalName), Is.EqualTo(new[] { "failure" }).Or.EqualTo(new[] { "system-out" }));
        }
    }

    [TestCase("meanIou=0.2pp", true)]
    [TestCase("meanIou=90pp", false)]
    public void JUnit_is_valid_by_a_schema_of_what_its_readers_have_in_common(string drop, bool fails)
    {
        string folder = _folder[fails ? "junit-failing" : "junit-passing"];
        CliRun.Of("compare", Run("old"), Run("new"), "--max-drop", drop, "--floor", "pixelAccuracy=0.1", "--out", folder, "--write", "junit");
        XDocument document = XDocument.Load(Path.Combine(folder, "junit.xml"));
        XmlSchemaSet schemas = new();
        using Stream source = typeof(CompareCommandTests).Assembly.GetManifestResourceStream("junit.xsd")!;
        using XmlReader schema = XmlReader.Create(source);
        schemas.Add(null, schema);
        document.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
        Assert.That(document.Descendants("failure").Any(), Is.EqualTo(fails));

        document.Descendants("testsuite").Single().Attribute("tests")!.Value = "two";
        Assert.That(() => document.Validate(schemas, (_, problem) => throw problem.Exception), Throws.TypeOf<XmlSchemaValidationException>());
    }

    [Test]
    public void The_page_of_two_sets_of_masks_shows_both_predictions_of_what_changed_most()
    {
        CliRun run = CliRun.Of("compare", _folder["old"], _folder["new"], "--ground-truth", _folder["truth"], "--out", _folder["page"], "--write", "html,csv");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        string page = File.ReadAllText(_folder["page", "comparison.html"]);
        Assert.That(page, Does.Contain("Images that changed most").And.Contain("prediction of old").And.Contain("prediction of new").And.Contain("Confusions that changed most"));
        Assert.That(File.ReadAllText(_folder["page", "confusions.csv"]), Does.StartWith("groundTruth,prediction,baseline,run,difference,pixels"));
    }

    [Test]
    public void No_baseline_is_exit_code_five_unless_it_is_allowed()
    {
        string absent = _folder["absent", "run.json"];
        CliRun run = CliRun.Of("compare", absent, Run("new"));
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BaselineMissing));
        Assert.That(run.Error, Does.Contain(absent).And.Contain("--allow-missing-baseline"));
        Assert.That(CliRun.Of("compare", absent, Run("new"), "--allow-missing-baseline").ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Runs_that_cannot_be_compared_are_exit_code_six()
    {
        string text = File.ReadAllText(Path.Combine(Run("new"), "run.json"));
        string digest = JsonDocument.Parse(text).RootElement.GetProperty("groundTruth").GetProperty("digest").GetString()!;
        string other = Path.Combine(_folder.MakeFolder("other"), "run.json");
        File.WriteAllText(other, text.Replace(digest, new string('0', digest.Length), StringComparison.Ordinal));

        CliRun run = CliRun.Of("compare", Run("old"), other);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.NotComparable));
        Assert.That(run.Error, Does.Contain("Score both against the same files"));
        Assert.That(CliRun.Of("compare", Run("old"), other, "--force").ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [TestCase(new[] { "x.json" }, "expected BASELINE and at least one RUN")]
    [TestCase(new[] { "OLD", "NEW", "--max-drop", "meanIou=0.2" }, "--max-drop: 'meanIou=0.2': expected an amount in percentage points")]
    [TestCase(new[] { "OLD", "NEW", "--min-images", "3" }, "--max-drop-class")]
    [TestCase(new[] { "OLD", "NEW", "--mode", "confident" }, "is for gates")]
    [TestCase(new[] { "OLD", "NEW", "--draws", "-1" }, "--draws -1")]
    [TestCase(new[] { "OLD", "NEW", "NEW", "--metric", "iou" }, "expected one of pixelAccuracy")]
    [TestCase(new[] { "OLD", "NEW", "--write", "md" }, "where to?")]
    [TestCase(new[] { "OLD", "NEW", "--name", "a", "--name", "a" }, "each once")]
    [TestCase(new[] { "OLD", "MASKS" }, "--ground-truth")]
    public void What_makes_no_sense_is_bad_usage(string[] args, string said)
    {
        CliRun run = CliRun.Of(["compare", .. args.Select(arg => arg switch { "OLD" => Run("old"), "NEW" => Run("new"), "MASKS" => _folder["new"], _ => arg })]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Output);
        Assert.That(run.Error, Does.Contain(said));
    }

    [Test]
    public void Several_runs_are_put_in_order_under_their_names()
    {
        CliRun run = CliRun.Of("compare", Run("old"), Run("new"), Run("old"), "--name", "A", "--name", "B", "--name", "C");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("Mean IoU of 3 runs").And.Match(@"A .* a\s").And.Match(@"B .* b\s").And.Match(@"C .* a\s"));
    }

    [Test]
    public void Two_runs_of_one_name_are_told_apart_by_their_folders()
    {
        File.Copy(Path.Combine(Run("new"), "run.json"), Path.Combine(_folder.MakeFolder("again"), "run.json"), overwrite: true);
        CliRun run = CliRun.Of("compare", Run("new"), _folder["again"]);
        Assert.That(run.Output, Does.StartWith("again/new is as good as new/new in mean IoU"));
    }

    [Test]
    public void All_forms_are_written_or_none()
    {
        string folder = _folder["forms"];
        CliRun run = CliRun.Of("compare", Run("old"), Run("new"), "--max-drop", "meanIou=0.2pp", "--warn-drop", "aAcc=0pp", "--out", folder, "--write", "html,md,tex,csv,svg,junit,metrics,benchmark");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.GateFailed), run.Error);
        Assert.That(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')), Is.EquivalentTo(new[]
        {
            "comparison.json", "comparison.html", "comparison.md", "comparison.tex", "figures.csv", "classes.csv", "confusions.csv", "images.csv", "charts/deltas.svg", "charts/side.svg",
            "junit.xml", "metrics.txt", "benchmark.json",
        }));

        XElement suite = XDocument.Load(Path.Combine(folder, "junit.xml")).Root!.Element("testsuite")!;
        Assert.That((suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value), Is.EqualTo(("2", "1")));
        Assert.That(suite.Descendants("failure").Single().Attribute("message")!.Value, Does.Match(@"^meanIou \d+\.\d\d → \d+\.\d\d \(-\d+\.\d\d pp, 95 % CI "));
        string[] metrics = File.ReadAllLines(Path.Combine(folder, "metrics.txt"));
        Assert.That(metrics[^1], Is.EqualTo("# EOF"));
        Assert.That(metrics[0], Does.Match("^ade20k_eval_pixel_accuracy\\{run=\"new\",protocol=\"sceneparse\"\\} 0\\.\\d{6}$"));
        JsonElement benchmark = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "benchmark.json"))).RootElement[0];
        Assert.That(benchmark.GetProperty("name").GetString(), Is.EqualTo("new/pixelAccuracy"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "comparison.html")), Does.Contain("points worse than old in mean IoU"));
    }

    [Test]
    public void The_document_has_runs_differences_classes_and_gates()
    {
        JsonElement document = JsonDocument.Parse(CliRun.Of("compare", Run("old"), Run("new"), "--json", "--floor", "meanIou=0.999").Output).RootElement;
        Assert.That(document.GetProperty("schema").GetString(), Is.EqualTo("ade20k-eval/comparison/1"));
        Assert.That(document.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()), Is.EqualTo(new[] { "old", "new" }));
        double difference = document.GetProperty("runs")[1].GetProperty("scores").GetProperty("meanIou").GetDouble() - document.GetProperty("runs")[0].GetProperty("scores").GetProperty("meanIou").GetDouble();
        JsonElement mean = document.GetProperty("differences").EnumerateArray().First(item => item.GetProperty("metric").GetString() == "meanIou");
        Assert.That(mean.GetProperty("difference").GetDouble(), Is.EqualTo(difference).Within(1e-12));
        Assert.That(document.GetProperty("gates")[0].GetProperty("passed").GetBoolean(), Is.False);
    }

    [Test]
    public void On_github_failures_become_annotations_and_a_summary()
    {
        string summary = _folder["summary.md"];
        File.WriteAllText(summary, "before\n");
        CliRun run = CliRun.With(new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = summary },
            "compare", Run("old"), Run("new"), "--name", "old", "--name", "::error::%\n", "--max-drop", "meanIou=0.2pp");
        string[] commands = [.. run.Error.Split('\n').Where(line => line.StartsWith("::", StringComparison.Ordinal))];

        Assert.That(commands, Has.Length.EqualTo(1));
        Assert.That(commands[0], Does.StartWith("::error title=ade20k-eval%3A meanIou may fall by at most 0.2 pp::").And.Contain("%25"));
        Assert.That(File.ReadAllText(summary), Does.StartWith("before\n**").And.Contain("| FAILED |"));
    }

    [Test]
    public void Scoring_several_sets_ends_with_a_table_of_all_under_their_names()
    {
        string folder = _folder["several"];
        CliRun run = CliRun.Of("score", "--predictions", _folder["old"], "--predictions", _folder["new"], _folder["truth"], "--name", "Before", "--name", "../after", "--out", folder, "--write", "tex,csv");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("2 sets of predictions on ADE20K SceneParse150, protocol sceneparse").And.Match("\nBefore ").And.Match("\n../after "));
        Assert.That(Directory.EnumerateDirectories(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "Before", "..-after" }), "a name leads nowhere else");
        Assert.That(Directory.EnumerateFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "methods.csv", "methods.tex" }));
        Assert.That(File.ReadAllText(Path.Combine(folder, "methods.tex")), Does.Match("Before & \\\\textbf"));
    }

    [Test]
    public void Predictions_that_must_be_identical_are_named_where_they_are_not()
    {
        foreach (string file in Directory.EnumerateFiles(_folder["old"]))
        {
            File.Copy(file, Path.Combine(_folder.MakeFolder("changed"), Path.GetFileName(file)), overwrite: true);
        }

        CliRun same = CliRun.Of("compare", _folder["old"], _folder["changed"], "--require-identical");
        Assert.That((same.ExitCode, same.Output), Is.EqualTo((ExitCode.Done, $"passed  {_folder["changed"]}: all 12 predictions are identical\n")), same.Error);

        // One of four pixels differs.
        MaskFolder.Write(_folder["one", "image03.png"], "1 1", "1 1");
        MaskFolder.Write(_folder["two", "image03.png"], "1 1", "1 2");
        CliRun other = CliRun.Of("compare", _folder["one"], _folder["two"], "--require-identical");
        Assert.That((other.ExitCode, other.Output), Is.EqualTo((ExitCode.GateFailed, $"FAILED  {_folder["two"]}: 1 of 1 predictions differ: image03 (25 % of its pixels)\n")));
        File.Delete(_folder["changed", "image07.png"]);
        Assert.That(CliRun.Of("compare", _folder["old"], _folder["changed"], "--require-identical").Output, Does.Contain("1 of 12 predictions differ: image07 (100 %"));
    }

    [Test]
    public void A_mask_that_only_the_run_has_counts_as_one_of_all()
    {
        MaskFolder.Write(_folder["few", "a.png"], "1 1");
        MaskFolder.Write(_folder["more", "a.png"], "1 1");
        MaskFolder.Write(_folder["more", "b.png"], "1 1");
        Assert.That(CliRun.Of("compare", _folder["few"], _folder["more"], "--require-identical").Output, Is.EqualTo($"FAILED  {_folder["more"]}: 1 of 2 predictions differ: b (100 % of its pixels)\n"));
    }

    [Test]
    public void The_document_stays_a_document_where_predictions_must_be_identical()
    {
        CliRun run = CliRun.Of("compare", _folder["old"], _folder["new"], "--ground-truth", _folder["truth"], "--require-identical", "--json", "--draws", "0");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.GateFailed));
        Assert.That(() => JsonDocument.Parse(run.Output).Dispose(), Throws.Nothing);
        Assert.That(run.Error, Does.Contain("FAILED").And.Contain("predictions differ"));
    }

    [TestCase("--floor", "challengeScore=0.99")]
    [TestCase("--max-drop", "meanIou=0.2pp")]
    [TestCase("--max-drop-class", "3pp")]
    [TestCase("--gates", "gates.json")]
    [TestCase("--out", "nowhere")]
    [TestCase("--protocol", "mmseg")]
    [TestCase("--json")]
    public void What_needs_scores_is_refused_where_only_pixels_are_compared(params string[] option)
    {
        CliRun run = CliRun.Of(["compare", _folder["old"], _folder["new"], "--require-identical", .. option]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Output);
        Assert.That(run.Error, Does.Contain($"{option[0]}: --require-identical alone compares pixels, without scores. Give --ground-truth PATH as well"));
    }

    [Test]
    public void An_empty_folder_is_no_baseline_yet()
    {
        string empty = _folder.MakeFolder("empty");
        Assert.That(CliRun.Of("compare", empty, Run("new"), "--max-drop", "meanIou=0.2pp").ExitCode, Is.EqualTo(ExitCode.BaselineMissing));
        Assert.That(CliRun.Of("compare", empty, Run("new"), "--max-drop", "meanIou=0.2pp", "--allow-missing-baseline").ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void The_template_is_printed_alone()
    {
        CliRun run = CliRun.Of("compare", "--template");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(run.Output, Does.Contain("\"ade20k-eval/gate/1\""));
    }

    private string Run(string set) => _folder["runs", set];

    private void Write(string set, int image, string rows) => MaskFolder.Write(_folder[set, $"image{image:00}.png"], rows.Split('|'));
}
