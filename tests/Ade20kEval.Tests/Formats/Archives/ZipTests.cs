using System.IO.Compression;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Formats.Archives;

public sealed class ZipTests
{
    private static readonly byte[] s_png = TemporaryFolder.Png(4, 3, 1, 2, 3);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Every_file_of_a_zip_by_the_platform_is_read_as_it_was_packed(CompressionLevel level)
    {
        Dictionary<string, byte[]> files = [];
        using (ZipArchive zip = ZipFile.Open(_folder["pred.zip"], ZipArchiveMode.Create))
        {
            for (byte i = 0; i < 20; i++)
            {
                string name = $"sub/{i}.png";
                files[name] = TemporaryFolder.Png(10 + i, 7, i, 2, 3);
                using Stream stream = zip.CreateEntry(name, level).Open();
                stream.Write(files[name]);
            }
        }

        using MaskSource source = MaskSource.Open(_folder["pred.zip"]);
        using MaskReader reader = source.CreateReader();
        Assert.That(source.Name, Is.EqualTo("pred"));
        Assert.That(source.Entries, Has.Count.EqualTo(20));
        foreach (FileEntry entry in source.Entries)
        {
            Assert.That(reader.ReadBytes(entry).ToArray(), Is.EqualTo(files[entry.RelativePath]), entry.RelativePath);
            Assert.That(entry.LengthBytes, Is.EqualTo(files[entry.RelativePath].Length));
        }
    }

    [Test]
    public void A_zip_written_to_a_stream_without_seeking_is_read_though_its_local_headers_hold_no_lengths()
    {
        using MemoryStream bytes = new();
        using (ForwardOnlyStream forward = new(bytes))
        using (ZipArchive zip = new(forward, ZipArchiveMode.Create))
        {
            using Stream stream = zip.CreateEntry("a.png").Open();
            stream.Write(s_png);
        }

        Assert.That(ReadSingle(bytes.ToArray()), Is.EqualTo(s_png));
    }

