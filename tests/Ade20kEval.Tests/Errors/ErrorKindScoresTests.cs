using System.Text;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Errors;

public sealed class ErrorKindScoresTests
{
    [Test]
    public void Shares_are_of_the_union_and_add_up_to_one()
    {
        // Class 0: 6 of 10 right, 1 boundary, 1 extent, 2 segment. Class 1: nothing right. Class 2 does not occur.
        ErrorKindScores scores = ErrorKindScores.Of(3, new ErrorKindCounts(0.01,
        [
            [new ClassErrors(0, 4, 1, 0, 0, 0, 1, 0)],
            [new ClassErrors(0, 2, 0, 0, 2, 0, 0, 0), new ClassErrors(1, 0, 0, 0, 0, 0, 0, 5)],
        ]));

        Assert.That(scores.Shares, Is.EqualTo(new ErrorShares?[] { new ErrorShares(0.6, 0.1, 0.1, 0.2), new ErrorShares(0, 0, 0, 1), null }));
        Assert.That(scores.Mean, Is.EqualTo(new ErrorShares(0.6 / 2, 0.1 / 2, 0.1 / 2, 1.2 / 2)));
        Assert.That(scores.ClassesAveraged, Is.EqualTo(2));

        // 1 / (6 + 1) and 1 / (6 + 1 + 1) of class 0 alone: class 1 has nothing that could have an edge.
        Assert.That(scores.Renormalised, Is.EqualTo(new RenormalisedErrors(1.0 / 7, 1, 1.0 / 8, 1, (0.2 + 1) / 2, 2)));
    }

    [Test]
    public void A_run_without_a_class_has_no_mean()
    {
        ErrorKindScores scores = ErrorKindScores.Of(2, new ErrorKindCounts(0.01, [[]]));

        Assert.That(scores.Mean, Is.Null);
        Assert.That(scores.Renormalised, Is.EqualTo(new RenormalisedErrors(null, 0, null, 0, null, 0)));
    }

    [Test]
    public void Intervals_are_what_scoring_anew_without_each_image_gives()
    {
        Random random = new(17_010);
        RunDocument run = RunIntervals.Add(Run(random, 12));
        ErrorKindCounts counts = run.ErrorKinds!;
        double estimate = ErrorKindScores.Of(3, counts).Mean!.Value.Segment;
        double[] without = [.. counts.Images.Select((_, i) => ErrorKindScores.Of(3, counts with { Images = [.. counts.Images.Where((_, j) => j != i)] }).Mean!.Value.Segment)];

        double mean = without.Average(), n = without.Length;
        double error = Math.Sqrt((n - 1) / n * without.Sum(value => (value - mean) * (value - mean)));
        const double T11 = 2.200985160082949;   // Student, 11 degrees of freedom, 97.5 %
        Interval interval = run.ErrorKindIntervals!.Segment;
        Assert.That(interval.Low, Is.EqualTo((n * estimate) - ((n - 1) * mean) - (T11 * error)).Within(1e-9));
        Assert.That(interval.High, Is.EqualTo((n * estimate) - ((n - 1) * mean) + (T11 * error)).Within(1e-9));
    }

    [Test]
    public void A_document_keeps_counts_and_intervals()
    {
        RunDocument run = RunIntervals.Add(Run(new Random(17_011), 4));
        byte[] written = RunJsonWriter.Write(run);
        RunDocument read = RunJsonReader.Read(written, "run.json");

        Assert.That(read.ErrorKinds!.Images, Is.EqualTo(run.ErrorKinds!.Images).AsCollection);
        Assert.That(Encoding.UTF8.GetString(RunJsonWriter.Write(read)), Is.EqualTo(Encoding.UTF8.GetString(written)));
        Assert.That(Rescoring.Apply(read, [ProtocolCatalog.Find("mmseg")]).ErrorKinds, Is.EqualTo(read.ErrorKinds), "another protocol has the same errors");
    }

    [TestCase("\"width\": 0.01", "\"width\": 1.5", "$.errorKinds.width is 1.5; expected a share of the image diagonal")]
    [TestCase("\"cells\":[[0,", "\"cells\":[[3,", "expected [index, tp, fpBoundary")]
    [TestCase("\"cells\":[[0,", "\"cells\":[[0,-1,", "expected [index, tp, fpBoundary")]
    public void Counts_that_cannot_be_are_refused(string before, string after, string message)
    {
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(Run(new Random(17_012), 3)));
        int part = text.IndexOf("\"errorKinds\"", StringComparison.Ordinal);
        int place = text.IndexOf(before, part, StringComparison.Ordinal);
        string edited = text[..place] + after + text[(place + before.Length)..];

        Assert.That(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(edited), "run.json"), Throws.TypeOf<InputException>().With.Message.Contains(message));
    }

    private static RunDocument Run(Random random, int images)
    {
        RunDocument small = SampleRuns.Small();
        (ImageCounts Image, ClassErrors[] Classes)[] drawn = [.. Enumerable.Range(0, images).Select(i => Draw(random, $"image {i:00}"))];
        return SampleRuns.UnderSceneparse(small with
        {
            Header = small.Header with
            {
                GroundTruth = small.GroundTruth with { ImageCount = images },
                Predictions = small.Predictions with { ImageCount = images },
            },
            Counts = new RunCounts(small.Dataset, PredictionLabels.Ids, [.. drawn.Select(image => image.Image)]) { ErrorKinds = new ErrorKindCounts(0.01, [.. drawn.Select(image => image.Classes)]) },
        });
    }

    /// <summary>Pairs of the classes 1, 2 and 3 in 100 pixels, and kinds of error that divide them. Every class is in every image, so that leaving one out never loses a class.</summary>
    private static (ImageCounts Image, ClassErrors[] Classes) Draw(Random random, string name)
    {
        int[,] pairs = new int[3, 3];
        for (int g = 0; g < 3; g++)
        {
            for (int p = 0; p < 3; p++)
            {
                pairs[g, p] = random.Next(1, 9);
            }
        }

        int[] all = [0, 1, 2];
        int rest = 100 - pairs.Cast<int>().Sum();
        pairs[0, 0] += rest;
        ClassErrors[] classes = [.. all.Select(k =>
        {
            (int a, int b, int c) = Parts(random, all.Where(g => g != k).Sum(g => pairs[g, k]));
            (int d, int e, int f) = Parts(random, all.Where(p => p != k).Sum(p => pairs[k, p]));
            return new ClassErrors(k, pairs[k, k], a, b, c, d, e, f);
        })];
        return (new ImageCounts(name, 10, 10, [.. all.SelectMany(g => all.Select(p => new PairCount((ushort)(g + 1), (ushort)(p + 1), pairs[g, p])))]), classes);
    }

    private static (int, int, int) Parts(Random random, int sum)
    {
        int first = random.Next(sum + 1), second = random.Next(sum - first + 1);
        return (first, second, sum - first - second);
    }
}
