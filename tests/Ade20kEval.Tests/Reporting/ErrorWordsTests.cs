using Ade20kEval.Comparison;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Runs;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Reporting;

/// <summary>Sentences under charts are true of the run.</summary>
public sealed class ErrorWordsTests
{
    [Test]
    public void The_largest_part_is_named_with_its_share()
    {
        // Missing of the mean of two classes: segment 0.5 + 0.2, extent 0.1, boundary 0.2 + 0: 70, 10 and 20 of 100.
        RunView view = View(new ClassErrors(0, 5, 0, 0, 5, 0, 0, 0), new ClassErrors(1, 5, 2, 0, 0, 0, 1, 2));

        Assert.That(ErrorWords.Missing(view), Is.EqualTo("70 % of what is missing is wrong names; 20 % ragged edges and 10 % wrong extents."));
    }

    [Test]
    public void A_largest_part_below_a_half_is_not_called_most()
    {
        Assert.That(ErrorWords.Missing(View(new ClassErrors(0, 0, 4, 3, 3, 0, 0, 0))), Does.StartWith("The largest part of what is missing, 40 %, is ragged edges;"));
    }

    [Test]
    public void A_perfect_and_an_empty_run_say_so()
    {
        Assert.That(ErrorWords.Missing(View(new ClassErrors(0, 5, 0, 0, 0, 0, 0, 0))), Is.EqualTo("Nothing is missing: every labelled pixel is right."));
        Assert.That(ErrorWords.WrongNames(View(new ClassErrors(0, 5, 0, 0, 0, 0, 0, 0))), Is.Null);
        Assert.That(ErrorWords.Missing(View()), Does.StartWith("No class occurs"));
        Assert.That(ErrorWords.EdgesOrNames(View()), Does.StartWith("No class occurs"));
    }

    [Test]
    public void Nothing_found_says_nothing_of_edges()
    {
        Assert.That(ErrorWords.EdgesOrNames(View(new ClassErrors(0, 0, 0, 0, 0, 0, 0, 9))), Is.EqualTo("100.0 % of what classes hold is in regions of the wrong name; no class was found at all, so that nothing can be said of edges."));
    }

    [Test]
    public void The_class_that_is_missed_whole_most_is_named_with_what_it_is_taken_for()
    {
        // SampleRuns.Small: 20 pixels of wall are taken for sky.
        Assert.That(ErrorWords.WrongNames(View(new ClassErrors(0, 1, 0, 0, 0, 0, 0, 30), new ClassErrors(1, 1, 0, 0, 0, 0, 0, 10))),
            Is.EqualTo("Of pixels in regions that were missed whole, 75 % are wall; what is missed of wall is mostly taken for sky."));
    }

    [TestCase(0.01, "1 % of the image diagonal")]
    [TestCase(0.0075, "0.75 % of the image diagonal")]
    [TestCase(1, "1 pixel")]
    [TestCase(5, "5 pixels")]
    public void A_width_is_said_in_its_unit(double width, string words) => Assert.That(ErrorWords.Width(width), Is.EqualTo(words));

