using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Tests.Runs;

namespace Ade20kEval.Tests.Files;

public sealed class AtomicFileTests
{
    [Test]
    public void What_is_not_committed_leaves_the_old_file_and_nothing_else()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["run.json"], "old");

        using (AtomicFile file = AtomicFile.Create(folder["run.json"]))
        {
            file.Stream.Write("new"u8);
        }

        Assert.That(File.ReadAllText(folder["run.json"]), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void What_is_committed_replaces_the_old_file_and_leaves_nothing_else()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["run.json"], "old");

        AtomicFile.Write(folder["run.json"], "new"u8);

        Assert.That(File.ReadAllText(folder["run.json"]), Is.EqualTo("new"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_missing_folder_is_made()
    {
        using TemporaryFolder folder = new();

        AtomicFile.Write(folder["a", "b", "run.json"], "new"u8);

        Assert.That(File.ReadAllText(folder["a", "b", "run.json"]), Is.EqualTo("new"));
    }

    [Test]
    public void A_folder_that_is_a_file_is_an_error_that_names_it()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["taken"], "a file");

        OutputException error = Assert.Throws<OutputException>(() => AtomicFile.Create(folder["taken", "run.json"]))!;

        Assert.That(error.Message, Does.Contain("taken"));
    }

    [Test]
    public void A_name_that_is_a_folder_is_an_error_before_anything_is_written()
    {
        using TemporaryFolder folder = new();
        folder.MakeFolder("run.json");

        Assert.Throws<OutputException>(() => AtomicFile.Create(folder["run.json"]));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Anybody_who_reads_while_it_is_written_again_and_again_sees_one_whole_file()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.json"];
        byte[][] versions = [.. Enumerable.Range(0, 4).Select(v => Enumerable.Repeat((byte)('a' + v), 50_000 + v).ToArray())];
        AtomicFile.Write(path, versions[0]);
        using CancellationTokenSource stop = new();
        Task writer = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                AtomicFile.Write(path, versions[i % 4]);
            }
        });

        for (int i = 0; i < 200; i++)
        {
            byte[] seen = File.ReadAllBytes(path);
            Assert.That(seen.AsSpan().SequenceEqual(versions[seen[0] - 'a']), Is.True, $"read {i}");
        }

        stop.Cancel();
        writer.Wait();
    }
}
