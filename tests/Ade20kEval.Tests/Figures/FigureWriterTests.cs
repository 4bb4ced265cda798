using System.Buffers.Binary;
using Ade20kEval.Figures;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Ade20kEval.Tests.Figures;

/// <summary>Charts as PDF and PNG: the words of the PDF are read back, the pixels of the PNG counted.</summary>
public sealed class FigureWriterTests
{
    private static readonly double[] s_widths = [FigureStyle.LeastWidth, FigureStyle.SingleColumn, FigureStyle.DoubleColumn];

    private readonly Dictionary<double, List<(Chart Chart, Page Page)>> _pages = [];

    [TestCaseSource(nameof(s_widths))]
    public void No_letter_leaves_the_page_or_is_smaller_than_seven_points(double width)
    {
        foreach ((Chart chart, Page page) in Pages(width))
        {
            // Pages are whole dots of 1/300 inch wide, 0.24 points.
            Assert.That(page.Width, Is.EqualTo(width / 25.4 * 72).Within(0.13), chart.Id);
            Assert.That(page.Letters, Has.Count.GreaterThan(20), chart.Id);
            foreach (Letter letter in page.Letters)
            {
                Box box = Box.Of(letter);
                Assert.That(letter.PointSize, Is.GreaterThan(6.99), $"{chart.Id}: {letter.Value}");
                Assert.That(box.Left >= 0 && box.Bottom >= 0 && box.Right <= page.Width && box.Top <= page.Height, $"{chart.Id}: {letter.Value} at {box}");
            }
        }
    }

