using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>The table of classes: its order, its address, what is copied of it; and what is drawn for narrow screens.</summary>
public sealed class ClassTableTests
{
    private static readonly RunDocument s_run = SampleRuns.UnderSceneparse(SampleRuns.Large(images: 40));

    [Test]
    public async Task The_worst_class_is_first_and_those_that_are_absent_last_whichever_way_it_is_sorted()
    {
        HashSet<int> absent = [.. s_run.Classes.Where(c => c.GroundTruthPixels == 0).Select(c => c.Index)];
        await using OpenPage open = await OpenPage.Of(s_run);
        await Check(isDescending: false);
        await open.Page.Locator("#table-classes thead button", new() { HasText = "IoU" }).ClickAsync();
        await Check(isDescending: true);

        async Task Check(bool isDescending)
        {
            int[] order = await open.Page.EvaluateAsync<int[]>("() => [...document.querySelectorAll('#table-classes tbody tr')].map(r => Number(r.cells[0].textContent))");
            Assert.That(order.TakeLast(absent.Count), Is.EquivalentTo(absent));
            double[] ious = [.. order.SkipLast(absent.Count).Select(c => Math.Round(s_run.Classes[c].Iou ?? 0, 4))];
            Assert.That(ious, isDescending ? Is.Ordered.Descending : Is.Ordered.Ascending);
        }
    }

    [Test]
    public async Task The_address_keeps_filter_order_and_the_class_that_is_open()
    {
        await using OpenPage open = await OpenPage.Of(s_run);
        await open.Page.FillAsync("#class-search", "class 1");
        await open.Page.Locator("#table-classes thead button", new() { HasText = "Precision" }).ClickAsync();
        string[] shown = [.. await open.Page.Locator("#table-classes tbody tr:visible td:nth-child(2)").AllInnerTextsAsync()];
        await open.Page.Locator("#table-classes .name:visible").First.ClickAsync();
        string address = open.Page.Url;

        Assert.That(address, Does.EndWith("#classes?find=class+1&sort=-Precision+%25&class=" + shown[0].Replace(' ', '+')));
        await open.Page.GotoAsync("about:blank");
        await open.Page.GotoAsync(address);
        Assert.That(await open.Page.Locator("#class-box h3").InnerTextAsync(), Is.EqualTo(shown[0]));
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.That(await open.Page.Locator("#table-classes tbody tr:visible td:nth-child(2)").AllInnerTextsAsync(), Is.EqualTo(shown));
        Assert.That(open.Page.Url, Does.Not.Contain("class=class"));
    }

    [TestCase("CSV", "#,Class,IoU %")]
    [TestCase("LaTeX", @"\begin{tabular}{rl")]
    [TestCase("Markdown", "| # | Class | IoU %")]
    public async Task What_is_shown_is_copied(string form, string start)
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small(), new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await open.Page.FillAsync("#class-search", "sky");
        await open.Page.Locator("#class-copy button", new() { HasText = form }).ClickAsync();
        await open.Page.Locator("#class-copy output", new() { HasText = "Copied." }).WaitForAsync();

        string text = await open.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.That(text, Does.StartWith(start).And.Contain("sky").And.Not.Contain("lamp"));
    }

    [Test]
    public async Task A_class_that_nobody_has_is_said_to_be_none()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small());
        await open.Page.FillAsync("#class-search", "zzz");
        Assert.That(await open.Page.Locator("#class-none").IsVisibleAsync(), Is.True);
    }

    [Test]
    public async Task The_pointer_on_the_heatmap_has_the_reading_beside_it_and_the_diagonal_can_be_hidden()
    {
        await using OpenPage open = await OpenPage.Of(s_run, new() { ViewportSize = new() { Width = 1366, Height = 768 } });
        ILocator cells = open.Page.Locator("#chart-confusion .cells");
        await cells.ScrollIntoViewIfNeededAsync();
        await cells.HoverAsync(new() { Position = new() { X = 100, Y = 40 } });

        ILocator tip = open.Page.Locator("#tip");
        LocatorBoundingBoxResult box = (await tip.BoundingBoxAsync())!;
        Assert.That(await tip.InnerTextAsync(), Does.Contain("predicted as"));
        Assert.That(box.Y, Is.InRange(0, 768 - box.Height), "on the screen");
        Assert.That(await open.Page.Locator("#chart-confusion svg text", new() { HasText = "class " }).CountAsync(), Is.GreaterThanOrEqualTo(2), "names at the row and the column");
        await open.Page.CheckAsync("#diagonal");
        Assert.That(await open.Page.Locator("#chart-confusion path[fill='#440154']").GetAttributeAsync("visibility"), Is.EqualTo("visible"));
    }

    [Test]
    public async Task The_most_confused_classes_have_a_matrix_with_their_names()
    {
        await using OpenPage open = await OpenPage.Of(s_run);
        Assert.That(await open.Page.Locator("#most-confused tbody tr").CountAsync(), Is.EqualTo(30));
        Assert.That(await open.Page.Locator("#most-confused thead th").AllInnerTextsAsync(), Is.EqualTo(await open.Page.Locator("#most-confused tbody th").AllInnerTextsAsync()));
    }

    [Test]
    public async Task On_a_telephone_no_letter_of_a_chart_is_smaller_than_11_pixels_and_no_column_is_lost()
    {
        await using OpenPage open = await OpenPage.Of(s_run, new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true }, new PageOptions { Baseline = s_run });

        string[] small = await open.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.chart svg text')].filter(t => t.checkVisibility() && !t.closest('#chart-confusion'))
              .filter(t => parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width < 10.9)
              .map(t => t.textContent)
            """);
        Assert.That(small, Is.Empty);
        Assert.That(await open.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('#table-classes thead th')].filter(h => getComputedStyle(h).display === 'none').length"), Is.Zero);
    }
}
