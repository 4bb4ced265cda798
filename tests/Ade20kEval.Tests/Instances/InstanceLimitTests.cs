using System.Text;
using System.Text.Json;
using Ade20kEval.Comparison.Figures;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Statistics;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Instances;

/// <summary>Other limits of detections than 1, 10 and 100: which of them figures are read at, and what figures are called.</summary>
public sealed class InstanceLimitTests
{
    // pycocotools' summary: AP at maxDets = 100 wherever that is, AR at places 0 and 1, everything else at place 2.
    [TestCase(new[] { 1, 2, 3, 100 }, 2)]
    [TestCase(new[] { 1, 2, 4, 5, 6 }, 2)]
    [TestCase(new[] { 1, 2, 4 }, 2)]
    [TestCase(new[] { 1, 3 }, 1)]
    [TestCase(new[] { 2 }, 0)]
    public void Figures_are_read_at_the_third_limit_or_the_last_of_fewer(int[] limits, int place)
    {
        InstanceSet set = Crowded();
        SlowInstances.Scene scene = set.Scene("mask");

        InstanceSummary summary = Run(set, limits).Scores.Summary;

        Assert.That(summary.Ap50, Is.EqualTo(Slow(scene, limits, place, [0], static curve => curve.Precision.Average())).Within(1e-12));
        Assert.That(summary.Ar100, Is.EqualTo(Slow(scene, limits, place, s_all, static curve => curve.Recall)).Within(1e-12));
        Assert.That(summary.Ar1, Is.EqualTo(Slow(scene, limits, 0, s_all, static curve => curve.Recall)).Within(1e-12));
        Assert.That(summary.Ap, limits.Contains(100) ? Is.EqualTo(Slow(scene, limits, Array.IndexOf(limits, 100), s_all, static curve => curve.Precision.Average())).Within(1e-12) : Is.Null);
    }

    [Test]
    public void The_limits_matter_on_this_set()
    {
        InstanceSet set = Crowded();

        Assert.That(Run(set, [1, 2, 3, 100]).Scores.Summary.Ar100, Is.LessThan(Run(set, [1, 2, 100]).Scores.Summary.Ar100!.Value));
    }

    [TestCase(new[] { 1, 10, 100 }, "ar1 ar10 ar100")]
    [TestCase(new[] { 1, 10, 100, 300 }, "ar1 ar10 ar100")]
    [TestCase(new[] { 1, 50, 255 }, "ar@1 ar@50 ar@255")]
    [TestCase(new[] { 1, 2, 3, 100 }, "ar@1 ar@2 ar@3")]
    [TestCase(new[] { 3, 5 }, "ar@3 ar@5")]
    [TestCase(new[] { 7 }, "ar@7")]
    public void Recall_is_called_by_its_limit_in_tables_metrics_and_intervals(int[] limits, string names)
    {
        InstanceRun run = Run(Crowded(), limits).WithIntervals(new IntervalOptions());

        Table table = InstanceTables.Summary(run);
        Assert.That(string.Join(' ', run.Scores.Named.Skip(6).SkipLast(3).Select(figure => figure.Key)), Is.EqualTo(names));
        Assert.That(table.Rows, Has.Count.EqualTo(9 + names.Split(' ').Length));
        string last = names.Split(' ')[^1];
        Assert.That(InstanceFigures.MetricsOf(run.Scores.Rules)[^1].Key, Is.EqualTo(last));
        Assert.That(ComparableRun.Of(run).Metrics[^1].Key, Is.EqualTo(last));
        Assert.That(run.Intervals!.Figures.Keys, Does.Contain(last));
        Assert.That(InstanceReport.Curves(run).Description, Does.Contain($" {run.Scores.Rules.FigureLimit} detections"));
    }

    [Test]
    public void A_fourth_limit_is_said_to_be_in_the_arrays_only()
    {
        Assert.That(InstanceTables.Summary(Run(Crowded(), [1, 10, 100, 300])).Note, Does.Contain("at the third limit of detections, the first, ap, at 100").And.Contain("300 is in the whole arrays only"));
        Assert.That(InstanceTables.Summary(Run(Crowded(), [1, 10, 100])).Note, Is.Empty);
    }

