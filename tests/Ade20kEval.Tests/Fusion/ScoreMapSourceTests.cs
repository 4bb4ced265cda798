using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.ScoreMaps;

namespace Ade20kEval.Tests.Fusion;

public sealed class ScoreMapSourceTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("ade20k-eval-scores-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_folder_gives_every_format_by_the_name_of_the_image()
    {
        Write("b.npy", Npy(2));
        Write("deep/a.npz", Npz(1));
        Write("c.safetensors", Safetensors(("scores", 3)));
        Write("photo.jpg", [1, 2, 3]);
        using ScoreMapSource source = ScoreMapSource.Open(_folder);
        ScoreMapReader reader = source.CreateReader();

        Assert.That(source.Names, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(source.Names.Select(name => reader.Read(name).NumberAt(0)), Is.EqualTo(new[] { 1.0, 2, 3 }));
    }

    [Test]
    public void An_archive_gives_every_format_too()
    {
        string path = Path.Combine(_folder, "view.zip");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            AddTo(zip, "a.npz", Npz(1));
            AddTo(zip, "b.npy", Npy(2));
            AddTo(zip, "c.safetensors", Safetensors(("scores", 3)));
        }

        using ScoreMapSource source = ScoreMapSource.Open(path);
        ScoreMapReader reader = source.CreateReader();
        Assert.That(source.Names.Select(name => reader.Read(name).NumberAt(0)), Is.EqualTo(new[] { 1.0, 2, 3 }));
    }

    [Test]
    public void One_file_is_one_image_and_a_safetensors_file_one_for_every_array()
    {
        using ScoreMapSource single = ScoreMapSource.Open(Write("a.npy", Npy(1)));
        ScoreMapReader singleReader = single.CreateReader();
        using ScoreMapSource many = ScoreMapSource.Open(Write("many.safetensors", Safetensors(("x", 7), ("y", 8))));
        ScoreMapReader manyReader = many.CreateReader();

        Assert.That(singleReader.Read("a").NumberAt(0), Is.EqualTo(1));
        Assert.That(many.Names.Select(name => manyReader.Read(name).NumberAt(0)), Is.EqualTo(new[] { 7.0, 8 }));
    }

    [Test]
    public void Images_without_score_map_are_named_together()
    {
        Write("a.npy", Npy(1));
        using ScoreMapSource source = ScoreMapSource.Open(_folder);
        ScoreMapReader reader = source.CreateReader();

        Assert.That(
            () => source.RequireAll(["a", "b", "c"]),
            Throws.InstanceOf<InputException>().With.Message.StartsWith($"{_folder}: images without a score map in this view: 2\n  b\n  c\nIt holds 1, such as 'a'."));
        Assert.That(() => source.RequireAll(["a"]), Throws.Nothing);
        Assert.That(() => reader.Read("b"), Throws.InstanceOf<InputException>().With.Message.Contains("no score map of 'b'"));
    }

    [Test]
    public void Two_score_maps_of_one_image_are_refused()
    {
        Write("a.npy", Npy(1));
        Write("a.safetensors", Safetensors(("scores", 3)));
        Assert.That(() => ScoreMapSource.Open(_folder), Throws.InstanceOf<InputException>().With.Message.Contains("is a second score map of 'a'"));
    }

    [Test]
    public void What_holds_no_score_maps_is_refused()
    {
        Write("photo.jpg", [1, 2, 3]);
        Assert.That(() => ScoreMapSource.Open(_folder), Throws.InstanceOf<InputException>().With.Message.Contains("no score maps found"));
        Assert.That(() => ScoreMapSource.Open(Path.Combine(_folder, "none.safetensors")), Throws.InstanceOf<InputException>());
    }

    [TestCase("a.npy")]
    [TestCase("a.npz")]
    [TestCase("a.safetensors")]
    public void A_file_cut_short_is_refused_when_it_is_read(string name)
    {
        byte[] whole = name switch { "a.npy" => Npy(1), "a.npz" => Npz(1), _ => Safetensors(("x", 1)) };
        Write(name, whole[..^1]);
        using ScoreMapSource source = ScoreMapSource.Open(_folder);
        ScoreMapReader reader = source.CreateReader();
        Assert.That(() => reader.Read("a"), Throws.InstanceOf<InputException>().With.Message.StartsWith(_folder));
    }

    [TestCase("a.npy")]
    [TestCase("a.npz")]
    [TestCase("a.safetensors")]
    [Platform(Include = "Linux")]
    public void A_pipe_is_refused_and_not_waited_for(string name)
    {
        string pipe = Path.Combine(_folder, name);
        using (Process shell = Process.Start("mkfifo", [pipe]))
        {
            shell.WaitForExit();
        }

        using ScoreMapSource source = ScoreMapSource.Open(_folder);
        Assert.That(() => source.CreateReader().Read("a"), Throws.TypeOf<InputException>().With.Message.StartsWith(pipe).And.Message.Contains("a pipe"));
        Assert.That(() => ScoreMapSource.Open(pipe).CreateReader().Read("a"), Throws.TypeOf<InputException>().With.Message.StartsWith(pipe).And.Message.Contains("a pipe"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void A_link_out_of_the_folder_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "a.safetensors"), "/dev/zero");
        using ScoreMapSource source = ScoreMapSource.Open(_folder);
        Assert.That(() => source.CreateReader().Read("a"), Throws.TypeOf<InputException>().With.Message.Contains("a.safetensors: is a link to '/dev/zero'"));
    }

    [Test]
    public void A_score_map_that_is_cut_and_rewritten_over_and_over_gives_an_error_or_one_of_its_contents()
    {
        const int classes = 150_000;   // more than is written in one piece
        byte[] ones = NpyWriter.Write<float>([.. Enumerable.Repeat(1f, classes)], classes, 1, 1);
        byte[] twos = NpyWriter.Write<float>([.. Enumerable.Repeat(2f, classes)], classes, 1, 1);
        string path = Write("a.npy", ones);
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                File.WriteAllBytes(path, twos);
                Thread.Sleep(1);
                File.WriteAllBytes(path, ones);
                Thread.Sleep(1);
            }
        });

        using ScoreMapSource source = ScoreMapSource.Open(_folder);
        ScoreMapReader reader = source.CreateReader();
        for (int i = 0; i < 200; i++)
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
            NumericArray map = reader.Read("a");
            double first = map.NumberAt(0);
            Assert.That(map.AsSpan<float>().ContainsAnyExcept((float)first), Is.False, "a mixture of both");
            Assert.That(first, Is.EqualTo(1).Or.EqualTo(2));
        }
    }

    [Test]
    public void A_file_of_many_images_that_changes_after_it_was_listed_is_refused()
    {
        byte[] bytes = Safetensors(("x", 7), ("y", 8));
        string path = Write("many.safetensors", bytes);
        using ScoreMapSource source = ScoreMapSource.Open(path);
        ScoreMapReader reader = source.CreateReader();
        Assert.That(reader.Read("y").NumberAt(0), Is.EqualTo(8));

        File.WriteAllBytes(path, bytes[..^4]);
        Assert.That(() => reader.Read("y"), Throws.TypeOf<InputException>().With.Message.Contains("many.safetensors: changed while it was being read"));
        Assert.That(() => reader.Read("x"), Throws.TypeOf<InputException>().With.Message.Contains("many.safetensors: changed while it was being read"));
    }

    private static byte[] Npy(float value) => NpyWriter.Write<float>([value, 0], 2, 1, 1);

    private static byte[] Npz(float value)
    {
        MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            AddTo(zip, "arr_0.npy", Npy(value));
        }

        return stream.ToArray();
    }

    private static byte[] Safetensors(params (string Name, float Value)[] arrays)
    {
        string[] table = [.. arrays.Select((array, i) => $$"""
            "{{array.Name}}":{"dtype":"F32","shape":[2,1,1],"data_offsets":[{{i * 8}},{{(i * 8) + 8}}] }
            """)];
        byte[] header = Encoding.UTF8.GetBytes("{" + string.Join(",", table) + "}");
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        float[] values = [.. arrays.SelectMany(array => new[] { array.Value, 0 })];
        return [.. length, .. header, .. MemoryMarshal.AsBytes<float>(values)];
    }

    private static void AddTo(ZipArchive zip, string name, byte[] bytes)
    {
        using Stream entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
