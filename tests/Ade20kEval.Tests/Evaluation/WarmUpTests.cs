using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Tests;

namespace Ade20kEval.Tests.Evaluation;

public sealed class WarmUpTests
{
    [Test]
    public void The_built_in_pair_is_scored_like_any_other()
    {
        RunDocument run = WarmUp.Run(Options(DatasetCatalog.Find("ade20k-150")));

        // 10 rows of 80 pixels; in each, three pixels at a border are predicted as the class on its other side.
        Assert.That(run.Pixels.Labelled, Is.EqualTo(10 * 80));
        Assert.That(run.Primary.PixelAccuracy, Is.EqualTo((80 - 3) / 80.0).Within(1e-15));
        Assert.That(run.Primary.Classes.Count(c => c.GroundTruthPixels > 0), Is.EqualTo(3));
        Assert.That(run.Warnings, Is.Empty, "a warning would mean that what only faulty data needs is rehearsed too");
    }

    [TestCaseSource(typeof(DatasetCatalog), nameof(DatasetCatalog.Names))]
    public void Every_dataset_can_be_rehearsed_with_options_that_its_values_would_not_pass(string name)
    {
        EvaluationOptions options = Options(DatasetCatalog.Find(name)) with
        {
            Scoring = new ScoringOptions { Dataset = DatasetCatalog.Find(name), UnknownPrediction = UnknownPrediction.Error, Boundaries = true },
            Execution = new ExecutionOptions { Workers = 7, Shard = new ShardInfo(2, 2) },
        };

        Assert.That(WarmUp.Run(options).Images, Has.Count.EqualTo(1));
    }

    private static EvaluationOptions Options(Dataset dataset) => new() { Scoring = new ScoringOptions { Dataset = dataset } };
}