    [Test]
    public void The_document_keeps_the_keys_as_places_names_the_limits_beside_them_and_is_read_back()
    {
        InstanceRun run = Run(Crowded(), [1, 50, 255, 300]).WithIntervals(new IntervalOptions());
        byte[] written = Written(run);

        JsonElement root = JsonDocument.Parse(written).RootElement;
        Assert.That(root.GetProperty("summary").EnumerateObject().Select(figure => figure.Name).Skip(6).Take(3), Is.EqualTo(new[] { "ar1", "ar10", "ar100" }));
        Assert.That(root.GetProperty("arByLimit").EnumerateObject().Select(figure => figure.Name), Is.EqualTo(new[] { "ar@1", "ar@50", "ar@255" }));
        Assert.That(root.GetProperty("arByLimit").GetProperty("ar@255").GetDouble(), Is.EqualTo(root.GetProperty("summary").GetProperty("ar100").GetDouble()));
        Assert.That(root.GetProperty("intervals").GetProperty("figures").EnumerateObject().Select(figure => figure.Name), Does.Contain("ar@255").And.Not.Contain("ar100"));

        InstanceRun back = InstanceJsonReader.Read(written, "run.json");
        Assert.That(Encoding.UTF8.GetString(Written(back)), Is.EqualTo(Encoding.UTF8.GetString(written)));
        Assert.That(back.Header.Warnings, Is.Empty);
        Assert.That(Encoding.UTF8.GetString(Written(Run(Crowded(), [1, 10, 100]))), Does.Not.Contain("arByLimit"));
    }

    [Test]
    public void Intervals_are_around_the_figures_at_the_third_limit()
    {
        InstanceSet set = Crowded();
        InstanceRun run = Run(set, [1, 2, 3, 100]);

        LeftOutFigures figures = InstanceFigures.LeaveOut(run);

        // Without its first image: the same as the set without that image, where no category vanishes.
        InstanceRun rest = run.Over([.. run.Evidence.Images.Skip(1)]);
        Assert.That(figures.LeftOut[1][0], Is.EqualTo(rest.Scores.Summary.Ap50).Within(1e-12));
        Assert.That(figures.LeftOut[0][0], Is.EqualTo(rest.Scores.Summary.Ap).Within(1e-12));
        Assert.That(figures.LeftOut[^1][0], Is.EqualTo(rest.Scores.Summary.Ar100).Within(1e-12));
    }

    private static readonly int[] s_all = [.. Enumerable.Range(0, 10)];

    /// <summary>One category, many objects of it in every image, each found.</summary>
    private static InstanceSet Crowded()
    {
        Random random = new(16_950);
        InstanceSet set = new();
        set.Categories.Add(1);
        long id = 1;
        for (int image = 1; image <= 5; image++)
        {
            set.Images.Add((image, 40, 40));
            for (int k = 0; k < 8; k++)
            {
                bool[,] mask = SlowMasks.Random(random, 40, 40, random.Next(5, 15));
                set.Objects.Add((new(id++, image, 1, SlowMasks.Area(mask), false, false), mask));
                set.Detections.Add((new(image, 1, Math.Round(random.NextDouble(), 3), SlowMasks.Area(mask)), mask));
            }
        }

        return set;
    }

    private static double? Slow(SlowInstances.Scene scene, int[] limits, int place, int[] thresholds, Func<SlowInstances.Curve, double> figure) =>
        thresholds.Average(t => figure(SlowInstances.Of(scene, t, 1, 0, limits, place)!));

    private static InstanceRun Run(InstanceSet set, int[] limits)
    {
        using TemporaryFolder folder = new();
        return InstanceEvaluator.Evaluate(folder.Write("gt.json", set.GroundTruthJson()), folder.Write("results.json", set.ResultsJson()), new InstanceOptions { DetectionLimits = limits });
    }

    private static byte[] Written(InstanceRun run)
    {
        using MemoryStream stream = new();
        InstanceJsonWriter.Write(run, stream);
        return stream.ToArray();
    }
}
