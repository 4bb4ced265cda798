using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.Protocols;

namespace Ade20kEval.Tests.Scoring;

public sealed class GainTableTests
{
    [Test]
    public void The_rise_is_what_mending_the_confusion_really_brings()
    {
        Random random = new(99);
        for (int round = 0; round < 40; round++)
        {
            int[] truth = [.. Enumerable.Range(0, 60).Select(_ => 1 + random.Next(5))];
            int[] guess = [.. truth.Select(t => random.Next(2) == 0 ? t : random.Next(6))];
            RunCounts run = SmallRun.Of(SmallRun.FromOne(5), (truth, guess));
            Scores before = Score(run);

            foreach (ConfusionGain gain in GainTable.Largest(run, before.ClassesAveraged, count: 100))
            {
                int[] mended = [.. truth.Zip(guess, (t, g) => t == gain.GroundTruth + 1 && g == gain.Prediction + 1 ? t : g)];
                Scores after = Score(SmallRun.Of(SmallRun.FromOne(5), (truth, mended)));
                Assert.That(gain.MeanIouRise, Is.EqualTo((after.MeanIou - before.MeanIou)!.Value).Within(1e-12));
                Assert.That(gain.Pixels, Is.EqualTo(truth.Zip(mended, guess).Count(x => x.Second != x.Third)));
            }
        }
    }

    [Test]
    public void The_largest_rise_comes_first_and_reads_as_a_sentence()
    {
        // Class 1 has 4 pixels, 2 of them taken for class 2, which has 4 pixels and all of them right.
        RunCounts run = SmallRun.Of(SmallRun.FromOne(2), "1 1 1 1 2 2 2 2", "1 1 2 2 2 2 2 2");
        ConfusionGain gain = GainTable.Largest(run, classesAveraged: 2)[0];

        Assert.That(gain.MeanIouRise, Is.EqualTo(((2.0 / 4) + ((4.0 / 4) - (4.0 / 6))) / 2).Within(1e-15));
        Assert.That(
            GainTable.Sentence(gain, run.Dataset),
            Is.EqualTo("class 0 taken for class 1: 2 pixels, 50.0 % of class 0; without them mean IoU would rise by 41.67 points."));
    }

    private static Scores Score(RunCounts run) => ProtocolCatalog.Find("sceneparse").Score(run);
}
