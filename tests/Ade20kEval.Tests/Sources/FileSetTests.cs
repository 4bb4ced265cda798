using System.Formats.Tar;
using System.IO.Compression;
using Ade20kEval.Files;
using Ade20kEval.Sources;
using Ade20kEval.Tests.Masks;

namespace Ade20kEval.Tests.Sources;

public sealed class FileSetTests
{
    private static readonly FileKind s_notes = new()
    {
        Name = "note",
        Extensions = [".note", ".md"],
        Signatures = [[(byte)'N', (byte)'O']],
        Expected = "Expected a folder, an archive, or a .note or .md file.",
    };

    private static readonly FileSetOptions s_options = new() { Kind = s_notes };

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("set")]
    [TestCase("set.zip")]
    [TestCase("set.tar")]
    [TestCase("set.tar.gz")]
    public void A_folder_and_every_archive_of_it_give_the_same_files_and_notes(string name)
    {
        WriteSet();
        using FileSet set = FileSet.Open(_folder[name], s_options);
        FileBuffers buffers = new();

        Assert.That(set.Entries.Select(e => (e.RelativePath, e.Stem)), Is.EqualTo(new[] { ("x/B.MD", "B"), ("x/a.note", "a"), ("x/y/c.d.note", "c.d") }));
        Assert.That(set.Entries.Select(e => set.ReadBytes(e, buffers).ToArray()), Is.EqualTo(new[] { [2], [1, 1], new byte[] { 3, 3, 3 } }));
        Assert.That(set.OtherFiles, Is.EqualTo(new[] { "x/other.txt" }));
        Assert.That(set.IsSingleFile, Is.False);
        Assert.That(set.Notes, Is.EqualTo(new[]
        {
            $"{_folder[name]}: 1 junk file skipped (Thumbs.db)",
            $"{_folder[name]}: 1 file that is no note skipped (.txt)",
            $"{_folder[name]}: everything is inside one folder 'x/'",
        }));
    }

    [TestCase("set")]
    [TestCase("set.zip")]
    [TestCase("set.tar")]
    [TestCase("set.tar.gz")]
    public void Several_workers_read_one_set_at_the_same_time(string name)
    {
        for (byte i = 0; i < 40; i++)
        {
            _folder.Write($"set/{i}.note", [.. Enumerable.Repeat(i, 2000 + (i * 37))]);
        }

        Pack();
        using FileSet set = FileSet.Open(_folder[name], s_options);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            FileBuffers buffers = new();
            foreach (FileEntry entry in worker % 2 == 0 ? set.Entries : set.Entries.Reverse())
            {
                byte value = byte.Parse(entry.Stem, System.Globalization.CultureInfo.InvariantCulture);
                ReadOnlyMemory<byte> bytes = set.ReadBytes(entry, buffers);
                Assert.That(bytes.Length, Is.EqualTo(2000 + (value * 37)));
                Assert.That(bytes.Span.ContainsAnyExcept(value), Is.False);
                Assert.That(buffers.Name, Is.EqualTo(entry.FullName));
            }
        });
    }

    [Test]
    public void A_file_is_known_by_its_extension_or_by_its_first_bytes()
    {
        _folder.Write("a.note", [1]);
        _folder.Write("b", [(byte)'N', (byte)'O', 0, 0]);
        _folder.Write("c", [1, 2, 3, 4]);
        using FileSet byName = FileSet.Open(_folder["a.note"], s_options);
        using FileSet byContent = FileSet.Open(_folder["b"], s_options);

        Assert.That(byName.Entries.Single(), Has.Property("Stem").EqualTo("a").And.Property("FullName").EqualTo(_folder["a.note"]));
        Assert.That(byContent.Entries.Single(), Has.Property("Stem").EqualTo("b"));
        Assert.That((byName.IsSingleFile, byContent.IsSingleFile), Is.EqualTo((true, true)));
        Assert.That(() => FileSet.Open(_folder["c"], s_options), Throws.TypeOf<InputException>().With.Message.EqualTo($"{_folder["c"]}: is none of the kinds that are read. {s_notes.Expected}"));
        Assert.That(() => FileSet.Open(_folder["d"], s_options), Throws.TypeOf<InputException>().With.Message.EqualTo($"{_folder["d"]}: no such file or folder."));
    }

    [Test]
    public void What_cannot_be_read_leaves_no_bytes_of_the_file_before()
    {
        _folder.Write("set/a.note", [1]);
        _folder.Write("set/b.note", [2]);
        using FileSet set = FileSet.Open(_folder["set"], s_options);
        FileBuffers buffers = new();
        set.ReadBytes(set.Entries[0], buffers);
        File.Delete(_folder["set/b.note"]);

        Assert.That(() => set.ReadBytes(set.Entries[1], buffers), Throws.TypeOf<InputException>().With.Message.EqualTo($"{_folder["set/b.note"]}: no such file."));
        Assert.That(buffers.Bytes.Length, Is.Zero);
    }

    [TestCase("a.png", null)]
    [TestCase(".a.png", ".a.png")]
    [TestCase("x/._a.png", "._*")]
    [TestCase("__MACOSX/a.png", "__MACOSX")]
    [TestCase("x/THUMBS.DB", "THUMBS.DB")]
    [TestCase("x/.ipynb_checkpoints/a.png", ".ipynb_checkpoints")]
    [TestCase("x/desktop.ini.png", null)]
    public void Junk_is_what_systems_and_editors_leave_behind(string path, string? kind) =>
        Assert.That(JunkNames.KindOf(path), Is.EqualTo(kind));

    private void WriteSet()
    {
        _folder.Write("set/x/a.note", [1, 1]);
        _folder.Write("set/x/B.MD", [2]);
        _folder.Write("set/x/y/c.d.note", [3, 3, 3]);
        _folder.Write("set/x/other.txt", [4]);
        _folder.Write("set/x/Thumbs.db", [5]);
        Pack();
    }

    private void Pack()
    {
        ZipFile.CreateFromDirectory(_folder["set"], _folder["set.zip"]);
        TarFile.CreateFromDirectory(_folder["set"], _folder["set.tar"], includeBaseDirectory: false);
        using FileStream tar = File.OpenRead(_folder["set.tar"]);
        using GZipStream gzip = new(File.Create(_folder["set.tar.gz"]), CompressionLevel.Fastest);
        tar.CopyTo(gzip);
    }
}
