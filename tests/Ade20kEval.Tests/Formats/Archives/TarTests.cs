using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Masks;
using Ade20kEval.Sources;
using Ade20kEval.Tests.Masks;

using TarEntry = System.Formats.Tar.TarEntry;

namespace Ade20kEval.Tests.Formats.Archives;

public sealed class TarTests
{
    private static readonly byte[] s_png = TemporaryFolder.Png(4, 3, 1, 2, 3);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Every_file_of_a_tar_by_the_platform_is_read_as_it_was_packed(
        [Values(TarEntryFormat.V7, TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu)] TarEntryFormat format,
        [Values("x.tar", "x.tar.gz", "x.TGZ")] string name)
    {
        Dictionary<string, byte[]> files = [];
        int longest = format == TarEntryFormat.V7 ? 80 : 180;
        for (byte i = 0; i < 20; i++)
        {
            files[$"sub/{new string('d', i * longest / 40)}/{new string('n', i * longest / 40)}{i}.png".Replace("//", "/")] = TemporaryFolder.Png(10 + i, 7, i, 2, 3);
        }

        _folder.Write(name, Pack(format, name != "x.tar", [.. files.Select(f => Entry(format, TarEntryType.RegularFile, f.Key, f.Value))]));

        using MaskSource source = MaskSource.Open(_folder[name]);
        using MaskReader reader = source.CreateReader();
        Assert.That(source.Name, Is.EqualTo("x"));
        Assert.That(source.Entries.Select(e => e.RelativePath), Is.EqualTo(files.Keys.Order(StringComparer.Ordinal)));
        foreach (FileEntry entry in source.Entries)
        {
            Assert.That(reader.ReadBytes(entry).ToArray(), Is.EqualTo(files[entry.RelativePath]), entry.RelativePath);
        }
    }

    [Test]
    public void A_packed_tar_longer_than_one_piece_of_memory_is_read_right()
    {
        // Noise does not pack, so three masks of 500,000 bytes reach over the pieces of 1 MiB.
        Random random = new(1);
        byte[][] masks = [.. Enumerable.Range(0, 3).Select(_ => Noise(random))];
        _folder.Write("x.tar.gz", Pack(TarEntryFormat.Ustar, gzip: true, [.. masks.Select((m, i) => Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, $"{i}.png", m))]));

        using MaskSource source = MaskSource.Open(_folder["x.tar.gz"]);
        using MaskReader reader = source.CreateReader();
        for (int i = 0; i < masks.Length; i++)
        {
            Assert.That(reader.ReadBytes(source.Entries[i]).Span.SequenceEqual(masks[i]), Is.True, $"mask {i}");
        }

