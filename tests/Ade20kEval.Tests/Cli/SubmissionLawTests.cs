using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.Processes;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What holds of every submission: what is packed is valid and scores as its masks do, those who check agree, and nobody learns of labels by handing in what is broken.</summary>
public sealed class SubmissionLawTests
{
    private const int Rounds = 40;

    // The images of a challenge.
    private static readonly (string Name, int Width, int Height)[] s_images = [("a", 4, 3), ("b", 5, 2), ("c", 2, 6), ("d", 7, 3), ("e", 3, 3)];

    private static readonly string[] s_names = ["ADE_val_00000001", "b", "Straße", "with space", "a.b", "x'y", "UPPER", "日本", "#1", "100%"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Whatever_pack_accepts_validate_accepts_and_scores_as_the_folder_does([Range(0, Rounds - 1)] int seed)
    {
        Random random = new(seed);
        bool hasIndices = random.Next(2) == 0;
        string ending = random.Next(3) == 0 ? "_pred" : "";
        bool changesCase = random.Next(3) == 0;
        foreach (string name in s_names.OrderBy(_ => random.Next()).Take(1 + random.Next(4)))
        {
            int width = 1 + random.Next(9), height = 1 + random.Next(9);
            _folder.Write($"labels/{name}.png", Png(width, height, Values(random, width * height, 0, 151)));

            // One in thirty masks has a value that no class has: it is not packed.
            byte[] mask = Values(random, width * height, hasIndices ? 0 : 1, hasIndices ? 150 : random.Next(30) == 0 ? 160 : 151);
            string other = changesCase ? name.ToUpperInvariant() : name;
            (string extension, byte[] bytes) = Form(random.Next(4), width, height, mask);
            _folder.Write($"masks/{(random.Next(4) == 0 ? "sub/" : "")}{other}{ending}{extension}", bytes);
            _folder.Write($"clean/{name}{extension}", bytes);
        }

        string[] held = hasIndices ? ["--prediction-labels", "indices"] : [];
        CliRun packed = CliRun.Of(["pack", _folder["masks"], "--out", _folder["x.zip"], "--ground-truth", _folder["labels"], .. held]);
        if (packed.ExitCode != ExitCode.Done)
        {
            Assert.That((packed.ExitCode, File.Exists(_folder["x.zip"])), Is.EqualTo((ExitCode.BadInput, false)), packed.Error);
            Assert.That(packed.Error, Does.Contain("expected 1..150"));
            return;
        }

        CliRun validated = CliRun.Of("validate", _folder["x.zip"], "--ground-truth", _folder["labels"]);
        CliRun ofZip = CliRun.Of("score", _folder["x.zip"], _folder["labels"], "--protocol", "all", "--ci", "none", "--json");
        CliRun ofFolder = CliRun.Of(["score", _folder["clean"], _folder["labels"], "--protocol", "all", "--ci", "none", "--json", .. held]);

        Assert.That(validated.ExitCode, Is.Zero, validated.Output);
        Assert.That(ofFolder.ExitCode, Is.Zero, ofFolder.Error);
        using JsonDocument zip = JsonDocument.Parse(ofZip.Output), folder = JsonDocument.Parse(ofFolder.Output);
        Assert.That(Scores(zip), Is.EqualTo(Scores(folder)), packed.Output);

        // Why a protocol's original fails names a value, which is another one with indices.
        static IEnumerable<string> Scores(JsonDocument run) => run.RootElement.GetProperty("scores").EnumerateObject().Select(scores => $"{scores.Name} {(scores.Value.TryGetProperty("error", out _) ? "fails" : scores.Value.GetRawText())}");
    }

    // Names that a folder may hold and no archive.
    [TestCase("a\\b")]
    [TestCase("a\u0001b")]
    [TestCase("C:x")]
    public void What_no_archive_may_hold_is_not_packed(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Its file system has no such names.");
        }

        _folder.WriteMask($"masks/{name}.png", 4, 3, 1);

        CliRun run = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"]);

        Assert.That((run.ExitCode, File.Exists(_folder["x.zip"])), Is.EqualTo((ExitCode.BadInput, false)), run.Output);
        Assert.That(run.Error, Does.Contain("x.zip").Or.Contain("holds a backslash"));
    }

