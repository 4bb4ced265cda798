using System.Diagnostics;
using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Masks;
using Ade20kEval.Tests.Formats.Archives;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary><c>validate</c> and <c>pack</c>: what the host will say, at home.</summary>
public sealed class SubmissionCommandTests
{
    private static readonly byte[] s_png = TemporaryFolder.Png(4, 3, 1, 2, 3);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    internal static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("two dots", new ZipForge().Add("../a.png", s_png));
        yield return Fault("absolute", new ZipForge().Add("/a.png", s_png));
        yield return Fault("drive", new ZipForge().Add("C:\\a.png", s_png));
        yield return Fault("NUL", new ZipForge().Add("a\0.png", s_png));
        yield return Fault("long name", new ZipForge().Add(new string('x', 300) + ".png", s_png));
        yield return Fault("lying size", new ZipForge().Add("a.png", s_png, zip64: true, packedBytes: 10L << 30, unpackedBytes: 10L << 30));
        yield return Fault("overlap", new ZipForge().Add("a.png", s_png).Add("b.png", s_png, headerOffset: 0, localName: "a.png"));
        yield return Fault("nested", new ZipForge().Add("a.png", s_png).Add("b.zip", [0x50, 0x4B, 3, 4]));
        yield return Fault("encrypted", new ZipForge().Add("a.png", s_png, flags: 0x801));
        yield return Fault("symlink", new ZipForge().Add("a.png", "b.png"u8.ToArray(), unixMode: 0xA1FF));
        yield return Fault("wrong CRC-32", new ZipForge().Add("a.png", s_png, crc: 1));
        yield return Fault("duplicate", new ZipForge().Add("a.png", s_png).Add("a.png", s_png));
        static TestCaseData Fault(string name, ZipForge zip) => new TestCaseData(zip.ToArray()).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Faults))]
    public void Every_fault_of_an_archive_is_refused_in_a_second_and_64_MiB(byte[] zip)
    {
        string path = _folder.Write("x.zip", zip);
        string names = _folder.Write("names.txt", "a\n");
        Validate(path, names);
        for (int attempt = 1; ; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            CliRun run = Validate(path, names);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output + run.Error);
            Assert.That(run.Output, Does.Contain("x.zip").Or.Contain("a.png").And.Not.Contains(_folder.Path));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 20));
            if (seconds < 1 || attempt == 3)
            {
                Assert.That(seconds, Is.LessThan(1));
                return;
            }
        }
    }

    [Test]
    public void Junk_and_one_folder_around_everything_are_forgiven_and_said()
    {
        string path = _folder.Write("x.zip", new ZipForge().Add("pred/", [], unixMode: 0x41ED).Add("pred/a.png", s_png).Add("pred/.DS_Store", [1]).Add("__MACOSX/pred/._a.png", [1]).ToArray());
        CliRun run = Validate(path, _folder.Write("names.txt", "a\n"));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Is.EqualTo("note: x.zip: 2 junk files skipped (.DS_Store, __MACOSX)\nnote: x.zip: everything is inside one folder 'pred/'\nvalid: 1 mask\n"));
    }

    [Test]
    public void All_kinds_of_fault_are_told_at_once_with_counts_and_the_first_ten_names()
    {
        _folder.WriteMask("s/a.png", 4, 3, 1);
        _folder.WriteMask("s/b.png", 5, 3, 1);
        _folder.WriteMask("s/c.png", 4, 3, 200);
        _folder.WriteMask("s/extra.png");
        _folder.Write("s/d.png", "no picture at all, but long enough to be taken for one by its length alone");
        string names = _folder.Write("names.csv", "name,width,height\na,4,3\nb,4,3\nc,4,3\nd,4,3\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"m{i:D2},4,3\n")));

        CliRun run = CliRun.Of("validate", _folder["s"], "--names", names, "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("findings").EnumerateArray().Select(f => $"{f.GetProperty("kind")} {f.GetProperty("count")} {f.GetProperty("cases").GetArrayLength()} {f.GetProperty("cases")[0]}"), Is.EqualTo(new[]
        {
            "extra 1 1 extra.png",
            "missing 12 10 m00",
            "size 1 1 b.png: 5 x 3, expected 4 x 3",
            $"unreadable 1 1 {json.RootElement.GetProperty("findings")[3].GetProperty("cases")[0]}",
            "values 1 1 c.png: 200",
        }));
        Assert.That(run.Output, Does.Not.Contain(_folder.Path));
    }

    [Test]
    public void The_2000_names_and_sizes_of_ADE20K_are_built_in()
    {
        // The first two images are 683 x 512 and 500 x 364; the others are missing.
        _folder.WriteMask("s/ADE_val_00000001.png", 683, 512, 1);
        _folder.WriteMask("s/ADE_val_00000002.png", 364, 500, 1);

        CliRun run = CliRun.Of("validate", _folder["s"], "--names", "ade20k-validation");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Output, Does.Contain("images without a mask: 1,998\n  ADE_val_00000003\n").And.Contains("ADE_val_00000002.png: 364 x 500, expected 500 x 364"));
        CliRun pack = CliRun.Of("pack", _folder["s"], "--out", _folder["x.zip"], "--names", "ade20k-validation");
        Assert.That(pack.Error, Does.Contain("1,998").And.Contains("ADE_val_00000003: has no mask"));
    }

    [Test]
    public void Without_a_list_it_is_said_that_names_and_sizes_were_not_looked_at()
    {
        _folder.WriteMask("s/a.png");

        Assert.That(CliRun.Of("validate", _folder["s"]).Output, Does.StartWith("note: nobody said which images there must be").And.EndsWith("valid: 1 mask\n"));
    }

    [Test]
    public void Other_formats_than_PNG_stay_unread_unless_they_are_asked_for()
    {
        _folder.Write("s/a.npy", "not even an array"u8.ToArray());

        CliRun run = CliRun.Of("validate", _folder["s"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Output, Does.Contain("files that are no PNG: 1\n  a.npy"));
    }

    [Test]
    public void A_faulty_ground_truth_is_told_to_the_host_alone()
    {
        _folder.WriteMask("s/a.png");
        _folder.Write("labels/a.png", "no picture at all, but long enough to be taken for one by its length alone");

        CliRun run = CliRun.Of("validate", _folder["s"], "--ground-truth", _folder["labels"], "--host-log", _folder["host.txt"]);

        Assert.That(run.Output, Does.Not.Contain("labels"));
        Assert.That(File.ReadAllText(_folder["host.txt"]), Does.Contain(_folder["labels"]));
    }

    [Test]
    public void What_is_packed_is_valid_and_has_the_same_bytes_each_time()
    {
        _folder.WriteMask("masks/A_pred.png", 4, 3, 0, 1, 149);
        _folder.WriteMask("masks/b_pred.png", 4, 3, 7);
        string names = _folder.Write("names.csv", "name,width,height\na,4,3\nb,4,3\n");

        CliRun run = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"], "--names", names, "--prediction-labels", "indices");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("2 masks, 2 renamed after their images, class indices written as label ids"));
        byte[] first = File.ReadAllBytes(_folder["x.zip"]);
        File.SetLastWriteTimeUtc(_folder["masks/A_pred.png"], new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));
        CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"], "--names", names, "--from", "indices");

        Assert.That(File.ReadAllBytes(_folder["x.zip"]), Is.EqualTo(first));
        Assert.That(Validate(_folder["x.zip"], names).Output, Is.EqualTo("valid: 2 masks\n"));
        using MaskSource packed = MaskSource.Open(_folder["x.zip"]);
        LabelMap map = new();
        using MaskReader reader = packed.CreateReader();
        reader.Read(packed.Entries[0], map);
        Assert.That((packed.Entries[0].RelativePath, map[0, 0], map[0, 1], map[0, 2]), Is.EqualTo(("a.png", 1, 2, 150)));
    }

    [Test]
    public void What_cannot_be_packed_leaves_no_file()
    {
        _folder.WriteMask("masks/a.png", 4, 3, 200);

        CliRun run = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("a.png: holds 200; expected 1..150"));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    private static CliRun Validate(string path, string names) => CliRun.Of("validate", path, "--names", names);
}
