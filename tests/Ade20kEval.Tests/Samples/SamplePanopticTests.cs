using Ade20kEval.Panoptic;
using Ade20kEval.Samples;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Samples;

/// <summary>The committed panoptic set is what the generator makes. ADE20KEVAL_APPROVE=1 writes it anew; pixels are compared, not compressed bytes.</summary>
public sealed class SamplePanopticTests
{
    private const int SceneCount = 8;

    private static readonly SyntheticModel[] s_models = [SyntheticModel.Strong, SyntheticModel.Weak];

    private static string Stored => Path.Combine(TestFolders.SampleData, "panoptic");

    [Test]
    public void Every_pixel_and_every_word_is_what_the_generator_makes_today()
    {
        using TemporaryFolder folder = new();
        string made = folder.Path;
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            made = Stored;
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }
        }

        SyntheticPanopticFolder.Write(made, new SyntheticScenes(), SceneCount, SyntheticFolder.SampleSize, s_models);

        string[] files = [.. Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(made, path)).Order(StringComparer.Ordinal)];
        Assert.That(files, Has.Length.EqualTo(3 * (SceneCount + 1)));
        Assert.That(Directory.EnumerateFiles(Stored, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Stored, path)).Order(StringComparer.Ordinal), Is.EqualTo(files));
        foreach (string file in files)
        {
            (byte[] stored, byte[] now) = (File.ReadAllBytes(Path.Combine(Stored, file)), File.ReadAllBytes(Path.Combine(made, file)));
            bool isPng = file.EndsWith(".png", StringComparison.Ordinal);
            Assert.That(isPng ? ReferencePngDecoder.Decode(stored).Bytes : stored, Is.EqualTo(isPng ? ReferencePngDecoder.Decode(now).Bytes : now), file);
        }
    }

    [Test]
    public void It_has_things_stuff_and_areas_that_its_PNGs_do_not_have()
    {
        PanopticRun run = PanopticEvaluator.Evaluate(Path.Combine(Stored, "ground-truth.json"), Path.Combine(Stored, "strong.json"));

        Assert.That(run.Scores.Things.Categories, Is.GreaterThan(10));
        Assert.That(run.Scores.Stuff.Categories, Is.GreaterThan(10));
        Assert.That(run.Quirks.Select(quirk => quirk.Name), Does.Contain("json-areas"));
    }

    [Test]
    public void Its_classes_are_those_of_the_scenes()
    {
        SyntheticScene scene = new SyntheticScenes().Make(0, 320, 240);

        Assert.That(scene.GroundTruthSegments().Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(scene.GroundTruth()), "red is the label id");
        Assert.That(scene.PredictionSegments(SyntheticModel.Weak).Pixels.Where((_, i) => i % 3 == 0), Is.EqualTo(scene.Prediction(SyntheticModel.Weak)));
    }
}
