using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Hosting;

/// <summary>Makes bundles, and runs them by the platforms' own steps, which need Python.</summary>
/// <remarks>
/// Where ADE20KEVAL_TOOL names the native executable, that one is bundled and run. Elsewhere bundles are made with a stand-in, and in the finished bundle a
/// line of shell takes its place that starts the tool which was built: all steps but the start are the same.
/// </remarks>
public abstract class BundleBench
{
    protected TemporaryFolder Folder { get; private set; } = null!;

    protected string GroundTruth => Folder["secret-labels"];

    [SetUp]
    public void MakeMasks()
    {
        Folder = new TemporaryFolder();
        MaskFolder.Write(Folder["secret-labels", "a.png"], "1 1 2 2", "1 1 2 0");
        MaskFolder.Write(Folder["secret-labels", "b.png"], "3 3 3 3");
        MaskFolder.Write(Folder["masks", "a.png"], "1 1 2 1", "1 1 2 1");
        MaskFolder.Write(Folder["masks", "b.png"], "3 3 3 4");
    }

    [TearDown]
    public void RemoveMasks() => Folder.Dispose();
    protected JsonDocument Codabench(string kind)
    {
        MakeToRun("codabench", "--image", "py312");
        return Python("codabench_worker.py", Folder["bundle", "codabench.zip"], Submission(kind), Folder["app"]);
    }

    protected JsonDocument EvalAi(string kind, string way)
    {
        MakeToRun("evalai", "--remote");
        return Python("evalai_worker.py", Folder["bundle", "evalai.zip"], Submission(kind), Folder["app"], way);
    }

    protected void AssertNothingHidden(JsonDocument answer)
    {
        string said = answer.RootElement.GetProperty("stdout").GetString() + answer.RootElement.GetProperty("stderr").GetString();
        Assert.That(said, Does.Not.Contain(Folder.Path).And.Not.Contains("input/re").And.Not.Contains("wall").And.Not.Contains("/tmp"));
        Assert.That(said, Has.Length.LessThan(3_000));
    }

    protected string Submission(string kind)
    {
        string path = Folder[$"{kind}.zip"];
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        byte[] a = File.ReadAllBytes(Folder["masks", "a.png"]);
        byte[] b = File.ReadAllBytes(Folder["masks", "b.png"]);
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
                MaskFolder.Write(Folder["void", "a.png"], "0 0 0 0", "0 0 0 0");
                MaskFolder.Write(Folder["void", "b.png"], "0 0 0 0");
                Add("a.png", File.ReadAllBytes(Folder["void", "a.png"]));
                Add("b.png", File.ReadAllBytes(Folder["void", "b.png"]));
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

    protected void MakeBoard(string options)
    {
        CliRun run = CliRun.Of(["leaderboard", "init", Folder["board"], "--title", "Streets", "--ground-truth", GroundTruth, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    protected string Description(string platform, string file, string name, params string[] options)
    {
        CliRun run = CliRun.Of([platform, GroundTruth, "--bundle", Folder["bundle"], "--executable", FakeExecutable(28), .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return Entry(file, name);
    }

    protected string Entry(string file, string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(Folder["bundle", file]);
        using StreamReader text = new(zip.GetEntry(name)!.Open());
        return text.ReadToEnd();
    }

    protected string InnerEntry(string file, string inner, string name)
    {
        using ZipArchive outer = ZipFile.OpenRead(Folder["bundle", file]);
        using Stream packed = outer.GetEntry(inner)!.Open();
        using ZipArchive zip = new(packed);
        using StreamReader text = new(zip.GetEntry(name)!.Open());
        return text.ReadToEnd();
    }

    protected void Make(string platform, string executable, params string[] options)
    {
        CliRun run = CliRun.Of([.. Words(platform, executable), .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    protected string[] Words(string platform, string executable) =>
    [
        platform, GroundTruth, "--bundle", Folder["bundle"], "--title", "A \"quoted\" title", "--phase", "Test=2027-01-01..2027-02-01T12:30",
        "--columns", "meanIou,pixelAccuracy,kappa", "--executable", executable,
    ];

    // What is looked at: the magic number and the versions of symbols.
    protected string FakeExecutable(int glibc)
    {
        string path = Folder[$"fake-{glibc}"];
        File.WriteAllBytes(path, [0x7F, .. Encoding.ASCII.GetBytes($"ELF GLIBC_2.2.5 GLIBC_2.{glibc}\0GLIBC_2.17\0")]);
        return path;
    }

    protected void MakeToRun(string platform, params string[] options)
    {
        ToolProcess.SkipUnlessLinux();
        bool isNative = ToolProcess.Other is string native && !File.Exists($"{native}.dll");
        Make(platform, isNative ? ToolProcess.Other! : FakeExecutable(29), [.. options.Where(option => option.Length > 0)]);
        foreach (string path in isNative ? [] : Directory.GetFiles(Folder["bundle"]))
        {
            File.WriteAllBytes(path, WithScript(File.ReadAllBytes(path)));
        }
    }

    // The same zip, with a script for the executable, at any depth of zips.
    protected static byte[] WithScript(byte[] bundle)
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

    protected static JsonDocument Python(string script, params string[] arguments)
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
