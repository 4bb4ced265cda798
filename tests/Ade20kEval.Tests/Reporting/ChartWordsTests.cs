using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Runs;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Reporting;

/// <summary>Sentences under the charts of every run: true of a run of two classes, of a perfect one, and of one with nothing in it.</summary>
public sealed class ChartWordsTests
{
    // Class 0: 6 pixels, 3 right, 3 taken for 1. Class 1: 2 pixels, both right. IoU 3 / 6 and 2 / 5. The second image is right throughout.
    private static readonly RunDocument s_two = Run(2, ([0, 0, 0, 0, 1], [0, 1, 1, 1, 1]), ([0, 0, 1, 255], [0, 0, 1, 0]));

    private static readonly RunDocument s_perfect = Run(2, ([0, 0, 1], [0, 0, 1]), ([1, 1], [1, 1]));

    private static readonly RunDocument s_void = Run(2, ([255], [0]));

    [Test]
    public void A_run_of_two_classes()
    {
        RunView view = new(s_two);
        string first = s_two.Dataset.Classes[0].Name, second = s_two.Dataset.Classes[1].Name;

        Assert.That(ChartWords.Classes(s_two), Is.EqualTo($"Best: {first}, 50.0 %; worst: {second}, 40.0 %; half of the 2 classes of the ground truth are at 45.0 % or above."));
        Assert.That(ChartWords.Confusion(view), Is.EqualTo($"Brightest off the diagonal: 50.0 % of {first} is taken for {second}."));
        Assert.That(ChartWords.Gains(view), Is.EqualTo($"Most would come of {first} no longer taken for {second}: 55.00 points."), "from (50 + 40) / 2 to 100");

        // First image: 1 of 4 and 1 of 4; second: all.
        Assert.That(ChartWords.Images(view), Is.EqualTo($"Half of the 2 images are at 62.5 % or above; the worst, {s_two.Images[0].Name}, has 25.0 %."));
        Assert.That(ChartWords.Frequency(s_two), Is.EqualTo("The more frequent half of the classes has a mean IoU of 50.0 %, the rarer half 40.0 %: rare classes do worse."));
        Assert.That(ChartWords.Protocols(s_two), Is.EqualTo("mmseg gives 45.00 %."));
        Assert.That(ChartWords.Deltas(s_two, s_two), Is.EqualTo("No class changed."));
    }

    [Test]
    public void A_perfect_run()
    {
        RunView view = new(s_perfect);

        Assert.That(ChartWords.Classes(s_perfect), Is.EqualTo("All 2 classes of the ground truth have an IoU of 100.0 %."));
        Assert.That(ChartWords.Confusion(view), Is.EqualTo("No class is taken for another."));
        Assert.That(ChartWords.Gains(view), Is.EqualTo("No class is taken for another at a cost."));
        Assert.That(ChartWords.Images(view), Is.EqualTo("All 2 images have 100.0 %."));
        Assert.That(ChartWords.Frequency(s_perfect), Does.EndWith("rare classes do no worse."));
    }

    [Test]
    public void A_run_of_void_alone()
    {
        Assert.That(ChartWords.Classes(s_void), Is.EqualTo("No class occurs in the ground truth."));
        Assert.That(ChartWords.Images(new RunView(s_void)), Is.EqualTo("No image has a labelled pixel."));
        Assert.That(ChartWords.Frequency(s_void), Does.StartWith("There are fewer than two classes"));
        Assert.That(ChartWords.Ratios(s_void), Does.StartWith("No class of the ground truth"));
    }

    [Test]
    public void Two_runs_differ_by_classes()
    {
        string second = s_two.Dataset.Classes[1].Name;
        RunDocument better = Run(2, ([0, 0, 0, 0, 1], [0, 0, 0, 0, 1]), ([0, 0, 1, 255], [0, 0, 1, 0]));

        Assert.That(ChartWords.Deltas(s_two, better), Is.EqualTo($"2 classes are better, 0 worse; most changed {second}, by +60.0 points."), "from 40 to 100");
        Assert.That(ChartWords.Deltas(better, s_two), Is.EqualTo($"0 classes are better, 2 worse; most changed {second}, by -60.0 points."));
        Assert.That(ChartWords.Side([better, s_two]), Does.Match("^model is higher in [1-9][0-9]* and lower in 0 of [0-9]+ figures.$"));
    }

    private static RunDocument Run(int classes, params (int[] Truth, int[] Guess)[] images)
    {
        RunCounts counts = SmallRun.Of(SmallRun.FromZero(classes), images);
        RunDocument any = SampleRuns.Small();
        return RunDocument.Create(counts, [ProtocolCatalog.Find("mmseg")], any.Header with { GroundTruth = any.GroundTruth with { ImageCount = images.Length } });
    }
}
