using Ade20kEval.Instances;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

/// <summary>The committed set of instances is what the generator makes. ADE20KEVAL_APPROVE=1 writes it anew.</summary>
public sealed class SampleInstanceTests
{
    private const int SceneCount = 8;

    private static readonly SyntheticModel[] s_models = [SyntheticModel.Strong, SyntheticModel.Weak];

    private static string Stored => Path.Combine(TestFolders.SampleData, "instances");

    [Test]
    public void Every_word_is_what_the_generator_makes_today()
    {
        using TemporaryFolder folder = new();
        string made = Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1" ? Stored : folder.Path;

        SyntheticInstanceFolder.Write(made, new SyntheticScenes(), SceneCount, SyntheticFolder.SampleSize, s_models);

        string[] files = ["ground-truth.json", "strong.json", "weak.json"];
        Assert.That(Directory.EnumerateFiles(Stored).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(files));
        foreach (string file in files)
        {
            Assert.That(File.ReadAllText(Path.Combine(made, file)), Is.EqualTo(File.ReadAllText(Path.Combine(Stored, file))), file);
        }
    }

    [Test]
    public void The_strong_model_is_stronger_and_both_make_every_kind_of_error_that_masks_without_overlap_can_make()
    {
        InstanceRun Run(string model) => InstanceEvaluator.Evaluate(Path.Combine(Stored, "ground-truth.json"), Path.Combine(Stored, model + ".json"), new InstanceOptions { Errors = true });
        (InstanceRun strong, InstanceRun weak) = (Run("strong"), Run("weak"));

        Assert.That(strong.Scores.Summary.Ap, Is.GreaterThan(weak.Scores.Summary.Ap!.Value));
        Assert.That(weak.Errors!.Kinds.Where(kind => kind.Name is "classification" or "localisation" or "duplicate" or "background" or "missed").Select(kind => kind.Count), Is.All.GreaterThan(0));
    }
}
