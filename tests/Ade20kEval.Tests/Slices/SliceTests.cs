using System.Text;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.Protocols;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Slices;

public sealed class SliceTests
{
    [Test]
    public void A_slice_is_scored_by_its_pixels_together_beside_the_whole_set_on_its_classes()
    {
        // Day: class 0, 3 of 4 right, the fourth called 1. Night: class 0, 1 of 2; class 2, 1 of 1.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), ([0, 0], [0, 0]), ([0, 0], [0, 1]), ([0, 0, 2, 255], [0, 2, 2, 1]));
        IReadOnlyList<SliceScore> scores = SliceScores.Of(run, new SliceColumn("time", [new Slice("day", [0, 1]), new Slice("night", [2])]));

        // Whole set: class 0 has 4 of 6, class 1 0 of 1, class 2 1 of 2.
        Assert.That(scores[0].MeanIou, Is.EqualTo(((3.0 / 4) + 0) / 2));
        Assert.That(scores[0].WholeSetMeanIou, Is.EqualTo(((4.0 / 6) + 0) / 2));
        Assert.That(scores[0].ClassesAveraged, Is.EqualTo(2));
        Assert.That(scores[0].Labelled, Is.EqualTo(4));
        Assert.That(scores[1].MeanIou, Is.EqualTo(((1.0 / 2) + (1.0 / 2)) / 2));
        Assert.That(scores[1].WholeSetMeanIou, Is.EqualTo(((4.0 / 6) + (1.0 / 2)) / 2));
        Assert.That(SliceIntervals.Add(new ImageClasses(run), new SliceColumn("time", [new Slice("day", [0, 1]), new Slice("night", [2])]), new IntervalOptions(), scenes: null).Slices[1].Interval, Is.Null, "one image");
    }

    [Test]
    public void Random_slices_score_what_a_run_of_their_images_does()
    {
        Random random = new(17_020);
        for (int round = 0; round < 60; round++)
        {
            RunCounts run = RandomMaps.Draw(random).Run;
            int[] own = [.. Enumerable.Range(0, run.Images.Count).Where(_ => random.Next(2) == 0)];
            if (own.Length == 0)
            {
                continue;
            }

            SliceScore score = SliceScores.Of(run, new SliceColumn("c", [new Slice("v", own)]))[0];
            double[] slice = SlowIou(run, own), whole = SlowIou(run, [.. Enumerable.Range(0, run.Images.Count)]);

            Assert.That(score.MeanIou ?? double.NaN, Is.EqualTo(Mean(slice)).Within(1e-12));
            Assert.That(score.WholeSetMeanIou ?? double.NaN, Is.EqualTo(Mean(whole.Where((_, k) => !double.IsNaN(slice[k])))).Within(1e-12));
        }
    }

