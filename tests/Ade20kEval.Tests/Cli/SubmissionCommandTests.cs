using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
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
        yield return Zip("two dots", new ZipForge().Add("../a.png", s_png));
        yield return Zip("two dots further on", new ZipForge().Add("x/../../a.png", s_png));
        yield return Zip("absolute", new ZipForge().Add("/a.png", s_png));
        yield return Zip("drive", new ZipForge().Add("C:\\a.png", s_png));
        yield return Zip("drive without a root", new ZipForge().Add("C:a.png", s_png));
        yield return Zip("backslashes", new ZipForge().Add("..\\a.png", s_png));
        yield return Zip("server", new ZipForge().Add("\\\\server\\share\\a.png", s_png));
        yield return Zip("NUL", new ZipForge().Add("a\0.png", s_png));
        yield return Zip("long name", new ZipForge().Add(new string('x', 300) + ".png", s_png));
        yield return Zip("lying size", new ZipForge().Add("a.png", s_png, zip64: true, packedBytes: 10L << 30, unpackedBytes: 10L << 30));
        yield return Zip("size that is too small", new ZipForge().Add("a.png", s_png, deflate: true, unpackedBytes: 10));
        yield return Zip("size that is too large", new ZipForge().Add("a.png", s_png, deflate: true, unpackedBytes: s_png.Length + 100));
        yield return Zip("overlap", new ZipForge().Add("a.png", s_png).Add("b.png", s_png, headerOffset: 0, localName: "a.png"));
        yield return Zip("overlap that declares 10 GB", Overlapping());
        yield return Zip("bomb", new ZipForge().Add("a.png", new byte[60 << 20], deflate: true));
        yield return Zip("nested", new ZipForge().Add("a.png", s_png).Add("b.zip", [0x50, 0x4B, 3, 4]));
        yield return Zip("encrypted", new ZipForge().Add("a.png", s_png, flags: 0x801));
        yield return Zip("symlink", new ZipForge().Add("a.png", "b.png"u8.ToArray(), unixMode: 0xA1FF));
        yield return Zip("wrong CRC-32", new ZipForge().Add("a.png", s_png, crc: 1));
        yield return Zip("wrong CRC-32, packed", new ZipForge().Add("a.png", s_png, deflate: true, crc: 1));
        yield return Zip("duplicate", new ZipForge().Add("a.png", s_png).Add("a.png", s_png));
        yield return Tar("two dots", Entry("../a.png"));
        yield return Tar("absolute", Entry("/a.png"));
        yield return Tar("backslashes", Entry("..\\a.png"));
        yield return Tar("symlink", new PaxTarEntry(TarEntryType.SymbolicLink, "a.png") { LinkName = "/etc/passwd" });
        yield return Tar("hard link", new PaxTarEntry(TarEntryType.HardLink, "a.png") { LinkName = "b.png" });
        yield return Tar("pipe", new PaxTarEntry(TarEntryType.Fifo, "a.png"));
        yield return Tar("device", new PaxTarEntry(TarEntryType.CharacterDevice, "a.png") { DeviceMajor = 1, DeviceMinor = 5 });
        yield return Tar("nested", Entry("a.png"), Entry("b.tar"));
        yield return Tar("duplicate", Entry("a.png"), Entry("a.png"));
        yield return new TestCaseData(Lying(Packed(Entry("a.png"))), "x.tar").SetArgDisplayNames("tar: lying size");
        yield return new TestCaseData(Gzip(new byte[64 << 20]), "x.tar.gz").SetArgDisplayNames("tar.gz: bomb");
        yield return new TestCaseData((byte[])[.. Gzip(new byte[64 << 20])[..^4], 0, 4, 0, 0], "x.tar.gz").SetArgDisplayNames("tar.gz: bomb that says it is small");

        static TestCaseData Zip(string name, ZipForge zip) => new TestCaseData(zip.ToArray(), "x.zip").SetArgDisplayNames(name);
        static TestCaseData Tar(string name, params TarEntry[] entries) => new TestCaseData(Packed(entries), "x.tar").SetArgDisplayNames($"tar: {name}");
        static PaxTarEntry Entry(string name) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(s_png) };
    }

    [TestCaseSource(nameof(Faults))]
    public void Every_fault_of_an_archive_is_refused_in_a_second_and_64_MiB(byte[] archive, string file)
    {
        string path = _folder.Write(file, archive);
        string names = _folder.Write("names.txt", "a\n");
        Validate(path, names);
        for (int attempt = 1; ; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            CliRun run = Validate(path, names);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output + run.Error);
            Assert.That(run.Output, Does.Contain(file).Or.Contain("a.png").And.Not.Contains(_folder.Path));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 20));
            if (seconds < 1 || attempt == 3)
            {
                Assert.That(seconds, Is.LessThan(1));
                return;
            }
        }
    }

    // A thousand names of the same ten megabytes of zeros, which pack to ten kilobytes.
    private static ZipForge Overlapping()
    {
        const int Length = 10 << 20;
        ZipForge zip = new ZipForge().Add("a.png", new byte[Length], deflate: true);
        int packed = zip.ToArray().Length;
        for (int i = 0; i < 1000; i++)
        {
            zip.Add($"{i}.png", [], method: 8, packedBytes: packed / 2, unpackedBytes: Length, headerOffset: 0, localName: "a.png");
        }

        return zip;
    }

    private static byte[] Packed(params TarEntry[] entries)
    {
        using MemoryStream stream = new();
        using (TarWriter tar = new(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (TarEntry entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return stream.ToArray();
    }

    // The last header before the content says 8 GB; its checksum is mended.
    private static byte[] Lying(byte[] tar)
    {
        const int Block = 512, SizeAt = 124, SumAt = 148, SumLength = 8;
        int header = tar.AsSpan().IndexOf(s_png) - Block;
        Encoding.ASCII.GetBytes("77777777777\0").CopyTo(tar, header + SizeAt);
        tar.AsSpan(header + SumAt, SumLength).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in tar.AsSpan(header, Block))
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, header + SumAt);
        return tar;
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    [Test]
    public void Junk_and_one_folder_around_everything_are_forgiven_and_said()
    {
        string path = _folder.Write("x.zip", new ZipForge().Add("pred/", [], unixMode: 0x41ED).Add("pred/a.png", s_png).Add("pred/.DS_Store", [1]).Add("__MACOSX/pred/._a.png", [1]).ToArray());
        CliRun run = Validate(path, _folder.Write("names.txt", "a,4,3\n"));

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
    public void A_list_without_sizes_is_said_to_be_one_and_a_name_may_hold_a_point()
    {
        _folder.WriteMask("s/frame.0001.png");
        _folder.WriteMask("s/b.png");

        Assert.That(Validate(_folder["s"], _folder.Write("names.txt", "frame.0001\nimages/b.jpg\n")).Output, Is.EqualTo("note: the list of images says no sizes, so that wrong ones were not looked for\nvalid: 2 masks\n"));
    }

    [Test]
    public void Labels_without_a_mask_are_an_error_and_no_fault_of_the_submission()
    {
        _folder.WriteMask("s/a.png");
        _folder.MakeFolder("empty");

        CliRun run = CliRun.Of("validate", _folder["s"], "--ground-truth", _folder["empty"]);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((ExitCode.BadInput, "")));
        Assert.That(run.Error, Does.Contain("empty: holds no mask, so that nobody knows which images there must be."));
    }

    // Messages of readers advise what those who score can ask for; whoever hands in can only save masks otherwise.
    [Test]
    public void A_participant_is_not_advised_what_only_the_host_can_do()
    {
        using MemoryStream rgb = new();
        Ade20kEval.Formats.Png.PngWriter.WriteRgb8(rgb, new byte[36], 4, 3);
        _folder.Write("s/a.png", rgb.ToArray());
        _folder.WriteMask("labels/a.png");

        CliRun checkedAtHome = CliRun.Of("validate", _folder["s"], "--ground-truth", _folder["labels"]);
        CliRun hosted = CliRun.Of("score", _folder["s"], _folder["labels"], "--for-participants", _folder["scores.json"]);

        Assert.That(checkedAtHome.Output, Does.Contain("masks that cannot be read: 1\n  a.png: is an RGB PNG of 8 bits a sample; expected one sample a pixel (gray, or palette indices)\n"));
        Assert.That(hosted.Error, Is.EqualTo("The submission was not scored:\n" + checkedAtHome.Output));
        Assert.That(Ade20kEval.Text.Advice.All.Where(advice => checkedAtHome.Output.Contains(advice.Words, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Paths_are_not_told_however_they_are_written()
    {
        _folder.WriteMask("s/a.png", 4, 3, 200);
        _folder.Write("s/b.png", "no picture at all, but long enough to be taken for one by its length alone");

        foreach (string path in new[] { _folder["s"], _folder["s"] + "/", Path.Combine(_folder.Path, ".", "s"), Path.Combine(_folder["s"], "..", "s") })
        {
            CliRun run = CliRun.Of("validate", path);
            Assert.That(run.Output, Does.Contain("\n  b.png: ").And.Contains("\n  a.png: 200\n").And.Not.Contains(Path.GetFileName(_folder.Path)), path);
        }
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
    public void An_empty_mask_is_named_without_the_folders_of_whoever_checks()
    {
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_TOOL") is { Length: > 0 })
        {
            Assert.Ignore("Paths are relative to the folder of this process.");
        }

        _folder.WriteMask("labels/a.png", 4, 3, 1);
        _folder.Write("s/a.png", "");
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder["s"]);

        foreach (string path in new[] { relative, _folder["s"] })
        {
            CliRun hosted = CliRun.Of("score", path, _folder["labels"], "--for-participants", _folder["scores.json"]);

            Assert.That(hosted.ExitCode, Is.EqualTo(ExitCode.BadInput));
            Assert.That(hosted.Error, Does.Contain("\n  a.png: is empty").And.Not.Contains("/a.png"));
        }
    }

    // A wrong guess would hand in one image's mask as another's, so what may be a part of a name is no ending.
    [TestCase("img1 img2 img3", "img11 img21 img31")]
    [TestCase("1 2 3", "2 3 17")]
    [TestCase("scene_1 scene_10", "scene_10 scene_100")]
    [TestCase("scene_1 scene_2 scene_0003", "scene_1 scene_2 scene_0003_old")]
    [TestCase("a_1 a_1_1", "a_1_1 a_1_1_1")]
    [TestCase("a b", "a_pred b_old")]
    [TestCase("a b", "a B_pred")]
    public void An_ending_that_may_be_a_part_of_a_name_is_not_taken_off(string images, string masks)
    {
        foreach (string mask in masks.Split(' '))
        {
            _folder.WriteMask($"masks/{mask}.png", 4, 3, 7);
        }

        CliRun run = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"], "--names", _folder.Write("names.txt", images.Replace(' ', '\n') + "\n"));

        Assert.That((run.ExitCode, run.Output, File.Exists(_folder["x.zip"])), Is.EqualTo((ExitCode.BadInput, "", false)));
        Assert.That(run.Error, Does.Contain("belongs to no image").And.Contains("has no mask"));
    }

    [Test]
    public void What_was_renamed_is_listed_the_first_ten_of_it()
    {
        string[] images = [.. Enumerable.Range(1, 12).Select(i => $"scene_{i:D2}")];
        foreach (string image in images)
        {
            _folder.WriteMask($"masks/{image}_pred.png", 4, 3, 7);
        }

        CliRun run = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"], "--names", _folder.Write("names.txt", string.Join('\n', images)));

        Assert.That(run.Output, Does.Contain("12 masks, 12 renamed after their images\n  scene_01_pred.png -> scene_01.png\n").And.Contains("  scene_10_pred.png -> scene_10.png\n  and 2 more\n").And.Not.Contains("scene_11"), run.Error);
    }

    [Test]
    public void Masks_in_any_form_that_score_reads_are_packed_and_void_stays_void()
    {
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 3), }".PadRight(117) + "\n"), 0, 149, 7];
        _folder.Write("masks/a.npy", npy);

        CliRun run = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"], "--from", "indices");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using MaskSource packed = MaskSource.Open(_folder["x.zip"]);
        LabelMap map = new();
        using MaskReader reader = packed.CreateReader();
        reader.Read(packed.Entries[0], map);
        Assert.That((map[0, 0], map[0, 1], map[0, 2]), Is.EqualTo((1, 150, 8)));
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
