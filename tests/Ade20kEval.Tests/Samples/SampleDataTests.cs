using Ade20kEval.Samples;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Samples;

/// <summary>The committed sample data is what the generator makes, and its scores are what the definition says.</summary>
/// <remarks>
/// Set ADE20KEVAL_APPROVE=1 to write the files anew after a change of the generator, and look at them before committing.
/// Pixels are compared, not compressed bytes: those depend on the version of the platform's zlib, the pixels on nothing.
/// </remarks>
public sealed class SampleDataTests
{
    private const int SceneCount = 24;

    private static readonly SyntheticModel[] s_models = [SyntheticModel.Strong, SyntheticModel.Weak];

    private readonly Dictionary<string, NaiveSceneParse> _scores = [];

    private static bool Approving => Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1";

    [OneTimeSetUp]
    public void ScoreTheFiles()
    {
        if (Approving)
        {
            WriteAnew();
        }

        foreach (SyntheticModel model in s_models)
        {
            _scores.Add(model.Name, Score(model.Name));
        }

        if (Approving)
        {
            File.WriteAllText(ExpectedPath, Expected());
        }
    }

    private static void WriteAnew()
    {
        foreach (string folder in (ReadOnlySpan<string>)[SyntheticFolder.Images, SyntheticFolder.GroundTruth, SyntheticFolder.Predictions])
        {
            string path = Path.Combine(TestFolders.SampleData, folder);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        SyntheticFolder.Write(TestFolders.SampleData, new SyntheticScenes(), SceneCount, SyntheticFolder.SampleSize, s_models, withImages: true);
    }

    private static string ExpectedPath => Path.Combine(TestFolders.SampleData, "expected.json");

    [Test]
    public void Every_pixel_of_the_sample_data_is_what_the_generator_makes_today()
    {
        HashSet<string> generated = [];
        for (int index = 0; index < SceneCount; index++)
        {
            (int width, int height) = SyntheticFolder.SampleSize(index);
            SyntheticScene scene = new SyntheticScenes().Make(index, width, height);
            Check($"ground-truth/{scene.Name}.png", scene.GroundTruth(), channels: 1);
            Check($"images/{scene.Name}.png", scene.Picture(), channels: 3);
            Check($"predictions/strong/{scene.Name}.png", scene.Prediction(SyntheticModel.Strong), channels: 1);
            Check($"predictions/weak/{scene.Name}.png", scene.Prediction(SyntheticModel.Weak), channels: 1);

            void Check(string file, byte[] made, int channels)
            {
                ReferencePngImage stored = ReferencePngDecoder.Decode(File.ReadAllBytes(Path.Combine(TestFolders.SampleData, file)));
                Assert.That((stored.Width, stored.Height, stored.Depth, stored.Channels), Is.EqualTo((width, height, 8, channels)), file);
                Assert.That(stored.Bytes.AsSpan().SequenceEqual(made), Is.True, $"{file}: other pixels; ADE20KEVAL_APPROVE=1 writes it anew");
                generated.Add(file);
            }
        }

        IEnumerable<string> present = Directory.EnumerateFiles(TestFolders.SampleData, "*.png", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(TestFolders.SampleData, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("panoptic/", StringComparison.Ordinal));
        Assert.That(present, Is.EquivalentTo(generated));
    }

    [Test]
    public void Expected_json_holds_what_naive_loops_over_the_files_give() =>
        Assert.That(File.ReadAllText(ExpectedPath), Is.EqualTo(Expected()));

    [Test]
    public void The_strong_model_is_strong_and_the_weak_one_weak()
    {
        Assert.That(_scores["strong"].PixelAccuracy, Is.EqualTo(0.90).Within(0.02));
        Assert.That(_scores["weak"].PixelAccuracy, Is.EqualTo(0.75).Within(0.02));
    }

    [Test]
    public void The_sample_data_stays_small_enough_to_be_cloned()
    {
        long bytes = Directory.EnumerateFiles(TestFolders.SampleData, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);

        Assert.That(bytes, Is.LessThan(2_500_000));
    }

    private string Expected() => ExpectedScoresJson.Of(s_models.Select(model => (model.Name, _scores[model.Name])));

    private static NaiveSceneParse Score(string model)
    {
        NaiveSceneParse score = new();
        foreach (string path in Directory.EnumerateFiles(Path.Combine(TestFolders.SampleData, "ground-truth"), "*.png").Order(StringComparer.Ordinal))
        {
            string prediction = Path.Combine(TestFolders.SampleData, "predictions", model, Path.GetFileName(path));
            score.AddImage(ReferencePngDecoder.Decode(File.ReadAllBytes(path)).Samples, ReferencePngDecoder.Decode(File.ReadAllBytes(prediction)).Samples);
        }

        return score;
    }
}
