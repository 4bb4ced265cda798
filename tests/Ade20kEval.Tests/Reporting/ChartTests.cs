using System.Xml.Linq;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Tests.Reporting;

public sealed class ChartTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [TestCase(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [TestCase(0, 0.0031, new[] { 0, 0.001, 0.002, 0.003, 0.004 })]
    [TestCase(-0.356, 0.506, new[] { -0.4, -0.2, 0, 0.2, 0.4, 0.6 })]
    [TestCase(37.4, 53.9, new[] { 35.0, 40, 45, 50, 55 })]
    [TestCase(5, 5, new[] { 5.0, 5.2, 5.4, 5.6, 5.8, 6 })]
    public void Linear_ticks_are_round_and_enclose_the_values(double min, double max, double[] ticks) =>
        Assert.That(Scale.Linear(min, max, 0, 100).Ticks, Is.EqualTo(ticks).Within(1e-12));

    [TestCase(1, 1 + 2.2e-16)]
    [TestCase(0.3, 0.3 + 5e-11)]
    [TestCase(-1e9, -1e9 + 1e-6)]
    [TestCase(0, 1e-17)]
    public void A_scale_of_values_that_differ_by_rounding_ends(double min, double max)
    {
        Assert.That(max, Is.GreaterThan(min));
        Scale scale = Scale.Linear(min, max, 0, 100);
        Assert.That(scale.Ticks, Has.Count.InRange(2, 12));
        Assert.That(scale[max], Is.EqualTo(scale[min]).Within(0.01));
    }

    [Test]
    [CancelAfter(20_000)]
    public void The_charts_of_a_perfect_run_are_drawn()
    {
        // The benchmark's own arithmetic adds 2^-52 to a union, so that an IoU of 1 is 1 or a little less.
        ImageCounts[] images = [.. Enumerable.Range(0, 3).Select(i => new ImageCounts($"i{i}", 10, 10, [new PairCount(1, 1, 40 + i), new PairCount(2, 2, 60 - i)]))];
        RunDocument run = SampleRuns.UnderSceneparse(SampleRuns.Run("perfect", SampleRuns.Small().Dataset, images));

        foreach (Chart chart in Charts(run, run))
        {
            XElement svg = XElement.Parse(Draw(chart));
            double[] numbers = [.. svg.Descendants(s_svg + "text").Select(text => double.TryParse(text.Value, System.Globalization.CultureInfo.InvariantCulture, out double number) ? number : 0)];
            Assert.That(numbers, Is.All.LessThanOrEqualTo(100), $"{chart.Id}: no share is above 100 %");
        }
    }

    [Test]
    public void Logarithmic_ticks_are_ones_twos_and_fives() =>
        Assert.That(Scale.Log(0.0013, 0.19, 0, 100).Ticks, Is.EqualTo(new[] { 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2 }));

    [Test]
    public void A_scale_maps_its_ends_to_the_pixels_given()
    {
        Scale scale = Scale.Linear(0, 10, 50, 250);
        Assert.That(scale[0], Is.EqualTo(50));
        Assert.That(scale[10], Is.EqualTo(250));
        Assert.That(Scale.Log(1, 100, 0, 100)[10], Is.EqualTo(50).Within(1e-9));
    }

    [Test]
    public void Calendar_ticks_are_first_days_of_months_over_half_a_year()
    {
        // 20,000 days after 1970-01-01 is 2024-10-04, 180 days later is 2025-04-02.
        Assert.That(CalendarTicks.Between(20_000, 20_180).Select(d => DateTime.UnixEpoch.AddDays(d)),
            Is.EqualTo(new[] { 11, 12, 13, 14, 15, 16 }.Select(m => new DateTime(2023, 12, 1).AddMonths(m))));
    }

    [Test]
    public void The_pareto_front_holds_the_points_that_no_other_beats()
    {
        ScatterPoint[] points = [new("cheap", 1, 0.3), new("dominated", 2, 0.2), new("middle", 2, 0.5), new("dear", 9, 0.6), new("worse and dearer", 10, 0.6)];
        Assert.That(ScatterChart.Front(points).Select(p => p.Label), Is.EqualTo(new[] { "cheap", "middle", "dear" }));
    }

    [Test]
    public void Labels_cover_neither_points_nor_each_other()
    {
        Random random = new(5);
        LabelPlacer placer = new(0, 600, 0, 400);
        (double X, double Y)[] points = [.. Enumerable.Range(0, 80).Select(_ => (random.NextDouble() * 600, random.NextDouble() * 400))];
        List<(double Left, double Top, double Right, double Bottom)> taken = [.. points.Select(p => (p.X - 3, p.Y - 3, p.X + 3, p.Y + 3))];
        foreach ((double x, double y) in points)
        {
            placer.Block(x, y, 3);
        }

        int placed = 0;
        foreach ((double x, double y) in points)
        {
            double width = 20 + (random.NextDouble() * 60);
            if (placer.Place(x, y, 3, width, 10) is { } at)
            {
                (double Left, double Top, double Right, double Bottom) box = (at.X, at.Y - 7.5, at.X + width, at.Y + 2);
                Assert.That(taken.Any(t => box.Left < t.Right && t.Left < box.Right && box.Top < t.Bottom && t.Top < box.Bottom), Is.False);
                Assert.That(box.Left >= 0 && box.Right <= 600 && box.Top >= 0 && box.Bottom <= 400);
                taken.Add(box);
                placed++;
            }
        }

        Assert.That(placed, Is.GreaterThan(40));
    }

    [Test]
    public void Every_chart_is_well_formed_says_what_it_shows_and_has_a_table_twin()
    {
        foreach (Chart chart in Charts(SampleRuns.Small(), SampleRuns.Small("other")).Concat(Charts(SampleRuns.Large(images: 50), SampleRuns.Large(images: 50, seed: 3))))
        {
            XElement svg = XElement.Parse(Draw(chart));
            Assert.That(svg.Element(s_svg + "title")!.Value, Is.EqualTo(chart.Title));
            Assert.That(svg.Element(s_svg + "desc")!.Value, Is.EqualTo(chart.Description).And.Not.Empty);
            Assert.That(svg.Attribute("role")!.Value, Is.EqualTo("img"));
            Assert.That(chart.Data.Rows, Is.Not.Empty);
            Assert.That(svg.Descendants().Attributes("style"), Is.Empty, "a page that forbids inline styles would complain");
        }
    }

    [Test]
    public void Nothing_is_drawn_outside_a_chart()
    {
        // As wide as a file's, and as wide as on a telephone; a heatmap is as wide as its cells.
        IReadOnlyList<Chart> charts = [.. Charts(SampleRuns.Large(images: 50), SampleRuns.Large(images: 50, seed: 3)), Stacked];
        foreach (Chart chart in charts.Concat(charts.Where(chart => chart is not HeatmapChart).Select(chart => chart with { Width = 350 })))
        {
            XElement svg = XElement.Parse(Draw(chart));
            foreach (XElement text in svg.Descendants(s_svg + "text").Where(t => t.Attribute("transform") is null))
            {
                double width = FontMetrics.Width(text.Value, Attribute(text, "font-size", 12));
                double x = Attribute(text, "x", 0) - (text.Attribute("text-anchor")?.Value switch { "middle" => width / 2, "end" => width, _ => 0 });
                Assert.That(x, Is.GreaterThanOrEqualTo(-0.5), $"{chart.Id}: '{text.Value}'");
                Assert.That(x + width, Is.LessThanOrEqualTo(chart.Width + 0.5), $"{chart.Id}: '{text.Value}'");
                Assert.That(Attribute(text, "y", 0), Is.InRange(8, chart.Height), $"{chart.Id}: '{text.Value}'");
            }

            foreach (XElement rect in svg.Descendants(s_svg + "rect"))
            {
                Assert.That(Attribute(rect, "x", 0) + Attribute(rect, "width", 0), Is.LessThanOrEqualTo(chart.Width + 0.2), chart.Id);
                Assert.That(Attribute(rect, "y", 0) + Attribute(rect, "height", 0), Is.LessThanOrEqualTo(chart.Height + 0.2), chart.Id);
            }
        }
    }

    [Test]
    public void A_key_that_has_no_room_on_one_line_takes_more_and_the_bars_begin_below_it()
    {
        XElement svg = XElement.Parse(Draw(Stacked with { Width = 350 }));
        double[] names = [.. svg.Descendants(s_svg + "text").Where(text => Stacked.Series.Contains(text.Value)).Select(text => Attribute(text, "y", 0))];
        double bars = svg.Descendants(s_svg + "rect").Where(rect => rect.Element(s_svg + "title") is not null).Min(rect => Attribute(rect, "y", 0));

        Assert.That(names, Has.Length.EqualTo(4));
        Assert.That(names.Distinct().Count(), Is.GreaterThan(1));
        Assert.That(bars, Is.GreaterThan(names.Max()));
    }

    [Test]
    public void Charts_survive_hostile_names()
    {
        foreach (string name in HostileNames.All)
        {
            foreach (Chart chart in Charts(SampleRuns.Small(name, name, name), SampleRuns.Small(name + "2", name)))
            {
                XElement svg = XElement.Parse(Draw(chart));
                Assert.That(svg.Descendants().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "title", "desc", "style", "rect", "path", "text", "g", "circle", "image" }));
                Assert.That(svg.DescendantsAndSelf().Attributes().Where(a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
            }
        }
    }

    [TestCase(nameof(ChartTheme.Light), false, "#0072b2", "#56b4e9")]
    [TestCase(nameof(ChartTheme.Dark), false, "#56b4e9", "#0072b2")]
    [TestCase(nameof(ChartTheme.Auto), true, "#0072b2", null)]
    public void A_file_is_for_a_light_page_a_dark_one_or_asks_the_reader(string theme, bool asks, string blue, string? absent)
    {
        using StringWriter writer = new();
        ChartWriter.WriteFile(writer, RunCharts.ClassIou(SampleRuns.Small()), Enum.Parse<ChartTheme>(theme));
        string svg = writer.ToString();

        Assert.That(svg.Contains("prefers-color-scheme", StringComparison.Ordinal), Is.EqualTo(asks));
        Assert.That(svg, Does.Contain($"fill=\"{blue}\""));
        Assert.That(absent is null || !svg.Contains(absent, StringComparison.Ordinal));
    }

    [Test]
    public void A_class_that_is_not_in_the_ground_truth_says_so_beside_its_bar()
    {
        // Of three classes wall alone is there, and some of it is taken for sky; sceneparse counts the other two as 0.
        ImageCounts[] images = [new ImageCounts("a", 10, 10, [new PairCount(1, 1, 60), new PairCount(1, 2, 40)])];
        BarChart chart = RunCharts.ClassIou(SampleRuns.UnderSceneparse(SampleRuns.Run("model", SampleRuns.Small().Dataset, images)));

        Assert.That(chart.Groups.Select(bar => (bar.Label, bar.Values[0].Value)), Is.EqualTo(new (string, double?)[] { ("wall", 0.6), ("sky (only predicted)", 0), ("lamp (absent)", 0) }));
    }

    [Test]
    public void Viridis_gets_steadily_brighter()
    {
        double[] brightness = [.. Enumerable.Range(0, 65).Select(i => Luminance(Viridis.At(i / 64.0)))];
        Assert.That(brightness, Is.Ordered.Ascending);
    }

    [Test]
    public void Words_reach_a_contrast_of_four_and_a_half_and_marks_of_three_on_both_pages()
    {
        foreach (ChartColor color in ChartColor.Series.Append(ChartColor.Ink).Append(ChartColor.Muted))
        {
            Assert.That(Contrast(color.Hex, ChartColor.Page.Hex), Is.GreaterThanOrEqualTo(4.5), $"{color} on a light page");
            Assert.That(Contrast(color.DarkHex, ChartColor.Page.DarkHex), Is.GreaterThanOrEqualTo(4.5), $"{color} on a dark page");
        }

        Assert.That(Contrast(ChartColor.Axis.Hex, ChartColor.Page.Hex), Is.GreaterThanOrEqualTo(3));
        Assert.That(Contrast(ChartColor.Axis.DarkHex, ChartColor.Page.DarkHex), Is.GreaterThanOrEqualTo(3));
    }

    private static BarChart Stacked => new("stacked", "How good, and what is missing?", new ValueFormat(CellKind.Percent, "share"), ["right", "boundary: ragged edges", "extent: wrong ends", "segment: wrong names"],
        [new BarGroup("mean of classes", [new BarValue(0.4), new BarValue(0.3), new BarValue(0.2), new BarValue(0.1)])])
    {
        Full = 1,
        IsStacked = true,
    };

    private static IEnumerable<Chart> Charts(RunDocument run, RunDocument baseline)
    {
        RunView view = new(run);
        return RunCharts.Of(run.Dataset, baseline).Select(c => c.Value(view));
    }

    private static string Draw(Chart chart)
    {
        using StringWriter writer = new();
        ChartWriter.WriteFile(writer, chart);
        return writer.ToString();
    }

    private static double Attribute(XElement element, string name, double otherwise) =>
        element.Attribute(name) is { } a ? double.Parse(a.Value, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    /// <summary>WCAG 2.2, "contrast ratio".</summary>
    private static double Contrast(string a, string b)
    {
        double x = Luminance(Parse(a)), y = Luminance(Parse(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static Rgb Parse(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex[1..]);
        return new Rgb(bytes[0], bytes[1], bytes[2]);
    }

    private static double Luminance(Rgb color)
    {
        static double Linear(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));
    }
}
