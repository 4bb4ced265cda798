using System.Diagnostics;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Tests.Masks;

public sealed class FolderMaskSourceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Entries_are_sorted_by_ordinal_relative_path_whatever_the_folders()
    {
        _folder.WriteMask("b/2.png");
        _folder.WriteMask("a.png");
        _folder.WriteMask("b/10.png");
        _folder.WriteMask("B/1.PNG");
        _folder.WriteMask("deep/er/still/x.y.png");

        using MaskSource source = MaskSource.Open(_folder.Path);

        Assert.That(source.Entries.Select(e => e.RelativePath), Is.EqualTo(new[] { "B/1.PNG", "a.png", "b/10.png", "b/2.png", "deep/er/still/x.y.png" }));
        Assert.That(source.Entries.Select(e => e.Stem), Is.EqualTo(new[] { "1", "a", "10", "2", "x.y" }));
        Assert.That(source.Entries, Has.All.Property(nameof(FileEntry.LengthBytes)).GreaterThan(50));
        Assert.That(source.Notes, Is.Empty);
        Assert.That(source.Name, Is.EqualTo(Path.GetFileName(_folder.Path)));
    }

    [Test]
    public void A_mask_is_read_as_it_was_written_and_its_bytes_can_be_digested()
    {
        byte[] png = TemporaryFolder.Png(3, 2, 7, 8, 9, 10, 11, 255);
        _folder.Write("a.png", png);

        using MaskSource source = MaskSource.Open(_folder.Path);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        reader.Read(source.Entries[0], map);

        Assert.That((map.Width, map.Height, map.IsWide), Is.EqualTo((3, 2, false)));
        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 7, 8, 9, 10, 11, 255 }));
        Assert.That(reader.FileBytes.ToArray(), Is.EqualTo(png));
    }

    [Test]
    public void A_mask_that_was_written_anew_since_it_was_listed_is_read_as_it_is_now([Values(1, 40)] int side)
    {
        _folder.WriteMask("a.png");
        using MaskSource source = MaskSource.Open(_folder.Path);
        byte[] pixels = new byte[side * side];
        new Random(1).NextBytes(pixels);
        byte[] png = TemporaryFolder.Png(side, side, pixels);
        _folder.Write("a.png", png);
        Assert.That(source.Entries[0].LengthBytes, Is.Not.EqualTo(png.Length), "the test needs another length");

        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        reader.Read(source.Entries[0], map);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(pixels));
        Assert.That(reader.FileBytes.ToArray(), Is.EqualTo(png));
    }

    [Test]
    public void A_16_bit_mask_becomes_a_wide_map()
    {
        using MemoryStream stream = new();
        PngWriter.WriteGray16(stream, [1, 256, 65535, 0], 2, 2);
        _folder.Write("a.png", stream.ToArray());

        using MaskSource source = MaskSource.Open(_folder.Path);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        reader.Read(source.Entries[0], map);

        Assert.That(map.IsWide, Is.True);
        Assert.That(map.Wide.ToArray(), Is.EqualTo(new ushort[] { 1, 256, 65535, 0 }));
    }

    [Test]
    public void Junk_and_files_that_are_no_masks_are_left_out_and_said()
    {
        _folder.WriteMask("a.png");
        _folder.WriteMask("._a.png");
        _folder.WriteMask("__MACOSX/a.png");
        _folder.WriteMask(".ipynb_checkpoints/a-checkpoint.png");
        _folder.Write(".DS_Store", "x");
        _folder.Write("photo.JPG", "x");
        _folder.Write("README", "x");

        using MaskSource source = MaskSource.Open(_folder.Path);

        Assert.That(source.Entries.Select(e => e.RelativePath), Is.EqualTo(new[] { "a.png" }));
        Assert.That(source.OtherFiles, Is.EqualTo(new[] { "README", "photo.JPG" }));
        Assert.That(source.Notes, Is.EqualTo(new[]
        {
            $"{_folder.Path}: 2 junk files skipped (.DS_Store, ._*)",
            $"{_folder.Path}: 2 files that are no masks skipped (.jpg, no extension)",
        }));
    }

    [Test]
    public void One_folder_around_everything_is_said()
    {
        _folder.WriteMask("pred/a.png");
        _folder.WriteMask("pred/sub/b.png");

        using MaskSource source = MaskSource.Open(_folder.Path);

        Assert.That(source.Notes, Is.EqualTo(new[] { $"{_folder.Path}: everything is inside one folder 'pred/'" }));
    }

    [Test]
    public void A_folder_called_like_a_mask_is_an_error_of_that_mask()
    {
        _folder.WriteMask("x.png/inner.png");

        Assert.That(ReadOnly(), Does.Contain("x.png: is a folder, though its name is that of a mask."));
    }

    [TestCase("")]
    [TestCase("too short to be a png")]
    public void A_file_too_short_to_be_a_mask_is_refused(string content)
    {
        _folder.Write("x.png", content);

        Assert.That(ReadOnly(), Does.Contain("x.png: ").And.Contain(content.Length == 0 ? "empty" : "too short"));
    }

    [Test]
    [CancelAfter(5000)]
    public void A_named_pipe_is_refused_without_being_opened()
    {
        RequireUnix();
        Run("mkfifo", _folder["x.png"]);

        Assert.That(ReadOnly(), Does.Contain("x.png: is empty, or not a regular file (a pipe or a device)."));
    }

    [Test]
    public void A_link_to_a_file_inside_is_followed()
    {
        RequireUnix();
        _folder.WriteMask("store/real.png", 4, 3, 42);
        File.CreateSymbolicLink(_folder["a.png"], "store/real.png");
        File.CreateSymbolicLink(_folder["b.png"], _folder["a.png"]);

        using MaskSource source = MaskSource.Open(_folder.Path);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        foreach (FileEntry entry in source.Entries)
        {
            reader.Read(entry, map);
            Assert.That(map[0, 0], Is.EqualTo(42), entry.RelativePath);
        }

        Assert.That(source.Entries.Select(e => e.LengthBytes).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_folder_given_by_a_link_is_read_like_the_folder_itself()
    {
        RequireUnix();
        _folder.WriteMask("real/store.png", 4, 3, 42);
        File.CreateSymbolicLink(_folder["real/a.png"], "store.png");
        Directory.CreateSymbolicLink(_folder["link"], "real");

        using MaskSource source = MaskSource.Open(_folder["link"]);

        Assert.That(source.Entries.Select(e => e.Problem), Is.All.Null);
        Assert.That(source.Entries, Has.Count.EqualTo(2));
    }

    [TestCase("nowhere.png", "which does not exist")]
    [TestCase("x.png", "which leads in a circle")]
    [TestCase("../outside.png", "outside the folder that is scored")]
    [TestCase("sub", "links to folders are not followed")]
    [TestCase("/dev/zero", "outside the folder that is scored")]
    public void A_link_that_leads_elsewhere_is_an_error_of_that_mask(string target, string expected)
    {
        RequireUnix();
        _folder.WriteMask("outside.png");
        Directory.CreateDirectory(_folder["root/sub"]);
        File.CreateSymbolicLink(_folder["root/x.png"], target);

        Assert.That(ReadOnly("root"), Does.Contain("x.png: is a link to").And.Contain(expected));
    }

    [Test]
    public void A_link_to_a_folder_is_an_error_because_its_masks_would_be_missed()
    {
        RequireUnix();
        _folder.WriteMask("elsewhere/a.png");
        Directory.CreateDirectory(_folder["root"]);
        Directory.CreateSymbolicLink(_folder["root/val"], "../elsewhere");

        Assert.That(ReadOnly("root"), Does.Contain("root/val: is a link to '../elsewhere', a folder; links to folders are not followed."));
    }

    [Test]
    public void A_file_that_was_removed_after_listing_is_an_error()
    {
        string path = _folder.WriteMask("x.png");
        using MaskSource source = MaskSource.Open(_folder.Path);
        File.Delete(path);
        using MaskReader reader = source.CreateReader();

        InputException? error = Assert.Throws<InputException>(() => reader.Read(source.Entries[0], new LabelMap()));
        Assert.That(error!.Message, Does.Contain("x.png: no such file."));
    }

    [Test]
    public void A_file_that_became_shorter_than_any_mask_after_listing_is_an_error()
    {
        string path = _folder.WriteMask("x.png");
        using MaskSource source = MaskSource.Open(_folder.Path);
        File.WriteAllBytes(path, [1, 2, 3]);
        using MaskReader reader = source.CreateReader();

        InputException? error = Assert.Throws<InputException>(() => reader.Read(source.Entries[0], new LabelMap()));
        Assert.That(error!.Message, Does.Contain("x.png: has only 3 bytes"));
    }

    [Test]
    public void A_folder_given_by_a_roundabout_path_is_read_and_keeps_the_name_it_was_given()
    {
        _folder.WriteMask("inner/x.png");
        string roundabout = _folder["inner", "..", "inner"];
        using MaskSource source = MaskSource.Open(roundabout);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();

        reader.Read(source.Entries[0], map);

        Assert.That(map.Width, Is.EqualTo(4));
        Assert.That(source.Entries[0].FullName, Is.EqualTo(roundabout + "/x.png"));
    }

    [Test]
    public void The_path_of_a_folder_is_kept_once_and_not_for_each_mask()
    {
        const int masks = 50;
        string deep = string.Join('/', Enumerable.Repeat("a_folder_with_a_long_name", 8));
        for (int i = 0; i < masks; i++)
        {
            _folder.WriteMask($"near/{i:D3}.png");
            _folder.WriteMask($"{deep}/{i:D3}.png");
        }

        long near = Allocations.Least(() => MaskSource.Open(_folder["near"]).Dispose());
        long far = Allocations.Least(() => MaskSource.Open(_folder[deep]).Dispose());

        // 200 characters more are 400 bytes, and a path is put together a few times for the folder as a whole.
        Assert.That((far - near) / masks, Is.LessThan(200));
        using MaskSource source = MaskSource.Open(_folder[deep]);
        Assert.That(source.Entries[7].FullName, Is.EqualTo(_folder[deep] + "/007.png"));
    }

    [Test]
    public void A_file_above_the_limit_is_refused_unread()
    {
        _folder.WriteMask("x.png");
        using MaskSource source = MaskSource.Open(_folder.Path, new MaskSourceOptions { MaxFileBytes = 50 });
        using MaskReader reader = source.CreateReader();

        InputException? error = Assert.Throws<InputException>(() => reader.Read(source.Entries[0], new LabelMap()));
        Assert.That(error!.Message, Does.Contain("expected at most 50."));
    }

    [Test]
    public void A_file_rewritten_over_and_over_gives_an_error_or_one_of_its_contents()
    {
        byte[] small = TemporaryFolder.Png(20, 20, 1);
        byte[] large = TemporaryFolder.Png(200, 300, 2);
        string path = _folder.Write("x.png", small);
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                File.WriteAllBytes(path, large);
                Thread.Sleep(1);
                File.WriteAllBytes(path, small);
                Thread.Sleep(1);
            }
        });

        using MaskSource source = MaskSource.Open(_folder.Path);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        for (int i = 0; i < 300; i++)
        {
            try
            {
                ReadConsistently();
            }
            catch (InputException)
            {
                // Half-written: that is one of the two right answers.
            }
        }

        stop.Cancel();
        writer.Wait();
        ReadConsistently();

        void ReadConsistently()
        {
            reader.Read(source.Entries[0], map);
            Assert.That((map.Width, map[0, 0]), Is.EqualTo((20, 1)).Or.EqualTo((200, 2)));
        }
    }

    [Test]
    public void Nothing_at_the_path_is_an_error() =>
        Assert.That(() => MaskSource.Open(_folder["absent"]), Throws.TypeOf<InputException>().With.Message.Contains("absent: no such"));

    private string ReadOnly(string? below = null)
    {
        using MaskSource source = MaskSource.Open(below is null ? _folder.Path : _folder[below]);
        using MaskReader reader = source.CreateReader();
        FileEntry entry = source.Entries.Single();
        return Assert.Throws<InputException>(() => reader.Read(entry, new LabelMap()))!.Message;
    }

    private static void RequireUnix()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Links and pipes of this kind are made on Unix only.");
        }
    }

    private static void Run(string program, string argument)
    {
        using Process process = Process.Start(program, [argument]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