    [Test]
    public void Parts_of_a_stacked_bar_stand_end_to_end()
    {
        using StringWriter writer = new();
        ChartWriter.WriteFile(writer, ErrorCharts.Mean(View(new ClassErrors(0, 5, 2, 1, 2, 0, 0, 0))));
        double[] widths = [.. System.Text.RegularExpressions.Regex.Matches(writer.ToString(), "width=\"([0-9.]+)\" height=\"11\"").Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.That(widths, Has.Length.EqualTo(4));
        Assert.That(widths.Select(width => width / widths.Sum()), Is.EqualTo(new[] { 0.5, 0.2, 0.1, 0.2 }).Within(0.002));
    }

    [Test]
    public void The_kind_that_changed_most_is_told_and_whether_that_may_be_chance()
    {
        PairedDifference By(double points, double low, double high) => new(0.5, 0.5 + (points / 100), new Interval(low, high, 0.95, IntervalMethod.Jackknife), null);
        ErrorKindChange Change(PairedDifference segment) => new(By(1, 0, 0), By(-1, 0, 0), By(0.5, 0, 0), segment);

        Assert.That(ErrorWords.Changed(Change(By(-3, -0.05, -0.01))), Is.EqualTo("The largest change: 3.00 points fewer wrong names."));
        Assert.That(ErrorWords.Changed(Change(By(2, -0.01, 0.05))), Is.EqualTo("The largest change: 2.00 points more wrong names, which may be chance."));
        Assert.That(ErrorWords.Changed(new ErrorKindChange(By(0, 0, 0), By(0, 0, 0), By(0, 0, 0), By(0, 0, 0))), Is.EqualTo("No kind of error changed."));
    }

    [Test]
    public void Slices_that_changed_beyond_chance_are_named()
    {
        SliceChange Change(string value, double difference, double low, double high) => new(new Slice(value, [0, 1]), 3, 0.5, 0.5 + difference, new Interval(low, high, 0.95, IntervalMethod.Jackknife));
        SliceChange[] worse = [Change("fog", -0.1, -0.2, -0.05), Change("night", -0.2, -0.3, -0.1), Change("dusk", -0.1, -0.2, 0.1)];

        Assert.That(SliceWords.Changed(worse), Is.EqualTo("Worse beyond chance: night, fog; better: none."));
        Assert.That(SliceWords.Changed([.. worse, Change("", 0.1, 0.05, 0.2)]), Is.EqualTo("Worse beyond chance: night, fog; better: (nothing said)."));
        Assert.That(SliceWords.Changed(worse[2..]), Is.EqualTo("No slice changed beyond chance."));
    }

    [Test]
    public void The_worst_slice_is_told_with_how_sure_it_is()
    {
        SliceScore Score(string value, int images, double mean, double whole, Interval? interval) => new(new Slice(value, [.. Enumerable.Range(0, images)]) { Interval = interval }, 1, 4, mean, whole);
        Interval Within(double low, double high) => new(low, high, 0.95, IntervalMethod.Jackknife);

        Assert.That(SliceWords.Worst("time", [Score("day", 40, 0.6, 0.5, null), Score("night", 30, 0.4, 0.5, Within(-0.2, -0.01))]),
            Is.EqualTo("Worst: time night, 10.00 points below the whole set on the same 4 classes; any part does somewhat worse than the whole, so compare slices with each other."));
        Assert.That(SliceWords.Worst("time", [Score("day", 40, 0.6, 0.5, null), Score("", 3, 0.4, 0.5, Within(-0.2, 0.01))]),
            Is.EqualTo("Worst: images of which time says nothing, 10.00 points below the whole set on the same 4 classes, with 3 images only; any part does somewhat worse than the whole, so compare slices with each other."));
        Assert.That(SliceWords.Worst("time", [Score("day", 40, 0.6, 0.5, null), Score("dusk", 40, 0.5, 0.5, null)]), Is.EqualTo("No slice of time does worse than the whole set on its own classes."));
        Assert.That(SliceWords.Worst("time", [Score("day", 40, 0.6, 0.5, null)]), Does.Contain("one slice only"));
    }

    [Test]
    public void Slices_and_rings_without_labelled_pixels_are_not_compared()
    {
        SliceScore Slice(string value, double? mean) => new(new Slice(value, [0]), mean is null ? 0 : 1, mean is null ? 0 : 4, mean, mean);
        RingScore Ring(int ring, double? accuracy) => new(ring, accuracy is null ? 0 : 9, accuracy is null ? 0 : 1, accuracy, accuracy, accuracy);

        Assert.That(SliceWords.Worst("time", [Slice("day", null), Slice("night", null)]), Is.EqualTo("No slice of time has a labelled pixel."));
        Assert.That(SliceWords.Worst("time", [Slice("day", 0.5), Slice("night", null)]), Is.EqualTo("time has one slice only with labelled pixels: there is nothing to compare."));
        Assert.That(RingWords.Border([Ring(0, null), Ring(1, null)]), Is.EqualTo("No ring has a labelled pixel."));
        Assert.That(RingWords.Border([Ring(0, null), Ring(1, 0.5)]), Is.EqualTo("Only one ring has labelled pixels: nothing to compare."));
        Assert.That(RingWords.Border([Ring(0, 0.5)]), Is.EqualTo("There is one ring only: nothing to compare."));
        Assert.That(RingWords.Border([Ring(0, 0.25), Ring(1, null), Ring(2, 0.5)]), Is.EqualTo("At the border 25.00 % of the pixels are right, in the centre 50.00 %: the border does worse."));
    }

    private static RunView View(params ClassErrors[] classes)
    {
        RunDocument small = SampleRuns.Small();
        return new RunView(small with
        {
            Counts = new RunCounts(small.Dataset, PredictionLabels.Ids, small.Images) { ErrorKinds = new ErrorKindCounts(0.01, [classes, []]) },
        });
    }
}
