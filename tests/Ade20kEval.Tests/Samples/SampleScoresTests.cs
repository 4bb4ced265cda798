using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

/// <summary>The committed score maps are what the generator makes.</summary>
/// <remarks>
/// Set ADE20KEVAL_APPROVE=1 to write the files anew after a change of the generator. Numbers are compared, not packed bytes: those depend on
/// the version of the platform's zlib.
/// </remarks>
public sealed class SampleScoresTests
{
    private const int SceneCount = 24;

    private static string Folder => Path.Combine(TestFolders.SampleData, "scores");

    [OneTimeSetUp]
    public void WriteAnew()
    {
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }

            SyntheticScoreFolder.Write(Folder, new SyntheticScenes(), SceneCount, SyntheticFolder.SampleSize, SyntheticView.Sample);
        }
    }

    [Test]
    public void Every_score_of_the_sample_data_is_what_the_generator_makes_today()
    {
        List<string> generated = [];
        for (int index = 0; index < SceneCount; index++)
        {
            (int width, int height) = SyntheticFolder.SampleSize(index);
            SyntheticScene scene = new SyntheticScenes().Make(index, width, height);
            foreach (SyntheticView view in SyntheticView.Sample)
            {
                string file = $"{view.Name}/{scene.Name}.npz";
                using FileStream stream = File.OpenRead(Path.Combine(Folder, file));
                NumericArray stored = NpzReader.Read(file, stream);
                Half[] made = SyntheticScores.Make(scene, view, out int rows, out int columns);
                Half[] read = [.. Enumerable.Range(0, stored.Length).Select(i => (Half)stored.NumberAt(i))];

                Assert.That(stored.Shape.ToArray(), Is.EqualTo(new[] { 150, rows, columns }), file);
                Assert.That(read.AsSpan().SequenceEqual(made), Is.True, $"{file}: other scores; ADE20KEVAL_APPROVE=1 writes it anew");
                generated.Add(file);
            }
        }

        IEnumerable<string> present = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'));
        Assert.That(present, Is.EquivalentTo(generated));
    }

    [Test]
    public void The_score_maps_take_less_than_600_kilobytes() =>
        Assert.That(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length), Is.LessThan(600_000));

    [Test]
    public void A_mirrored_view_is_not_the_other_one_mirrored()
    {
        SyntheticScene scene = new SyntheticScenes().Make(0, 64, 48);

        Half[] straight = SyntheticScores.Make(scene, new SyntheticView("a", 8, false), out int rows, out int columns);
        Half[] flipped = SyntheticScores.Make(scene, new SyntheticView("b", 8, true), out _, out _);

        int different = Enumerable.Range(0, straight.Length).Count(i => straight[i] != flipped[(i / columns * columns) + (columns - 1 - (i % columns))]);
        Assert.That(different, Is.GreaterThan(rows * columns), "each view wavers in its own way, or averaging would gain nothing");
    }
}