    [TestCase(true, true)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void A_zip_with_64_bit_fields_is_read(bool inEntries, bool inEndRecord) =>
        Assert.That(ReadSingle(new ZipForge().Add("a.png", s_png, deflate: true, zip64: inEntries).ToArray(zip64: inEndRecord)), Is.EqualTo(s_png));

    [Test]
    public void Lies_in_64_bit_fields_are_refused()
    {
        Refused(new ZipForge().Add("a.png", s_png, zip64: true, packedBytes: 10L << 30, unpackedBytes: 10L << 30).ToArray(), "claims 10,737,418,240 bytes unpacked");
        Refused(new ZipForge().Add("a.png", s_png, zip64: true, headerOffset: 10L << 30).ToArray(), "overlaps");
        Refused(new ZipForge().Add("a.png", s_png, zip64: true, headerOffset: -1).ToArray(), "no valid 64-bit sizes");
        Refused(new ZipForge().Add("a.png", s_png).ToArray(zip64: true, directoryShift: -50), "The archive is damaged");
        byte[] noExtra = new ZipForge().Add("a.png", s_png, packedBytes: uint.MaxValue).ToArray();
        Refused(noExtra, "no valid 64-bit sizes");
    }

    [Test]
    public void Many_readers_of_one_zip_work_at_the_same_time()
    {
        ZipForge forge = new();
        for (int i = 0; i < 50; i++)
        {
            forge.Add($"{i:D2}.png", TemporaryFolder.Png(30, 20, (byte)i), deflate: i % 2 == 0);
        }

        _folder.Write("x.zip", forge.ToArray());
        using MaskSource source = MaskSource.Open(_folder["x.zip"]);
        Parallel.For(0, 8, _ =>
        {
            using MaskReader reader = source.CreateReader();
            LabelMap map = new();
            for (int i = 0; i < 50; i++)
            {
                reader.Read(source.Entries[i], map);
                Assert.That(map[0, 0], Is.EqualTo(i));
            }
        });
    }

    [Test]
    public void A_comment_that_looks_like_an_end_record_deceives_nobody() =>
        Assert.That(ReadSingle(new ZipForge().Add("a.png", s_png).ToArray(comment: "PK\u0005\u0006 and twenty more bytes of comment")), Is.EqualTo(s_png));

    [Test]
    public void Junk_is_skipped_and_one_wrapping_folder_is_said()
    {
        _folder.Write("x.zip", new ZipForge()
            .Add("pred/", [], unixMode: 0x41ED)
            .Add("pred/a.png", s_png)
            .Add("pred/.DS_Store", [1, 2])
            .Add("__MACOSX/pred/._a.png", [1, 2, 3])
            .ToArray());

        using MaskSource source = MaskSource.Open(_folder["x.zip"]);

        Assert.That(source.Entries.Select(e => e.RelativePath), Is.EqualTo(new[] { "pred/a.png" }));
        Assert.That(source.Notes, Is.EqualTo(new[]
        {
            $"{_folder["x.zip"]}: 2 junk files skipped (.DS_Store, __MACOSX)",
            $"{_folder["x.zip"]}: everything is inside one folder 'pred/'",
        }));
    }

    private static IEnumerable<TestCaseData> RefusedNames()
    {
        yield return Named("../a.png", "'..'");
        yield return Named("x/../../a.png", "'..'");
        yield return Named("/etc/a.png", "absolute");
        yield return Named("C:/a.png", "absolute");
        yield return Named("C:\\a.png", "absolute name");
        yield return Named("x\\..\\..\\a.png", "'..'");
        yield return Named("a.png\0.txt", "control character");
        yield return Named("a\n.png", "control character");
        yield return Named("x//a.png", "empty part");
        yield return Named("x/./a.png", "empty part or a '.'");
        yield return Named("", "empty name");
        yield return Named(new string('n', 252) + ".png", "256 bytes");
        yield return Named("1/2/3/4/5/6/7/8/9/a.png", "9 folders deep");

        static TestCaseData Named(string name, string expected) =>
            new TestCaseData(name, expected).SetArgDisplayNames(name.Length > 40 ? "long" : name.Replace("\0", "NUL").Replace("\n", "LF"), expected);
    }

    [TestCaseSource(nameof(RefusedNames))]
    public void A_name_that_cannot_be_trusted_is_refused(string name, string expected) =>
        Refused(new ZipForge().Add(name, s_png).Add("good.png", s_png).ToArray(), expected);

    [TestCase("1/2/3/4/5/6/7/8/a.png", "1/2/3/4/5/6/7/8/a.png")]
    [TestCase("a..b.png", "a..b.png")]
    [TestCase("./a.png", "a.png")]
    [TestCase("ä/日本.png", "ä/日本.png")]
    public void A_name_that_only_looks_odd_is_accepted(string name, string expected)
    {
        _folder.Write("x.zip", new ZipForge().Add(name, s_png).ToArray());
        using MaskSource source = MaskSource.Open(_folder["x.zip"]);
        Assert.That(source.Entries.Select(e => e.RelativePath), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void A_name_that_is_no_UTF_8_is_of_code_page_437_as_old_Windows_wrote_it() =>
        Assert.That(Names(new ZipForge().Add("", s_png, flags: 0, rawName: [0x84, .. ".png"u8]).ToArray()), Is.EqualTo(new[] { "ä.png" }));

    [Test]
    public void Backslashes_separate_folders_where_no_name_has_a_slash() =>
        Assert.That(Names(new ZipForge().Add("x\\a.png", s_png).Add("x\\b.png", s_png).ToArray()), Is.EqualTo(new[] { "a.png", "b.png" }));

    [TestCase((ushort)0x0001)]
    [TestCase((ushort)0x0041)]
    [TestCase((ushort)0x2001)]
    public void An_encrypted_entry_is_refused(ushort flags) =>
        Refused(new ZipForge().Add("a.png", s_png, flags: flags).ToArray(), "'a.png' is encrypted");

    [TestCase(0xA1FFu, "symbolic link")]
    [TestCase(0x1180u, "device, pipe or socket")]
    [TestCase(0x2180u, "device, pipe or socket")]
    public void An_entry_that_is_no_plain_file_is_refused(uint mode, string expected) =>
        Refused(new ZipForge().Add("a.png", s_png, unixMode: mode).ToArray(), expected);

    [TestCase("more.zip")]
    [TestCase("more.tar.gz")]
    [TestCase("more.7Z")]
    public void An_archive_inside_the_archive_is_refused(string name) =>
        Refused(new ZipForge().Add("a.png", s_png).Add(name, s_png).ToArray(), $"'{name}' is an archive inside the archive");

    [Test]
    public void A_method_that_nobody_needs_is_refused() =>
        Refused(new ZipForge().Add("a.png", s_png, method: 12).ToArray(), "packed by method 12");

    [Test]
    public void Two_entries_of_one_name_are_refused() =>
        Refused(new ZipForge().Add("a.png", s_png).Add("b.png", s_png).Add("./a.png", s_png).ToArray(), "'a.png' is there more than once");

    [TestCase(true)]
    [TestCase(false)]
    public void A_wrong_crc_is_an_error_of_that_mask(bool deflate) =>
        RefusedWhenRead(new ZipForge().Add("a.png", s_png, deflate, crc: 0xDEADBEEF).ToArray(), "the archive says DEADBEEF");

    [Test]
    public void A_flipped_bit_in_stored_bytes_is_an_error_of_that_mask()
    {
        byte[] zip = new ZipForge().Add("a.png", s_png).ToArray();
        zip[30 + 5 + 40] ^= 1;   // local header, name, then the PNG's bytes
        RefusedWhenRead(zip, "CRC-32");
    }

    [TestCase(1, "fewer")]
    [TestCase(-1, "more")]
    public void An_unpacked_length_that_lies_is_an_error_of_that_mask(int difference, string expected) =>
        RefusedWhenRead(new ZipForge().Add("a.png", s_png, deflate: true, unpackedBytes: s_png.Length + difference).ToArray(), expected);

    [Test]
    public void A_stored_entry_with_two_lengths_is_refused() =>
        Refused(new ZipForge().Add("a.png", s_png, unpackedBytes: 5).ToArray(), "stored as it is");

    [Test]
    public void A_local_header_that_differs_from_the_directory_is_an_error_of_that_mask()
    {
        RefusedWhenRead(new ZipForge().Add("a.png", s_png, localName: "b.png").ToArray(), "differ in the name");
        RefusedWhenRead(new ZipForge().Add("a.png", s_png, localCrc: 1).ToArray(), "differ in lengths or CRC-32");
    }

    [Test]
    public void Packed_bytes_that_are_no_deflate_stream_are_an_error_of_that_mask() =>
        RefusedWhenRead(new ZipForge().Add("a.png", s_png, method: 8).ToArray(), "no deflate stream");

    [Test]
    public void An_entry_that_promises_far_more_than_it_holds_is_refused() =>
        Refused(new ZipForge().Add("a.png", new byte[2 << 20], deflate: true).ToArray(), "expected at most 200 times as many");

    [Test]
    public void An_entry_above_the_file_limit_is_refused() =>
        Refused(new ZipForge().Add("a.png", s_png, deflate: true, unpackedBytes: 65L << 20).ToArray(), "expected at most 67,108,864");

    [Test]
    public void Entries_that_share_their_bytes_are_refused()
    {
        // As in overlapping zip bombs: thousands of directory entries, one kernel of bytes.
        ZipForge forge = new ZipForge().Add("0.png", new byte[1 << 20], deflate: true);
        for (int i = 1; i < 1000; i++)
        {
            forge.Add($"{i}.png", [], deflate: true, headerOffset: 0, packedBytes: 1000, unpackedBytes: 1 << 20, method: 8);
        }

        Refused(forge.ToArray(), "overlaps");
    }

    [Test]
    public void Entries_that_nest_one_inside_the_other_are_refused()
    {
        byte[] inner = new ZipForge().Add("inner.png", s_png).ToArray();
        ZipForge forge = new();
        forge.Add("outer.png", inner);
        forge.Add("inner.png", s_png, headerOffset: 30 + "outer.png".Length);
        Refused(forge.ToArray(), "overlaps");
    }

    [Test]
    public void All_that_is_wrong_is_told_at_once_up_to_ten_and_the_total()
    {
        ZipForge forge = new();
        for (int i = 0; i < 25; i++)
        {
            forge.Add($"../{i:D2}.png", s_png);
        }

        string message = Refused(forge.ToArray(), "refused for 25 of its entries");
        Assert.That(message.Split('\n'), Has.Length.EqualTo(1 + 10 + 1 + 1));
        Assert.That(message, Does.Contain("'../09.png' has '..' in its name").And.Contain("and 15 more").And.Not.Contain("'../10.png'"));
    }

    [Test]
    public void More_entries_than_the_limit_are_refused_before_they_are_read()
    {
        _folder.Write("x.zip", new ZipForge().Add("a.png", s_png).Add("b.png", s_png).ToArray());
        Assert.That(
            () => MaskSource.Open(_folder["x.zip"], new MaskSourceOptions { Archive = new ArchiveLimits { MaxEntries = 1 } }),
            Throws.TypeOf<InputException>().With.Message.Contains("has 2 entries; expected at most 1."));
    }

    [Test]
    public void An_entry_count_that_lies_is_refused()
    {
        Refused(new ZipForge().Add("a.png", s_png).ToArray(count: 60000), "does not fit 60,000 entries");
        Refused(new ZipForge().Add("a.png", s_png).Add("b.png", s_png).ToArray(count: 1), "goes on after");
    }

    [Test]
    public void A_part_of_a_split_archive_is_refused() =>
        Refused(new ZipForge().Add("a.png", s_png).ToArray(disk: 1), "split over several files");

    [Test]
    public void A_directory_that_is_not_where_it_should_be_is_refused()
    {
        Refused(new ZipForge().Add("a.png", s_png).ToArray(directoryShift: 1), "or something stands before or after it");
        Refused([.. "#!/bin/sh\n"u8, .. new ZipForge().Add("a.png", s_png).ToArray()], "or something stands before or after it");
    }

    [Test]
    public void A_zip_cut_off_anywhere_is_refused()
    {
        byte[] zip = new ZipForge().Add("a.png", s_png).Add("b.png", s_png, deflate: true).ToArray(comment: "x");
        for (int length = 1; length < zip.Length; length++)
        {
            _folder.Write("x.zip", zip[..length]);
            Assert.That(() => MaskSource.Open(_folder["x.zip"]), Throws.TypeOf<InputException>(), $"first {length} of {zip.Length} bytes");
        }
    }

    [Test]
    public void Damaged_zips_give_only_input_errors_or_the_right_bytes()
    {
        byte[] zip = new ZipForge().Add("a.png", s_png).Add("sub/b.png", s_png, deflate: true).ToArray();
        Random random = new(20_210);
        ReadBuffer bytes = new();
        ReadBuffer packed = new();
        int opened = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. zip];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                using MemoryPositionedBytes memory = new("x.zip", damaged);
                foreach (ZipEntry entry in ZipDirectory.Read(memory, new ArchiveLimits(), 1 << 20))
                {
                    ZipFileReader.Read(memory, entry, bytes, packed, entry.Name);
                    Assert.That(bytes.Span.SequenceEqual(s_png), Is.True);
                    opened++;
                }
            }
            catch (InputException)
            {
                // The other right answer.
            }
        }

        Assert.That(opened, Is.GreaterThan(100), "the damage should sometimes miss what matters, or this tests nothing");
    }

    private byte[] ReadSingle(byte[] zip)
    {
        _folder.Write("x.zip", zip);
        using MaskSource source = MaskSource.Open(_folder["x.zip"]);
        using MaskReader reader = source.CreateReader();
        return reader.ReadBytes(source.Entries.Single()).ToArray();
    }

    private string[] Names(byte[] zip)
    {
        using MaskSource source = MaskSource.Open(_folder.Write("x.zip", zip));
        return [.. source.Entries.Select(entry => Path.GetFileName(entry.RelativePath))];
    }

    private string Refused(byte[] zip, string expected)
    {
        string path = _folder.Write("x.zip", zip);
        string message = Frugally.Refuse(() => MaskSource.Open(path));
        Assert.That(message, Does.StartWith(path).And.Contain(expected));
        return message;
    }

    private void RefusedWhenRead(byte[] zip, string expected)
    {
        string path = _folder.Write("x.zip", zip);
        using MaskSource source = MaskSource.Open(path);
        using MaskReader reader = source.CreateReader();
        string message = Assert.Throws<InputException>(() => reader.ReadBytes(source.Entries.Single()))!.Message;
        Assert.That(message, Does.StartWith(path + "/a.png: ").And.Contain(expected));
    }
}