    [Test]
    public void The_interval_is_what_scoring_anew_without_each_image_gives()
    {
        Random random = new(17_021);
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), [.. Enumerable.Range(0, 9).Select(_ => (Row(random), Row(random)))]);
        int[] own = [0, 2, 3, 7];
        SliceScore score = SliceScores.Of(run, SliceIntervals.Add(new ImageClasses(run), new SliceColumn("c", [new Slice("v", own)]), new IntervalOptions(), scenes: null))[0];
        double[] without = [.. Enumerable.Range(0, 9).Select(i => Mean(SlowIou(run, [.. own.Where(j => j != i)])) - Mean(SlowIou(run, [.. Enumerable.Range(0, 9).Where(j => j != i)])))];

        double mean = without.Average(), error = Math.Sqrt(8.0 / 9 * without.Sum(value => (value - mean) * (value - mean)));
        const double T8 = 2.3060041350333704;   // Student, 8 degrees of freedom, 97.5 %
        double centre = (9 * score.Difference!.Value) - (8 * mean);
        Assert.That(score.Interval!.Low, Is.EqualTo(centre - (T8 * error)).Within(1e-9));
        Assert.That(score.Interval.High, Is.EqualTo(centre + (T8 * error)).Within(1e-9));

        // Every class in every image, so that leaving one out never loses a class.
        static int[] Row(Random random) => [0, 1, 2, .. Enumerable.Range(0, 9).Select(_ => random.Next(3))];
    }

    [Test]
    public void The_bootstrap_draws_scenes_and_scores_the_slice_anew()
    {
        Random random = new(17_022);
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), [.. Enumerable.Range(0, 12).Select(_ => (Row(random), Row(random)))]);
        int[] own = [0, 2, 3, 5, 7, 8, 10];
        int[][] scenes = [[0, 1], [2, 3, 4], [5], [6, 7], [8, 9], [10, 11]];
        Interval found = SliceIntervals.Add(new ImageClasses(run), new SliceColumn("c", [new Slice("v", own), new Slice("", [1, 4, 6, 9, 11])]), new IntervalOptions { Method = IntervalMethod.Percentile, Draws = 150, Level = 0.8 }, scenes).Slices[0].Interval!;

        DrawNumbers numbers = new(BootstrapIntervals.DefaultSeed);
        double[] drawn = [.. Enumerable.Range(0, 150).Select(draw => Enumerable.Range(0, scenes.Length).SelectMany(j => scenes[numbers.Below(draw, j, scenes.Length)]).ToArray())
            .Select(images => Mean(SlowIou(run, [.. images.Where(own.Contains)])) - Mean(SlowIou(run, images))).Order()];
        Interval expected = Bootstrap.Percentile(drawn, 0.8)!;
        Assert.That(found.Low, Is.EqualTo(expected.Low).Within(1e-12));
        Assert.That(found.High, Is.EqualTo(expected.High).Within(1e-12));

        static int[] Row(Random random) => [0, 1, 2, .. Enumerable.Range(0, 9).Select(_ => random.Next(3))];
    }

    [Test]
    public void Two_runs_differ_on_a_slice_by_the_classes_of_its_ground_truth()
    {
        RunCounts before = SmallRun.Of(SmallRun.FromZero(3), ([0, 0, 1, 1], [0, 0, 1, 2]), ([0, 1], [0, 1]));
        RunCounts after = SmallRun.Of(SmallRun.FromZero(3), ([0, 0, 1, 1], [0, 1, 1, 1]), ([0, 1], [1, 1]));
        SliceChange change = SliceChange.Of(before, after, new SliceColumn("c", [new Slice("v", [0])]), 0.95)[0];

        Assert.That(change.ClassesAveraged, Is.EqualTo(2), "class 2 is predicted only");
        Assert.That(change.Baseline, Is.EqualTo((1 + 0.5) / 2));
        Assert.That(change.Run, Is.EqualTo((0.5 + (2.0 / 3)) / 2));
        Assert.That(change.Interval, Is.Null);
    }

    [Test]
    public void A_table_divides_by_words_quarters_and_what_it_does_not_say()
    {
        IReadOnlyList<SliceColumn> columns = Divide("image,time,\"size, in metres\"\na,day,1\nb, \"night\"\"s\" ,2\nc,day,3\n\nd,,4\ne,day,5\nf,day,5\r\n", "a", "b", "c", "d", "e", "f", "g");

        Assert.That(columns.Select(column => column.Name), Is.EqualTo(new[] { "time", "size, in metres" }));
        Assert.That(Text(columns[0]), Is.EqualTo("day: 0 2 4 5; night\"s: 1; : 3 6"));

        // Of six numbers, rank / 6 in quarters: 1 and 2 in the first, 3 in the second, 4 and both 5 in the third; the fourth is empty.
        Assert.That(Text(columns[1]), Is.EqualTo("1 to 2: 0 1; 3: 2; 4 to 5: 3 4 5; : 6"));
    }

    [Test]
    public void Four_numbers_or_fewer_are_words()
    {
        Assert.That(Text(Divide("i,n\na,0\nb,1\nc,0\nd,10", "a", "b", "c", "d")[0]), Is.EqualTo("0: 0 2; 1: 1; 10: 3"));
    }

    [Test]
    public void An_image_is_found_by_the_end_of_its_name() => Assert.That(Text(Divide("i,n\nb,x", "a/b", "c")[0]), Is.EqualTo("x: 0; : 1"));

    [TestCase("image,time\na,day\nz,day\nb,night", "images that the run does not have: 1", "the image z was not scored")]
    [TestCase("image,time\na,day\na,night", "line 3", "the image a has a line already")]
    [TestCase("image,time\na", "line 2 has 1 cell; expected 2")]
    [TestCase("image,time\na,day,1", "line 2 has 3 cells; expected 2")]
    [TestCase("image,time\n,day", "line 2 names no image")]
    [TestCase("image\na", "its header has one column")]
    [TestCase("image,time,time\na,1,2", "names the column time twice")]
    [TestCase("image,,time\na,1,2", "has no name")]
    [TestCase("image,time", "names no image")]
    [TestCase("", "is empty")]
    [TestCase("image,time\na,\"day", "line 2: a quote is not closed")]
    [TestCase("image,time\na,\"day\"x", "line 2: something follows a closing quote")]
    public void A_table_that_is_none_is_refused(string table, params string[] message)
    {
        InputException? refused = Assert.Throws<InputException>(() => Divide(table, "a", "b"));

        foreach (string part in message)
        {
            Assert.That(refused!.Message, Does.Contain(part));
        }
    }

    [Test]
    public void A_document_keeps_its_slices()
    {
        RunDocument run = SampleRuns.UnderSceneparse(SampleRuns.Small()) with { Slices = [new SliceColumn("a \"name\"", [new Slice("x", [1]), new Slice("", [0])])] };
        byte[] written = RunJsonWriter.Write(run);
        RunDocument read = RunJsonReader.Read(written, "run.json");

        Assert.That(Text(read.Slices[0]), Is.EqualTo("x: 1; : 0"));
        Assert.That(Encoding.UTF8.GetString(RunJsonWriter.Write(read)), Is.EqualTo(Encoding.UTF8.GetString(written)));
    }

    [TestCase("\"places\":[1]", "\"places\":[2]", "expected a whole number from 0 to 1")]
    [TestCase("\"places\":[1]", "\"places\":[0]", "in another slice, too")]
    [TestCase("\"places\":[1]", "\"places\":[]", "is empty")]
    [TestCase("\"places\":[1]", "\"places\":[1,1]", "expected places ascending")]
    [TestCase(",{\"value\":\"\"", ",{\"values\":\"\"", "has no \"value\"")]
    public void Slices_that_cannot_be_are_refused(string before, string after, string message)
    {
        string text = Encoding.UTF8.GetString(RunJsonWriter.Write(SampleRuns.UnderSceneparse(SampleRuns.Small()) with { Slices = [new SliceColumn("c", [new Slice("x", [1]), new Slice("", [0])])] }));
        Assert.That(text, Does.Contain(before));

        Assert.That(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal)), "run.json"), Throws.TypeOf<InputException>().With.Message.Contains(message));
    }

    private static IReadOnlyList<SliceColumn> Divide(string table, params string[] images)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["slices.csv"], table);
        return SliceTable.Read(folder["slices.csv"]).Divide([.. images.Select(name => new ImageCounts(name, 1, 1, [new PairCount(1, 1, 1)]))]);
    }

    private static string Text(SliceColumn column) => string.Join("; ", column.Slices.Select(slice => $"{slice.Value}: {string.Join(' ', slice.Images)}"));

    private static double[] SlowIou(RunCounts run, int[] images)
    {
        int n = run.Dataset.ClassCount;
        double[] both = new double[n], either = new double[n];
        foreach (PairCount cell in images.SelectMany(i => run.Images[i].Cells.ToArray()))
        {
            int? groundTruth = run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex, prediction = run.Dataset.ClassifyPrediction(cell.Prediction, run.Labels).ClassIndex;
            if (groundTruth is int k)
            {
                both[k] += k == prediction ? cell.Pixels : 0;
                either[k] += cell.Pixels;
                if (prediction is int j && j != k)
                {
                    either[j] += cell.Pixels;
                }
            }
        }

        return [.. both.Zip(either).Select(pair => pair.First / pair.Second)];
    }

    private static double Mean(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();
}
