using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Diagnosis;

public sealed class CountDiagnosisTests
{
    private static readonly Protocol s_sceneParse = ProtocolCatalog.Find("sceneparse");

    [Test]
    public void A_shift_shows_in_the_counts_alone_with_its_evidence()
    {
        // 100 pixels of class 5 predicted as 6 on 90 of them; 50 of class 9 predicted as 10 on all.
        Finding finding = Examine(new PairCount(5, 5, 10), new PairCount(5, 6, 90), new PairCount(9, 10, 50)).Single();
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.LabelOffset));
        Assert.That(finding.Evidence, Is.EqualTo(
            "Read as they are, 6.67 % of the labelled pixels have their ground-truth class (10 of 150); read so, 93.33 % (140). By chance alone it would be 51.11 %."));
        Assert.That(finding.ScoreWhenMended?.PixelAccuracy, Is.EqualTo(140.0 / 150));
    }

    [Test]
    public void One_class_called_another_is_no_shift() =>
        Assert.That(Examine(new PairCount(5, 6, 90), new PairCount(9, 20, 50)).Select(finding => finding.Cause), Is.Empty);

    [Test]
    public void Ignored_pixels_take_no_part() =>
        Assert.That(Examine(new PairCount(0, 6, 1_000_000), new PairCount(5, 5, 10), new PairCount(6, 6, 10), new PairCount(7, 8, 1)), Is.Empty);

    [Test]
    public void A_missing_prediction_counted_as_wrong_is_no_strange_value() =>
        Assert.That(Examine(new PairCount(5, 5, 10), new PairCount(6, 7, 10), new PairCount(7, Dataset.NoPrediction, 30)), Is.Empty);

    [Test]
    public void Ground_truth_that_is_ignored_everywhere_is_told() =>
        Assert.That(Examine(new PairCount(0, 1, 100), new PairCount(0, 2, 100)).Select(finding => finding.Cause), Is.EqualTo(new[] { FindingCause.NoLabelledPixels }));

    [Test]
    public void Instances_as_predictions_are_another_numbering()
    {
        RunCounts run = Run(Cityscapes19.Dataset, new PairCount(24, 24_001, 50), new PairCount(26, 26_003, 50));
        Finding finding = CountDiagnosis.Examine(run, s_sceneParse)[0];
        Assert.That(finding.Cause, Is.EqualTo(FindingCause.OtherNumbering));
        Assert.That(finding.Remap, Is.EquivalentTo(new Dictionary<int, int> { [24_001] = 24, [26_003] = 26 }));
    }

    [Test]
    public void Codes_of_full_annotations_are_another_numbering()
    {
        RunCounts run = Run(Ade20k150.Dataset, new PairCount(1, 2978, 50), new PairCount(2, 312, 50));
        IReadOnlyDictionary<int, int> remap = CountDiagnosis.Examine(run, s_sceneParse)[0].Remap;
        Assert.That((remap[2978], remap[312]), Is.EqualTo((1, 2)));
        Assert.That(remap, Is.EquivalentTo(AdeFullConversion.Codes), "all codes, so that the table serves other images too");
    }

    [Test]
    public void The_table_is_given_as_a_file_that_remap_reads()
    {
        Finding finding = Examine(new PairCount(5, 6, 90), new PairCount(9, 10, 50))[0];
        LabelRemap remap = LabelRemapFile.Parse(finding.RemapText!, "remap.csv");
        Assert.That((remap[6], remap[10], remap[151], remap[200]), Is.EqualTo((5, 9, 150, 200)));
    }

    [Test]
    public void A_table_is_applied_to_all_values_at_once_and_not_as_a_chain()
    {
        // Every value plus one: 6 means 5, and 5 means 4, never 6 -> 5 -> 4.
        RunCounts run = Run(Ade20k150.Dataset, new PairCount(4, 5, 50), new PairCount(5, 6, 50));
        RunCounts mended = CountDiagnosis.Examine(run, s_sceneParse, []);
        Assert.That(mended.Total.Cells.ToArray(), Is.EqualTo(new[] { new PairCount(4, 4, 50), new PairCount(5, 5, 50) }));
    }

    private static IReadOnlyList<Finding> Examine(params PairCount[] cells) => CountDiagnosis.Examine(Run(Ade20k150.Dataset, cells), s_sceneParse);

    private static RunCounts Run(Dataset dataset, params PairCount[] cells) =>
        new(dataset, PredictionLabels.Ids, [new ImageCounts("a", (int)cells.Sum(cell => cell.Pixels), 1, cells)]);
}
