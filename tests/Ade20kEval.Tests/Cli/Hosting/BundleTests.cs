using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Hosting;

/// <summary>Bundles by the platforms' own steps, with submissions as people make them. The steps need Python.</summary>
/// <remarks>
/// Where ADE20KEVAL_TOOL names the native executable, that one is bundled and run. Elsewhere bundles are made with a stand-in, and in the finished bundle a
/// line of shell takes its place that starts the tool which was built: all steps but the start are the same.
/// </remarks>
public sealed class BundleTests
{
    private TemporaryFolder _folder = null!;

    private string GroundTruth => _folder["secret-labels"];

    [SetUp]
    public void MakeMasks()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["secret-labels", "a.png"], "1 1 2 2", "1 1 2 0");
        MaskFolder.Write(_folder["secret-labels", "b.png"], "3 3 3 3");
        MaskFolder.Write(_folder["masks", "a.png"], "1 1 2 1", "1 1 2 1");
        MaskFolder.Write(_folder["masks", "b.png"], "3 3 3 4");
    }

    [TearDown]
    public void RemoveMasks() => _folder.Dispose();

    [TestCase("codabench", "codabench.zip", "competition.yaml")]
    [TestCase("evalai", "evalai.zip", "challenge_config.yaml")]
    public void A_bundle_has_its_description_at_the_top_and_is_the_same_when_made_again(string platform, string file, string description)
    {
        Make(platform, FakeExecutable(29));
        byte[] first = File.ReadAllBytes(_folder["bundle", file]);
        Make(platform, FakeExecutable(29));

        Assert.That(File.ReadAllBytes(_folder["bundle", file]), Is.EqualTo(first));
        using ZipArchive zip = ZipFile.OpenRead(_folder["bundle", file]);
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
        Assert.That(Directory.Exists(_folder["bundle"]), Is.False);
    }

    [TestCase("--phase Late=2027-03-01..2027-02-01", "ends before it begins")]
    [TestCase("--phase One=2027-01-01 --phase Two=2027-02-01", "has no end")]
    [TestCase("--phase One=soon", "expected NAME=START..END")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --columns nope", "There is no metric 'nope'")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --columns meanIou,mIoU", "every figure once")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --protocol all", "ranks by one protocol")]
    [TestCase("--phase One=2027-01-01..2027-02-01 --per-day 0", "--per-day")]
    public void What_no_board_could_do_is_said(string options, string message)
    {
        CliRun run = CliRun.Of(["codabench", GroundTruth, "--bundle", _folder["bundle"], "--title", "T", "--executable", FakeExecutable(28), .. options.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Output);
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void A_ground_truth_that_would_fail_on_the_platform_is_refused_here()
    {
        MaskFolder.Write(_folder["secret-labels", "b.png"], "3 3 3 222");

        CliRun run = CliRun.Of(Words("codabench", FakeExecutable(28)));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("222"));
    }

    [TestCase("plain")]
    [TestCase("nested")]
    [TestCase("mac")]
    public void Codabench_gets_the_figures_of_a_good_submission_and_nothing_else(string kind)
    {
        using JsonDocument answer = Codabench(kind);

        JsonElement scores = answer.RootElement.GetProperty("scores");
        Assert.That(answer.RootElement.GetProperty("exit").GetInt32(), Is.Zero, answer.RootElement.GetRawText());
        Assert.That(answer.RootElement.GetProperty("missing").GetArrayLength(), Is.Zero);
        Assert.That(answer.RootElement.GetProperty("executable").GetBoolean(), Is.False, "the bit is lost on the way, as on the platform");
        Assert.That(answer.RootElement.GetProperty("output").EnumerateArray().Select(file => file.GetString()), Is.EqualTo(new[] { "scores.json" }));
        Assert.That(scores.GetProperty("pixelAccuracy").GetDouble(), Is.EqualTo(9 / 11.0), "9 of 11 labelled pixels");
        Assert.That(scores.EnumerateObject().First().Name, Is.EqualTo("meanIou"));
        AssertNothingHidden(answer);
    }

    [TestCase("incomplete", "b")]
    [TestCase("hostile", "a.png")]
    [TestCase("no masks", "submission")]
    public void Codabench_fails_a_bad_submission_and_says_why_without_paths(string kind, string named)
    {
        using JsonDocument answer = Codabench(kind);

        Assert.That(answer.RootElement.GetProperty("exit").GetInt32(), Is.EqualTo(3), answer.RootElement.GetRawText());
        Assert.That(answer.RootElement.GetProperty("scores").ValueKind, Is.EqualTo(JsonValueKind.Null), "no empty score");
        Assert.That(answer.RootElement.GetProperty("output").GetArrayLength(), Is.Zero);
        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Does.Contain("was not scored").And.Contains(named));
        AssertNothingHidden(answer);
    }

    [Test]
    public void A_submission_of_no_class_at_all_has_finite_numbers_only_and_the_first_column()
    {
        using JsonDocument answer = Codabench("void");

        JsonProperty[] scores = [.. answer.RootElement.GetProperty("scores").EnumerateObject()];
        Assert.That(scores[0].Name, Is.EqualTo("meanIou"));
        Assert.That(scores.All(score => score.Value.ValueKind == JsonValueKind.Number), Is.True, answer.RootElement.GetRawText());
    }

    [TestCase("plain", "hosted")]
    [TestCase("nested", "hosted")]
    [TestCase("mac", "remote")]
    public void EvalAi_gets_the_row_of_a_good_submission_in_either_order_of_arguments(string kind, string way)
    {
        using JsonDocument answer = EvalAi(kind, way);

        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Is.Empty);
        Assert.That(answer.RootElement.GetProperty("missing").GetArrayLength(), Is.Zero, answer.RootElement.GetRawText());
        JsonElement row = answer.RootElement.GetProperty("answer").GetProperty("result")[0].GetProperty("test_split");
        Assert.That(row.GetProperty("Pixel accuracy").GetDouble(), Is.EqualTo(9 / 11.0));
        Assert.That(row.GetProperty("Mean IoU").ValueKind, Is.EqualTo(JsonValueKind.Number));
    }

    [TestCase("incomplete")]
    [TestCase("hostile")]
    public void EvalAi_raises_what_the_executable_said(string kind)
    {
        using JsonDocument answer = EvalAi(kind, "hosted");

        Assert.That(answer.RootElement.GetProperty("answer").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Does.Contain("was not scored"));
        Assert.That(answer.RootElement.GetProperty("stderr").GetString(), Does.Not.Contain("ground-truth.zip"));
    }

    private JsonDocument Codabench(string kind)
    {
        MakeToRun("codabench", "--image", "py312");
        return Python("codabench_worker.py", _folder["bundle", "codabench.zip"], Submission(kind), _folder["app"]);
    }

    private JsonDocument EvalAi(string kind, string way)
    {
        MakeToRun("evalai", "--remote");
        return Python("evalai_worker.py", _folder["bundle", "evalai.zip"], Submission(kind), _folder["app"], way);
    }

    private void AssertNothingHidden(JsonDocument answer)
    {
        string said = answer.RootElement.GetProperty("stdout").GetString() + answer.RootElement.GetProperty("stderr").GetString();
        Assert.That(said, Does.Not.Contain(_folder.Path).And.Not.Contains("input/re").And.Not.Contains("wall").And.Not.Contains("/tmp"));
        Assert.That(said, Has.Length.LessThan(3_000));
    }

    private string Submission(string kind)
    {
        string path = _folder[$"{kind}.zip"];
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        byte[] a = File.ReadAllBytes(_folder["masks", "a.png"]);
        byte[] b = File.ReadAllBytes(_folder["masks", "b.png"]);
        switch (kind)
        {
            case "nested":
                Add("my results/a.png", a);
                Add("my results/b.png", b);
                break;
            case "mac":
                Add("masks/a.png", a);
                Add("masks/b.png", b);
                Add("__MACOSX/masks/._a.png", [0, 5, 22, 7]);
                Add("masks/.DS_Store", [0, 0, 0, 1]);
                break;
            case "incomplete":
                Add("a.png", a);
                break;
            case "hostile":
                // A PNG that ends in its header, under a name that a terminal would obey.
                Add("a.png", a[..30]);
                Add("b.png", b);
                Add("\u001b[2J::error::x.txt", [1]);
                break;
            case "no masks":
                Add("readme.txt", "hello"u8.ToArray());
                break;
            case "void":
                MaskFolder.Write(_folder["void", "a.png"], "0 0 0 0", "0 0 0 0");
                MaskFolder.Write(_folder["void", "b.png"], "0 0 0 0");
                Add("a.png", File.ReadAllBytes(_folder["void", "a.png"]));
                Add("b.png", File.ReadAllBytes(_folder["void", "b.png"]));
                break;
            default:
                Add("a.png", a);
                Add("b.png", b);
                break;
        }

        return path;

        void Add(string name, byte[] bytes)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }

    private void Make(string platform, string executable, params string[] options)
    {
        CliRun run = CliRun.Of([.. Words(platform, executable), .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    private string[] Words(string platform, string executable) =>
    [
        platform, GroundTruth, "--bundle", _folder["bundle"], "--title", "A \"quoted\" title", "--phase", "Test=2027-01-01..2027-02-01T12:30",
        "--columns", "meanIou,pixelAccuracy,kappa", "--executable", executable,
    ];

    // What is looked at: the magic number and the versions of symbols.
    private string FakeExecutable(int glibc)
    {
        string path = _folder[$"fake-{glibc}"];
        File.WriteAllBytes(path, [0x7F, .. Encoding.ASCII.GetBytes($"ELF GLIBC_2.2.5 GLIBC_2.{glibc}\0GLIBC_2.17\0")]);
        return path;
    }

    private void MakeToRun(string platform, params string[] options)
    {
        ToolProcess.SkipUnlessLinux();
        bool isNative = ToolProcess.Other is string native && !File.Exists($"{native}.dll");
        Make(platform, isNative ? ToolProcess.Other! : FakeExecutable(29), options);
        if (!isNative)
        {
            string path = _folder["bundle", $"{platform}.zip"];
            File.WriteAllBytes(path, WithScript(File.ReadAllBytes(path)));
        }
    }

    // The same zip, with a script for the executable, at any depth of zips.
    private static byte[] WithScript(byte[] bundle)
    {
        string script = $"#!/bin/sh\nexec {string.Join(' ', ToolProcess.CommandIn(ToolProcess.Other is null ? AppContext.BaseDirectory : Path.GetDirectoryName(Path.GetFullPath(ToolProcess.Other))!))} \"$@\"\n";
        using MemoryStream result = new();
        using (ZipArchive from = new(new MemoryStream(bundle)))
        using (ZipArchive to = new(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                using MemoryStream content = new();
                using (Stream packed = entry.Open())
                {
                    packed.CopyTo(content);
                }

                using Stream copy = to.CreateEntry(entry.FullName).Open();
                copy.Write(entry.Name switch
                {
                    "ade20k-eval" => Encoding.UTF8.GetBytes(script),
                    "evaluation_script.zip" => WithScript(content.ToArray()),
                    _ => content.ToArray(),
                });
            }
        }

        return result.ToArray();
    }

    private static JsonDocument Python(string script, params string[] arguments)
    {
        using Process? python = Start();
        if (python is null)
        {
            Assert.Ignore("Needs python3.");
        }

        Task<string> error = python.StandardError.ReadToEndAsync();
        string output = python.StandardOutput.ReadToEnd();
        Assert.That(python.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
        Assert.That(python.ExitCode, Is.Zero, error.Result);
        return JsonDocument.Parse(output);

        Process? Start()
        {
            try
            {
                string path = Path.Combine(TestFolders.Repository, "tests", "Ade20kEval.Tests", "Cli", "Hosting", script);
                return Process.Start(new ProcessStartInfo("python3", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true });
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }
        }
    }
}
