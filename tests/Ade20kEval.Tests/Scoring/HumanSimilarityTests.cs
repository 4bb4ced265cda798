using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Scoring;

public sealed class HumanSimilarityTests
{
    [Test]
    public void Alike_is_worth_a_part_and_four_classes_less_than_all_where_right()
    {
        // Wall (1) right 10, taken for ceiling (6) 10, worth 0.24; building (2) for nothing 5; bag (116) right 5, worth 0.8; void 9.
        RunCounts run = Run((1, 1, 10), (1, 6, 10), (2, 0, 5), (116, 116, 5), (0, 1, 9));

        Assert.That(HumanSimilarity.Accuracy(run), Is.EqualTo((10 + 2.4 + 0 + 4) / 30).Within(1e-15));
        Assert.That(ProtocolCatalog.Find("sceneparse").Score(run).Extra.Single(figure => figure.Key == "humanSimilarityAccuracy").Value, Is.EqualTo((10 + 2.4 + 0 + 4) / 30).Within(1e-15));
    }

    [Test]
    public void Classes_that_nobody_was_asked_about_have_no_such_figure()
    {
        Scores scores = ProtocolCatalog.Find("sceneparse").Score(SampleRuns.Small().Counts);

        Assert.That(scores.Extra, Is.Empty);
    }

    [Test]
    public void A_run_without_a_labelled_pixel_has_none() => Assert.That(HumanSimilarity.Accuracy(Run((0, 1, 9))), Is.Null);

    [Test]
    public void The_matrix_has_the_published_number_of_entries()
    {
        int alike = 0, notFull = 0;
        for (int k = 0; k < 150; k++)
        {
            notFull += Ade20k150Similarity.Hundredths(k, k) < 100 ? 1 : 0;
            alike += Enumerable.Range(0, 150).Count(j => j != k && Ade20k150Similarity.Hundredths(k, j) > 0);
        }

        Assert.That((alike, notFull), Is.EqualTo((1179, 4)));
    }

    [Test]
    public void The_matrix_is_the_published_one()
    {
        string file = TestFolders.SharedOrSkip("data", "ade150_human_similarity.csv");
        foreach (string[] row in File.ReadLines(file).Skip(1).Select(line => line.Split(',')))
        {
            for (int j = 0; j < 150; j++)
            {
                Assert.That(Ade20k150Similarity.Hundredths(int.Parse(row[0], CultureInfo.InvariantCulture) - 1, j) / 100.0, Is.EqualTo(double.Parse(row[j + 1], CultureInfo.InvariantCulture)).Within(1e-12));
            }
        }
    }

    private static RunCounts Run(params (ushort GroundTruth, ushort Prediction, long Pixels)[] cells)
    {
        int pixels = (int)cells.Sum(cell => cell.Pixels);
        return new RunCounts(DatasetCatalog.Find("ade20k-150"), PredictionLabels.Ids,
            [new ImageCounts("a", pixels, 1, [.. cells.Order().Select(cell => new PairCount(cell.GroundTruth, cell.Prediction, cell.Pixels))])]);
    }
}
