using System.Text.Json;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Tests.Samples;

/// <summary>The whole engine gives, on the sample data, the scores that naive loops gave.</summary>
public sealed class SampleDataScoreTests
{
    [TestCase("strong")]
    [TestCase("weak")]
    public void Scoring_the_sample_data_gives_expected_json_to_the_last_digit(string model)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestFolders.SampleData, "expected.json")));
        JsonElement expected = file.RootElement.GetProperty("predictions").GetProperty(model);
        using MaskSource groundTruth = MaskSource.Open(Path.Combine(TestFolders.SampleData, "ground-truth"));
        using MaskSource predictions = MaskSource.Open(Path.Combine(TestFolders.SampleData, "predictions", model));

        RunDocument run = Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions
        {
            Scoring = new ScoringOptions { Dataset = DatasetCatalog.Find("ade20k-150"), Protocols = [ProtocolCatalog.Find("sceneparse")] },
        });

        using JsonDocument actual = JsonDocument.Parse(RunJsonWriter.Write(run));
        JsonElement scores = actual.RootElement.GetProperty("scores").GetProperty("sceneparse");
        foreach (string figure in (ReadOnlySpan<string>)["pixelAccuracy", "meanIou", "challengeScore"])
        {
            Assert.That(scores.GetProperty(figure).GetDouble(), Is.EqualTo(expected.GetProperty(figure).GetDouble()), figure);
        }

        JsonElement ious = expected.GetProperty("iouByLabelId");
        Assert.That(
            actual.RootElement.GetProperty("classes").EnumerateArray().Select(item => item.GetProperty("iou").GetDouble()),
            Is.EqualTo(ious.EnumerateObject().Select(item => item.Value.GetDouble())));
        Assert.That(actual.RootElement.GetProperty("pixels").GetProperty("labelled").GetInt64(), Is.EqualTo(expected.GetProperty("labelledPixels").GetInt64()));
    }
}