        static byte[] Noise(Random random)
        {
            byte[] values = new byte[500_000];
            random.NextBytes(values);
            return TemporaryFolder.Png(1000, 500, values);
        }
    }

    [Test]
    public void The_names_that_tar_gives_to_a_whole_folder_are_read_without_their_dot()
    {
        _folder.Write("x.tar", Pack(TarEntryFormat.Gnu, false,
            Entry(TarEntryFormat.Gnu, TarEntryType.Directory, "./", null),
            Entry(TarEntryFormat.Gnu, TarEntryType.Directory, "./pred/", null),
            Entry(TarEntryFormat.Gnu, TarEntryType.RegularFile, "./pred/a.png", s_png),
            Entry(TarEntryFormat.Gnu, TarEntryType.RegularFile, "./pred/._a.png", s_png)));

        using MaskSource source = MaskSource.Open(_folder["x.tar"]);

        Assert.That(source.Entries.Select(e => e.RelativePath), Is.EqualTo(new[] { "pred/a.png" }));
        Assert.That(source.Notes, Has.Count.EqualTo(2).And.Some.Contains("1 junk file skipped (._*)").And.Some.Contains("inside one folder 'pred/'"));
    }

    [TestCase(TarEntryType.SymbolicLink, "symbolic link")]
    [TestCase(TarEntryType.HardLink, "hard link")]
    [TestCase(TarEntryType.CharacterDevice, "device or pipe")]
    [TestCase(TarEntryType.BlockDevice, "device or pipe")]
    [TestCase(TarEntryType.Fifo, "device or pipe")]
    public void An_entry_that_is_no_plain_file_is_refused(TarEntryType type, string expected)
    {
        PaxTarEntry entry = new(type, "a.png");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        Refused(Pack(TarEntryFormat.Pax, false, entry), expected);
    }

    [TestCase("../a.png", "'..'")]
    [TestCase("/a.png", "absolute")]
    [TestCase("x\\a.png", "backslash")]
    [TestCase("a.zip", "archive inside")]
    public void A_name_that_cannot_be_trusted_is_refused(string name, string expected)
    {
        foreach (TarEntryFormat format in new[] { TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu })
        {
            Refused(Pack(format, false, Entry(format, TarEntryType.RegularFile, name, s_png)), expected);
        }
    }

    [TestCase(TarEntryFormat.Pax)]
    [TestCase(TarEntryFormat.Gnu)]
    public void A_name_of_more_than_255_bytes_is_refused(TarEntryFormat format) =>
        Refused(Pack(format, false, Entry(format, TarEntryType.RegularFile, new string('n', 300) + ".png", s_png)), "304 bytes");

    [Test]
    public void Two_entries_of_one_name_are_refused() =>
        Refused(Pack(TarEntryFormat.Ustar, false, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png), Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "./a.png", s_png)), "more than once");

    [Test]
    public void A_length_that_lies_is_refused()
    {
        byte[] tar = Pack(TarEntryFormat.Ustar, false, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png));
        "77777777777\0"u8.CopyTo(tar.AsSpan(124));
        MendSum(tar);
        Refused(tar, "claims 8,589,934,591 bytes");

        ((ReadOnlySpan<byte>)[0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).CopyTo(tar.AsSpan(124));
        MendSum(tar);
        Refused(tar, "claims 9,223,372,036,854,775,807 bytes");

        ((ReadOnlySpan<byte>)[0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]).CopyTo(tar.AsSpan(124));
        MendSum(tar);
        Refused(tar, "does not add up");
    }

    [Test]
    public void A_length_in_binary_is_read()
    {
        byte[] tar = Pack(TarEntryFormat.Gnu, false, Entry(TarEntryFormat.Gnu, TarEntryType.RegularFile, "a.png", s_png));
        tar.AsSpan(124, 12).Clear();
        tar[124] = 0x80;
        tar[135] = (byte)s_png.Length;
        MendSum(tar);
        _folder.Write("x.tar", tar);

        using MaskSource source = MaskSource.Open(_folder["x.tar"]);
        using MaskReader reader = source.CreateReader();
        Assert.That(reader.ReadBytes(source.Entries[0]).ToArray(), Is.EqualTo(s_png));
    }

    [Test]
    public void A_flipped_bit_in_a_header_is_refused()
    {
        byte[] tar = Pack(TarEntryFormat.Ustar, false, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png));
        tar[3] ^= 1;
        Refused(tar, "the header at byte 0 does not add up");
    }

    [Test]
    public void A_sparse_file_is_refused()
    {
        byte[] tar = Pack(TarEntryFormat.Gnu, false, Entry(TarEntryFormat.Gnu, TarEntryType.RegularFile, "a.png", s_png));
        tar[156] = (byte)'S';
        MendSum(tar);
        Refused(tar, "sparse");
        Refused(Pack(TarEntryFormat.Pax, false, new PaxTarEntry(TarEntryType.RegularFile, "a.png", [new("GNU.sparse.major", "1")]) { DataStream = new MemoryStream(s_png) }), "sparse");
    }

    [Test]
    public void A_pax_record_that_is_malformed_is_refused()
    {
        byte[] tar = Pack(TarEntryFormat.Pax, false, Entry(TarEntryFormat.Pax, TarEntryType.RegularFile, "a.png", s_png));
        int record = tar.AsSpan().IndexOf(" mtime="u8);
        tar[record - 1] = (byte)'9';
        Refused(tar, "pax record");
    }

    [TestCase(TarEntryFormat.Pax, "07000000000\0", "claims 939,524,096 bytes, but only")]
    [TestCase(TarEntryFormat.Gnu, "07000000000\0", "claims 939,524,096 bytes, but only")]
    public void A_name_that_claims_a_gigabyte_is_refused_before_memory_is_asked_for(TarEntryFormat format, string length, string expected)
    {
        byte[] tar = Pack(format, false, Entry(format, TarEntryType.RegularFile, new string('n', 150) + ".png", s_png));
        Encoding.ASCII.GetBytes(length).CopyTo(tar.AsSpan(124));
        MendSum(tar);
        Refused(tar, expected);
    }

    [TestCase(TarEntryFormat.Pax)]
    [TestCase(TarEntryFormat.Gnu)]
    public void A_name_longer_than_any_that_is_accepted_is_refused_unread(TarEntryFormat format) =>
        Refused(Pack(format, false, Entry(format, TarEntryType.RegularFile, new string('n', 70_000) + ".png", s_png)), "expected at most 65,536");

    [Test]
    public void A_tar_cut_off_anywhere_is_refused_packed_or_not([Values] bool gzip)
    {
        byte[] tar = Pack(TarEntryFormat.Ustar, gzip, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png));
        int step = gzip ? 3 : 97;
        for (int length = 1; length < tar.Length; length += step)
        {
            string path = _folder.Write(gzip ? "x.tar.gz" : "x.tar", tar[..length]);
            Assert.That(() => MaskSource.Open(path).Dispose(), Throws.TypeOf<InputException>(), $"first {length} of {tar.Length} bytes");
        }
    }

    [Test]
    public void Bytes_after_the_end_mark_are_refused_because_they_would_be_left_out_unseen()
    {
        byte[] tar = Pack(TarEntryFormat.Ustar, false, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png));
        Refused([.. tar, .. tar], "goes on after its end mark");
        _folder.Write("padded.tar", [.. tar, .. new byte[100_000]]);
        using MaskSource source = MaskSource.Open(_folder["padded.tar"]);
        Assert.That(source.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_damaged_or_joined_gzip_file_is_refused()
    {
        byte[] gzip = Pack(TarEntryFormat.Ustar, true, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png));
        byte[] wrongSum = [.. gzip];
        wrongSum[^8] ^= 1;
        Refused(wrongSum, "", "x.tar.gz");
        Refused([.. gzip, .. gzip], "several gzip files joined", "x.tar.gz");
        Refused([.. gzip, 0, 0, 0], "", "x.tar.gz");
        Refused(s_png, "is no gzip file", "x.tgz");
    }

    [Test]
    public void A_gzip_bomb_is_stopped_early()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(new byte[100 << 20]);
        }

        Refused(packed.ToArray(), "unpacks to more than 200 times", "x.tar.gz");
    }

    [Test]
    public void A_gzip_file_that_unpacks_to_more_than_memory_should_hold_is_refused()
    {
        _folder.Write("x.tar.gz", Pack(TarEntryFormat.Ustar, true, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png)));
        MaskSourceOptions options = new() { Archive = new ArchiveLimits { MaxUnpackedInMemoryBytes = 1000 } };
        Assert.That(() => MaskSource.Open(_folder["x.tar.gz"], options), Throws.TypeOf<InputException>().With.Message.Contains("more than 1,000 bytes, which would have to be held in memory"));
    }

    [Test]
    public void More_entries_than_the_limit_are_refused()
    {
        _folder.Write("x.tar", Pack(TarEntryFormat.Ustar, false, Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "a.png", s_png), Entry(TarEntryFormat.Ustar, TarEntryType.RegularFile, "b.png", s_png)));
        MaskSourceOptions options = new() { Archive = new ArchiveLimits { MaxEntries = 1 } };
        Assert.That(() => MaskSource.Open(_folder["x.tar"], options), Throws.TypeOf<InputException>().With.Message.Contains("more than 1 entries"));
    }

    [Test]
    public void Something_else_called_tar_is_refused() =>
        Refused(Encoding.ASCII.GetBytes(new string('x', 2000)), "no tar archive");

    [Test]
    public void Damaged_tars_give_only_input_errors_or_entries_that_can_be_read()
    {
        byte[] tar = Pack(TarEntryFormat.Pax, false, Entry(TarEntryFormat.Pax, TarEntryType.RegularFile, "a.png", s_png), Entry(TarEntryFormat.Pax, TarEntryType.RegularFile, "sub/b.png", s_png));
        Random random = new(20_210);
        ReadBuffer bytes = new();
        int opened = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = [.. tar];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                int at = random.Next(damaged.Length - 1024);
                damaged[at] = (byte)random.Next(256);
                if (random.Next(2) == 0)
                {
                    MendSum(damaged.AsSpan(at / 512 * 512));
                }
            }

            try
            {
                using MemoryPositionedBytes memory = new("x.tar", damaged);
                foreach (Ade20kEval.Formats.Archives.TarEntry entry in TarIndex.Read(memory, new ArchiveLimits(), 1 << 20))
                {
                    memory.ReadExactly(entry.DataOffset, bytes.Resize((int)entry.LengthBytes));
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

    private static TarEntry Entry(TarEntryFormat format, TarEntryType type, string name, byte[]? content)
    {
        TarEntryType kind = format == TarEntryFormat.V7 && type == TarEntryType.RegularFile ? TarEntryType.V7RegularFile : type;
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(kind, name),
            TarEntryFormat.Ustar => new UstarTarEntry(kind, name),
            TarEntryFormat.Gnu => new GnuTarEntry(kind, name),
            _ => new PaxTarEntry(kind, name),
        };
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(content);
        }

        return entry;
    }

    private static byte[] Pack(TarEntryFormat format, bool gzip, params TarEntry[] entries)
    {
        using MemoryStream bytes = new();
        using (Stream stream = gzip ? new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true) : bytes)
        using (TarWriter writer = new(stream, format, leaveOpen: true))
        {
            foreach (TarEntry entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    private static void MendSum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header[..512])
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header.Slice(148, 8));
    }

    private void Refused(byte[] bytes, string expected, string name = "x.tar")
    {
        string path = _folder.Write(name, bytes);
        string message = Frugally.Refuse(() => MaskSource.Open(path));
        Assert.That(message, Does.StartWith(path).And.Contain(expected));
    }
}