    [Test]
    public void Masks_of_Cityscapes_are_packed_under_the_names_that_score_pairs()
    {
        _folder.WriteMask("gtFine/val/ulm/ulm_000000_000019_gtFine_labelIds.png", 4, 3, 7, 8);
        _folder.WriteMask("gtFine/val/ulm/ulm_000000_000019_gtFine_instanceIds.png", 4, 3, 7, 8);
        _folder.WriteMask("masks/ulm_000000_000019_leftImg8bit.png", 4, 3, 7, 7);

        CliRun packed = CliRun.Of("pack", _folder["masks"], "--out", _folder["x.zip"], "--ground-truth", _folder["gtFine"], "--dataset", "cityscapes-19");

        Assert.That(packed.ExitCode, Is.Zero, packed.Error);
        using ZipArchive zip = ZipFile.OpenRead(_folder["x.zip"]);
        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(new[] { "ulm_000000_000019.png" }));
        Assert.That(CliRun.Of("validate", _folder["x.zip"], "--ground-truth", _folder["gtFine"], "--dataset", "cityscapes-19").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("score", _folder["x.zip"], _folder["gtFine"], "--dataset", "cityscapes-19").ExitCode, Is.Zero);
    }

    [Test]
    public void A_zip_has_the_same_bytes_in_another_time_zone_language_umask_folder_order_and_at_another_time()
    {
        ToolProcess.SkipUnlessLinux();
        string[] names = ["c", "a", "b"];
        foreach (string name in names)
        {
            _folder.WriteMask($"one/{name}.png", 40, 30, 1, 2, 3);
        }

        foreach (string name in names.Reverse())
        {
            _folder.WriteMask($"two/{name}.png", 40, 30, 1, 2, 3);
            File.SetLastWriteTimeUtc(_folder["two", $"{name}.png"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        ToolProcess first = ToolProcess.Shell("umask 022; exec \"$@\"", new Dictionary<string, string> { ["TZ"] = "UTC", ["LANG"] = "C" }, "pack", _folder["one"], "--out", _folder["one.zip"]);
        ToolProcess second = ToolProcess.Shell("umask 077; cd /; exec \"$@\"", new Dictionary<string, string> { ["TZ"] = "Pacific/Auckland", ["LANG"] = "tr_TR.UTF-8" }, "pack", _folder["two"], "--out", _folder["two.zip"]);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.Error + second.Error);
        Assert.That(File.ReadAllBytes(_folder["two.zip"]), Is.EqualTo(File.ReadAllBytes(_folder["one.zip"])));
    }

    [Test]
    public void The_three_who_check_a_submission_say_the_same([Range(0, 11)] int seed)
    {
        WriteLabels("labels", seed);
        string zip = Broken(new Random(seed));
        Init("labels");

        string validated = CliRun.Of("validate", zip, "--ground-truth", _folder["labels"]).Output;
        CliRun added = CliRun.Of(Add("labels", zip));
        CliRun hosted = CliRun.Of("score", zip, _folder["labels"], "--for-participants", _folder["scores.json"]);

        Assert.That(validated, Does.Contain("not valid: "));
        Assert.That(added.Error, Does.Contain(validated).And.Contains("Recorded as a failed attempt"));
        Assert.That((hosted.ExitCode, hosted.Output, File.Exists(_folder["scores.json"])), Is.EqualTo((ExitCode.BadInput, "", false)));
        Assert.That(hosted.Error, Is.EqualTo("The submission was not scored:\n" + validated.Replace("x.zip", "submission", StringComparison.Ordinal)));
    }

    // Everything that participants get to see of a broken submission, against two sets of labels that differ in their pixels alone.
    [Test]
    public void What_a_participant_is_told_of_a_broken_submission_does_not_depend_on_labels([Range(0, 15)] int seed)
    {
        string Told(string labels, int values)
        {
            WriteLabels(labels, values);
            string zip = Broken(new Random(seed));
            Init(labels);
            StringBuilder told = new();
            foreach (string[] words in new[] { new[] { "validate", zip, "--ground-truth", _folder[labels] }, ["validate", zip, "--ground-truth", _folder[labels], "--json"], ["score", zip, _folder[labels], "--for-participants", _folder[labels + ".scores"]], Add(labels, zip) })
            {
                CliRun run = CliRun.Of(words);
                told.Append(CultureInfo.InvariantCulture, $"{words[0]}: {run.ExitCode}\n{run.Output}{run.Error}");
            }

            CliRun.Of("score", zip, _folder[labels], "--keep-going", "--out", _folder["out " + labels]);
            string error = _folder["out " + labels, "error.json"];
            told.Append(File.Exists(error) ? File.ReadAllText(error) : "no error.json\n");
            StoredEntry failed = Board.Open(_folder["board of " + labels]).Entries.Single();
            return told.Append(Encoding.UTF8.GetString(failed.Entry.ToJson())).ToString().Replace(_folder[labels], "LABELS", StringComparison.Ordinal);
        }

        string first = Told("labels", 1);

        Assert.That(first, Does.Contain("not valid: ").And.Contains("Recorded as a failed attempt").And.Contains("\"failed\""));
        Assert.That(Told("lapels", 2), Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(_folder["lapels", "b.png"]), Is.Not.EqualTo(File.ReadAllBytes(_folder["labels", "b.png"])), "they do differ");
    }

    [TestCase("codabench", "--image", "py312")]
    [TestCase("evalai", "--remote", "")]
    public void What_a_challenge_hands_out_does_not_depend_on_labels(string platform, string option, string value)
    {
        _folder.Write("tool", [0x7F, .. "ELF GLIBC_2.2.5\0"u8]);
        SortedDictionary<string, string> HandedOut(string labels, int values)
        {
            WriteLabels(labels, values);
            CliRun run = CliRun.Of([platform, _folder[labels], "--bundle", _folder["bundle"], "--title", "T", "--phase", "A=2027-01-01..2027-02-01", "--executable", _folder["tool"], option, .. value.Length > 0 ? (string[])[value] : []]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            SortedDictionary<string, string> files = new(StringComparer.Ordinal);
            foreach (string file in Directory.GetFiles(_folder["bundle"]))
            {
                using ZipArchive zip = ZipFile.OpenRead(file);
                foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.Name != "ground-truth.zip"))
                {
                    using Stream stream = entry.Open();
                    using MemoryStream bytes = new();
                    stream.CopyTo(bytes);
                    files[$"{Path.GetFileName(file)}/{entry.FullName}"] = Convert.ToBase64String(bytes.ToArray());
                }
            }

            return files;
        }

        SortedDictionary<string, string> first = HandedOut("labels", 1);

        Assert.That(first.Keys, Has.Some.Contains("images.csv"));
        Assert.That(HandedOut("lapels", 2), Is.EqualTo(first));
    }

    private void Init(string labels)
    {
        CliRun run = CliRun.Of("leaderboard", "init", _folder["board of " + labels], "--title", "Test", "--ground-truth", _folder[labels]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    private string[] Add(string labels, string zip) => ["leaderboard", "add", _folder["board of " + labels], zip, "--ground-truth", _folder[labels], "--team", "A", "--method", "Net", "--date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];

    private void WriteLabels(string folder, int seed)
    {
        Random random = new(seed);
        foreach ((string name, int width, int height) in s_images)
        {
            _folder.Write($"{folder}/{name}.png", Png(width, height, Values(random, width * height, 0, 151)));
        }
    }

    // Masks of the same images with one to three kinds of fault.
    private string Broken(Random random)
    {
        HashSet<int> faults = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Next(8))];
        string path = _folder["x.zip"];
        File.Delete(path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, int width, int height) in s_images)
        {
            byte[] mask = Values(random, width * height, 1, 151);
            switch (name)
            {
                case "a" when faults.Contains(0):
                    break;
                case "b" when faults.Contains(1):
                    mask[0] = 222;
                    Put("b.png", Png(width, height, mask));
                    break;
                case "c" when faults.Contains(2):
                    Put("c.png", Png(width + 1, height, Values(random, (width + 1) * height, 1, 151)));
                    break;
                case "d" when faults.Contains(3):
                    Put("d.npy", Form(1, width, height, mask).Bytes);
                    break;
                case "e" when faults.Contains(4):
                    Put("e.png", Png(width, height, mask)[..40]);
                    break;
                default:
                    Put($"{name}.png", Png(width, height, mask));
                    break;
            }
        }

        if (faults.Contains(5))
        {
            Put("z.png", Png(4, 3, new byte[12]));
        }

        if (faults.Contains(6))
        {
            using MemoryStream rgb = new();
            PngWriter.WriteRgb8(rgb, new byte[36], 4, 3);
            Put("drawing.png", rgb.ToArray());
        }

        if (faults.Contains(7))
        {
            Put("more/b.png", Png(4, 3, new byte[12]));
        }

        return path;

        void Put(string name, byte[] bytes)
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }

    private static byte[] Values(Random random, int count, int first, int beyond)
    {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (byte)random.Next(first, beyond);
        }

        return values;
    }

    private static (string Extension, byte[] Bytes) Form(int form, int width, int height, byte[] values)
    {
        using MemoryStream stream = new();
        switch (form)
        {
            case 0:
                PngWriter.WriteGray16(stream, [.. values.Select(value => (ushort)value)], width, height);
                return (".png", stream.ToArray());
            case 1:
                string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({height}, {width}), }}").PadRight(117) + "\n";
                return (".npy", [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. values]);
            default:
                return (".png", Png(width, height, values));
        }
    }

    private static byte[] Png(int width, int height, byte[] values)
    {
        using MemoryStream stream = new();
        PngWriter.WriteGray8(stream, values, width, height);
        return stream.ToArray();
    }
}