    [TestCaseSource(nameof(s_widths))]
    public void No_letter_covers_another(double width)
    {
        foreach ((Chart chart, Page page) in Pages(width))
        {
            (string Value, Box Box)[] letters = [.. page.Letters.Where(l => l.Value.Trim().Length > 0).Select(l => (l.Value, Box.Of(l)))];
            for (int i = 0; i < letters.Length; i++)
            {
                for (int j = i + 1; j < letters.Length; j++)
                {
                    // Letters of a word may lean over each other, by less than half a point.
                    (Box a, Box b) = (letters[i].Box, letters[j].Box);
                    double across = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left), along = Math.Min(a.Top, b.Top) - Math.Max(a.Bottom, b.Bottom);
                    Assert.That(across > 0.5 && along > 0.5, Is.False, $"{chart.Id}: {letters[i].Value} and {letters[j].Value} at {a}");
                }
            }
        }
    }

    [Test]
    public void A_pdf_has_the_title_the_labels_and_the_values_as_text()
    {
        FigureStyle style = new() { Font = InstalledFont.Find() };
        string bars = Text(FigureWriter.Pdf(RunCharts.ClassIou(SampleRuns.Small()), style));
        Assert.That(bars, Does.Contain("IoU per class: model on Tiny").And.Contain("wall").And.Contain("75.0").And.Contain("sky").And.Contain("37.5").And.Contain("IoU, %"));

        string cells = Text(FigureWriter.Pdf(RunCharts.Confusion(new RunView(SampleRuns.Small())), style));
        Assert.That(cells, Does.Contain("prediction").And.Contain("100 %").And.Contain("lamp").And.Contain("82"), "90 of wall's 110 pixels are right: 82 %");
    }

    [Test]
    public void Without_titles_the_caption_has_them()
    {
        Chart chart = RunCharts.ClassIou(SampleRuns.Small());
        FigureStyle style = new() { Font = InstalledFont.Find(), Titles = false };

        Assert.That(Text(FigureWriter.Pdf(chart, style)), Does.Contain("wall").And.Not.Contain(chart.Title).And.Not.Contain(chart.Description));
    }

    [TestCase(83, 200, 654)]     // 83 / 25.4 x 200 = 653.5
    [TestCase(174, 300, 2055)]   // 174 / 25.4 x 300 = 2055.1
    public void A_png_is_as_wide_as_millimetres_and_density_say_and_says_its_density(double width, int dpi, int pixels)
    {
        byte[] png = FigureWriter.Png(RunCharts.ClassIou(SampleRuns.Small()), new FigureStyle { Font = InstalledFont.Find(), WidthMillimetres = width, Dpi = dpi });

        // PNG specification: IHDR begins at byte 12, its width at 16; pHYs follows it at 33, its type at 37 and its pixels a metre at 41.
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), Is.EqualTo(pixels));
        Assert.That(png.AsSpan(37, 4).SequenceEqual("pHYs"u8));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(41)), Is.EqualTo((int)Math.Round(dpi / 0.0254)));
        using SKBitmap picture = Decode(png);
        Assert.That(picture.Width, Is.EqualTo(pixels));
    }

    [TestCaseSource(nameof(s_widths))]
    public void A_png_has_words_below_and_left_of_its_data_and_nothing_on_its_edges(double width)
    {
        FigureStyle style = new() { Font = InstalledFont.Find(), WidthMillimetres = width, Titles = false };
        foreach (Chart chart in Charts())
        {
            using SKBitmap picture = Decode(FigureWriter.Png(chart, style));
            int right = picture.Width - 1, bottom = picture.Height - 1, below = picture.Height - (int)(24 / 72.0 * style.Dpi);
            Assert.That(DarkPixels(picture, 0, below, right, bottom), Is.GreaterThan(60), $"{chart.Id}: words below");
            Assert.That(DarkPixels(picture, 0, 0, (int)(0.16 * picture.Width), below), Is.GreaterThan(60), $"{chart.Id}: words on the left");
            Assert.That(Coloured(picture, 0, 0, right, 0) + Coloured(picture, 0, bottom, right, bottom) + Coloured(picture, 0, 0, 0, bottom) + Coloured(picture, right, 0, right, bottom), Is.Zero, $"{chart.Id}: edges");
        }
    }

    [Test]
    public void The_same_chart_gives_the_same_bytes()
    {
        FigureStyle style = new() { Font = InstalledFont.Find() };
        Chart chart = RunCharts.Confusion(new RunView(SampleRuns.Small()));

        byte[] png = FigureWriter.Png(chart, style), pdf = FigureWriter.Pdf(chart, style);

        Assert.That(FigureWriter.Png(chart, style), Is.EqualTo(png));
        Assert.That(FigureWriter.Pdf(chart, style), Is.EqualTo(pdf));
    }

    [Test]
    public void Cells_are_where_their_names_are()
    {
        // At 72 pixels an inch a cell of three is 24 pixels wide. Bright are the last cell of the first row, the middle one, and the first of the last row.
        HeatmapChart chart = new("c", "Cells", ["a", "b", "c"], [0, 0, 1, 0, 1, 0, 1, 0, 0]);
        using SKBitmap picture = Decode(FigureWriter.Png(chart, new FigureStyle { Font = InstalledFont.Find(), Titles = false, Dpi = 72 }));
        (int X, int Y)[] bright = [.. from y in Enumerable.Range(0, picture.Height) from x in Enumerable.Range(0, picture.Width) where IsYellow(picture.GetPixel(x, y)) select (x, y)];
        int left = bright.Min(p => p.X);
        (int X, int Y)[][] columns = [.. Enumerable.Range(0, 3).Select(column => bright.Where(p => p.X >= left + (24 * column) && p.X < left + (24 * (column + 1))).ToArray())];

        foreach ((int X, int Y)[] column in columns)
        {
            Assert.That(column, Has.Length.InRange(350, 24 * 24), "a cell, less its number and its rim");
        }

        Assert.That(columns[0].Average(p => p.Y) - columns[1].Average(p => p.Y), Is.EqualTo(24).Within(2));
        Assert.That(columns[1].Average(p => p.Y) - columns[2].Average(p => p.Y), Is.EqualTo(24).Within(2));
    }

    [Test]
    public void Figures_survive_hostile_names()
    {
        FigureStyle style = new() { Font = InstalledFont.Find() };
        foreach (string name in HostileNames.All.Where(name => name.All(char.IsAscii)))
        {
            Assert.That(FigureWriter.Pdf(RunCharts.ClassIou(SampleRuns.Small(name, name)), style), Has.Length.GreaterThan(1000));
        }
    }

    private static IEnumerable<Chart> Charts()
    {
        foreach ((RunDocument run, RunDocument baseline) in new[] { (SampleRuns.Small(), SampleRuns.Small("other")), (SampleRuns.Large(images: 40), SampleRuns.Large(images: 40, seed: 3)) })
        {
            RunView view = new(run);
            foreach ((string _, Func<RunView, Chart> chart) in RunCharts.Of(run.Dataset, baseline))
            {
                yield return chart(view);
            }
        }

        ValueFormat iou = new(CellKind.Percent, "mean IoU");
        yield return new ScatterChart("front", "Cost and gain", new ValueFormat(CellKind.Number, "GFLOPs"), iou, ["models"],
            [new("cheap", 1, 0.3), new("dominated", 2, 0.2), new("middle", 2, 0.5), new("dear", 9, 0.6), new("worse and dearer", 10, 0.6)])
        { ParetoFront = true, LogX = true };
        yield return new LineChart("lines", "Best so far", new ValueFormat(CellKind.Number, "date"), iou,
            [new LineSeries("ours", [(20_000, 0.4), (20_090, 0.45), (20_180, 0.52)]) { IsStep = true }, new LineSeries("theirs", [(20_010, 0.41), (20_170, 0.515)])])
        { IsTime = true };
        yield return new BarChart("intervals", "With intervals", new ValueFormat(CellKind.Points, "change of IoU"), ["change"],
            [new BarGroup("wall", [new BarValue(0.03, 0.01, 0.05)]), new BarGroup("sky", [new BarValue(-0.04, -0.06, -0.01)]), new BarGroup("lamp", [new BarValue(null)])]);
    }

    /// <summary>Every chart's page, drawn once for all tests that read it.</summary>
    private List<(Chart Chart, Page Page)> Pages(double width)
    {
        if (!_pages.TryGetValue(width, out List<(Chart, Page)>? pages))
        {
            FigureStyle style = new() { Font = InstalledFont.Find(), WidthMillimetres = width };
            _pages.Add(width, pages = [.. Charts().Select(chart => (chart, Read(FigureWriter.Pdf(chart, style))))]);
        }

        return pages;
    }

    private static Page Read(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return document.GetPage(1);
    }

    private static string Text(byte[] pdf) => string.Join(' ', Read(pdf).GetWords().Select(word => word.Text));

    private static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png)!;

    private static int DarkPixels(SKBitmap picture, int left, int top, int right, int bottom) => Count(picture, left, top, right, bottom, color => color.Red + color.Green + color.Blue < 3 * 150);

    private static int Coloured(SKBitmap picture, int left, int top, int right, int bottom) => Count(picture, left, top, right, bottom, color => color != SKColors.White);

    private static int Count(SKBitmap picture, int left, int top, int right, int bottom, Func<SKColor, bool> which)
    {
        int count = 0;
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                count += which(picture.GetPixel(x, y)) ? 1 : 0;
            }
        }

        return count;
    }

    // The last colour of viridis.
    private static bool IsYellow(SKColor color) => color is { Red: > 240, Green: > 220, Blue: < 60 };

    /// <summary>A letter's place on its page, whichever way it is turned; upwards is up.</summary>
    private readonly record struct Box(double Left, double Bottom, double Right, double Top)
    {
        public static Box Of(Letter letter)
        {
            PdfRectangle turned = letter.BoundingBox;
            PdfPoint[] corners = [turned.BottomLeft, turned.BottomRight, turned.TopLeft, turned.TopRight];
            return new Box(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
        }
    }
}
