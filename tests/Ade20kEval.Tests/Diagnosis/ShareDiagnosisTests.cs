using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Diagnosis;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Diagnosis;

public sealed class ShareDiagnosisTests
{
    private static readonly Protocol s_mmseg = ProtocolCatalog.Find("mmseg");
    private static readonly Dataset s_two = Of("two", 2);
    private static readonly Dataset s_thirty = Of("thirty", 30);

    [Test]
    public void Two_classes_of_which_one_is_ignored_are_told_three_times()
    {
        // 0 and 255 in the ground truth, 0 and 1 in predictions: 46 % ignored, 'c1' never occurs.
        string[] warnings = Warnings(s_two, new PairCount(0, 0, 47), new PairCount(0, 1, 7), new PairCount(255, 0, 6), new PairCount(255, 1, 40));

        Assert.That(warnings[0], Is.EqualTo("46.00 % of the ground truth (46 pixels) is ignored and not scored: 255. Were 0, 255 meant as the two classes? If that is not meant, let the doctor look closer."));
        Assert.That(warnings[1], Is.EqualTo("Class 'c1' is predicted on 12.96 % of the labelled pixels, and the ground truth never holds it."));   // 7 of 54
        Assert.That(warnings[2], Is.EqualTo("The ground truth holds 1 of 2 classes only: means over classes say little."));
        Assert.That(warnings, Has.Length.EqualTo(3));
    }

    [Test]
    public void A_third_ignored_and_a_rare_strange_class_are_common() =>
        Assert.That(Warnings(s_thirty, new PairCount(0, 0, 500), new PairCount(1, 1, 140), new PairCount(1, 9, 20), new PairCount(255, 0, 330)), Is.Empty);

    [Test]
    public void Agreement_at_chance_is_told_with_both_numbers()
    {
        // Rows 50 and 50, columns 50 and 50: 26 + 26 agree, 50 would by chance.
        string warning = Warnings(s_thirty, new PairCount(0, 0, 26), new PairCount(0, 1, 24), new PairCount(1, 0, 24), new PairCount(1, 1, 26)).Single();
        Assert.That(warning, Does.StartWith("Predictions agree with the ground truth on 52.00 % of the labelled pixels; strewn at random the same values would on 50.00 %."));
    }

    [Test]
    public void Sides_that_look_exchanged_are_told_with_the_score_of_the_other_order()
    {
        string warning = Warnings(s_thirty, new PairCount(0, 0, 45), new PairCount(1, 1, 45), new PairCount(0, 255, 5), new PairCount(1, 255, 5)).Single();

        // In the other order the ten pixels of 255 are void, and all others agree.
        Assert.That(warning, Is.EqualTo("Predictions hold ignored values on 10.00 % of the pixels, and the ground truth holds none: are the two exchanged? In the other order the mean IoU is 100.00 % (mmseg)."));
    }

    [Test]
    public void Few_of_many_classes_are_told_once_there_are_twenty_images()
    {
        ImageCounts[] images = [.. Enumerable.Range(0, 20).Select(i => new ImageCounts($"i{i}", 10, 1, [new PairCount(0, 0, 5), new PairCount(1, 1, 5)]))];

        Assert.That(ShareDiagnosis.Warnings(new RunCounts(s_thirty, PredictionLabels.Ids, images), s_mmseg), Is.EqualTo(new[] { "The ground truth holds 2 of 30 classes only: means over classes say little." }));
        Assert.That(ShareDiagnosis.Warnings(new RunCounts(s_thirty, PredictionLabels.Ids, images[..19]), s_mmseg), Is.Empty);
    }

    private static Dataset Of(string name, int classes) => new(name, name, [.. Enumerable.Range(0, classes).Select(i => new ClassInfo(i, i, $"c{i}", new Rgb((byte)i, 0, 0)))], [255]);

    private static string[] Warnings(Dataset dataset, params PairCount[] cells) =>
        [.. ShareDiagnosis.Warnings(new RunCounts(dataset, PredictionLabels.Ids, [new ImageCounts("a", (int)cells.Sum(cell => cell.Pixels), 1, [.. cells.OrderBy(cell => (cell.GroundTruth, cell.Prediction))])]), s_mmseg)];
}
