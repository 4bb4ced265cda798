using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

public sealed class PageTests
{
    private static readonly RunDocument s_large = SampleRuns.UnderSceneparse(SampleRuns.Large());

    [Test]
    public async Task It_opens_from_a_file_without_a_request_or_a_message()
    {
        await using OpenPage open = await OpenPage.Of(s_large, page: new PageOptions { Baseline = SampleRuns.UnderSceneparse(SampleRuns.Large(quality: 0.5, seed: 9)) });
        await open.Page.WaitForTimeoutAsync(200);
        Assert.That(open.Requests, Has.Count.EqualTo(1), "only the file itself");
        Assert.That(open.Messages, Is.Empty);
    }

    [Test]
    public async Task The_policy_stops_what_the_page_does_not_hold()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small());
        await open.Page.EvaluateAsync("() => { const i = new Image(); i.src = 'https://example.org/x.png'; document.body.append(i); const s = document.createElement('script'); s.textContent = 'window.theirs = 1'; document.body.append(s); }");
        await open.Page.WaitForTimeoutAsync(200);
        Assert.That(await open.Page.EvaluateAsync<bool>("() => window.theirs === 1"), Is.False, "a script of theirs");
        Assert.That(open.Messages, Has.Some.Contains("Content Security Policy"));
    }

    [Test]
    public async Task Hostile_names_run_nothing_ask_for_nothing_and_are_shown()
    {
        foreach (string name in HostileNames.All)
        {
            RunDocument run = SampleRuns.WithWarnings(SampleRuns.UnderSceneparse(SampleRuns.Small(name, name, name)), name);
            await using OpenPage open = await OpenPage.Of(run, new() { ViewportSize = new() { Width = 360, Height = 800 } }, new PageOptions { Baseline = run });
            Assert.That(open.Requests, Has.Count.EqualTo(1), name);
            Assert.That(open.Messages, Is.Empty, name);
            Assert.That(await open.Page.EvaluateAsync<int>("() => document.querySelectorAll('main img, main script, iframe, object, [onerror], [onload]').length"), Is.Zero, name);
            Assert.That(await Excess(open.Page), Is.LessThanOrEqualTo(0), $"'{name[..Math.Min(40, name.Length)]}' makes the page too wide");
        }
    }

    [TestCase(390)]
    [TestCase(1280)]
    public async Task The_navigation_stays_in_view_and_hides_no_heading_that_it_leads_to(int width)
    {
        await using OpenPage open = await OpenPage.Of(s_large, new() { ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 900 } });
        foreach (ILocator link in await open.Page.Locator("nav[aria-label=Sections] a").AllAsync())
        {
            await link.ClickAsync();
            string section = (await link.GetAttributeAsync("href"))!;
            double[] edges = await open.Page.EvaluateAsync<double[]>("id => { const nav = document.querySelector('nav[aria-label=Sections]').getBoundingClientRect(), h = document.querySelector(id + ' h2').getBoundingClientRect(); return [nav.top, nav.bottom, h.top]; }", section);

            Assert.That(edges[0], Is.InRange(-1, 160), section);
            Assert.That(edges[2], Is.GreaterThanOrEqualTo(edges[1] - 1), section);
        }
    }

    [Test]
    public async Task A_click_on_a_header_sorts_and_a_second_one_turns_round()
    {
        await using OpenPage open = await OpenPage.Of(s_large);
        ILocator header = open.Page.Locator("#table-classes thead button", new() { HasText = "True pixels" });

        await header.ClickAsync();
        double[] down = await Column(open.Page, "#table-classes", 7);
        Assert.That(down, Has.Length.EqualTo(150));
        Assert.That(down, Is.Ordered.Descending);
        Assert.That(await open.Page.Locator("#table-classes th[aria-sort]").GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));

        await header.ClickAsync();
        Assert.That(await Column(open.Page, "#table-classes", 7), Is.Ordered.Ascending);

        await open.Page.Locator("#table-classes thead button", new() { HasText = "#" }).ClickAsync();
        Assert.That(await Column(open.Page, "#table-classes", 1), Is.EqualTo(Enumerable.Range(0, 150).Select(i => (double)i)));
    }

    [Test]
    public async Task The_search_and_the_choice_of_things_filter_the_classes()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small());
        ILocator rows = open.Page.Locator("#table-classes tbody tr:visible");
        Assert.That(await rows.CountAsync(), Is.EqualTo(3));

        await open.Page.FillAsync("#class-search", "SK");
        Assert.That(await rows.CountAsync(), Is.EqualTo(1));
        Assert.That(await rows.InnerTextAsync(), Does.Contain("sky"));
        Assert.That(await open.Page.InnerTextAsync("#class-count"), Is.EqualTo("1 of 3"));

        await open.Page.FillAsync("#class-search", "");
        await open.Page.SelectOptionAsync("#class-kind", "t");
        Assert.That(await rows.CountAsync(), Is.EqualTo(1));
        Assert.That(await rows.InnerTextAsync(), Does.Contain("lamp"));
    }

    [Test]
    public async Task Pointing_at_the_heatmap_reads_a_cell_and_a_click_lists_the_images_that_hold_it()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small());
        ILocator cells = open.Page.Locator("#chart-confusion .cells");
        LocatorBoundingBoxResult box = (await cells.BoundingBoxAsync())!;

        // Row wall, column sky: the second cell of the first row.
        await cells.HoverAsync(new() { Position = new() { X = box.Width / 2, Y = box.Height / 6 } });
        Assert.That(await open.Page.InnerTextAsync("#cell"), Is.EqualTo("0 wall, predicted as 1 sky: 18.18 % of it, 20 pixels"));

        await cells.ClickAsync(new() { Position = new() { X = box.Width / 2, Y = box.Height / 6 } });
        Assert.That(await open.Page.InnerTextAsync("#image-count"), Is.EqualTo("1 image"));
        Assert.That(await open.Page.Locator("#table-images tbody tr:visible td:first-child").AllInnerTextsAsync(), Is.EqualTo(new[] { "a" }));

        await open.Page.ClickAsync("#image-clear");
        Assert.That(await open.Page.Locator("#table-images tbody tr:visible").CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_large_heatmap_reads_the_numbers_of_the_run()
    {
        await using OpenPage open = await OpenPage.Of(s_large);
        ILocator cells = open.Page.Locator("#chart-confusion .cells");
        LocatorBoundingBoxResult box = (await cells.BoundingBoxAsync())!;
        Datasets.ConfusionMatrix matrix = s_large.Counts.Matrix;
        foreach ((int truth, int guess) in new[] { (0, 0), (149, 149), (3, 0), (17, 120) })
        {
            await cells.HoverAsync(new() { Position = new() { X = (float)((guess + 0.5) * box.Width / 150), Y = (float)((truth + 0.5) * box.Height / 150) } });
            string text = await open.Page.InnerTextAsync("#cell");
            Assert.That(text, Does.StartWith($"{truth} class {truth + 1}, predicted"));
            Assert.That(text, Does.Contain(matrix[truth, guess].ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + " pixel"));
        }
    }

    [Test]
    public async Task The_heatmap_is_read_by_arrow_keys_too()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small());
        await open.Page.FocusAsync("#chart-confusion");
        foreach (string key in new[] { "ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft" })
        {
            await open.Page.Keyboard.PressAsync(key);
        }

        Assert.That(await open.Page.InnerTextAsync("#cell"), Does.StartWith("2 lamp, predicted as 0 wall: 100.00 % of it, 10 pixels"));
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await open.Page.Locator("#table-images tbody tr:visible td:first-child").AllInnerTextsAsync(), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task Images_are_found_by_name_and_by_the_largest_confusions()
    {
        await using OpenPage open = await OpenPage.Of(s_large);
        await open.Page.FillAsync("#image-search", "val_00001999");
        Assert.That(await open.Page.Locator("#table-images tbody tr:visible td:first-child").AllInnerTextsAsync(), Is.EqualTo(new[] { "ADE_val_00001999" }));
        await open.Page.FillAsync("#image-search", "");
        Assert.That(await open.Page.InnerTextAsync("#image-count"), Is.EqualTo("50 of 2,000 shown"));

        await open.Page.Locator(".words button").First.ClickAsync();
        Assert.That(await open.Page.Locator("#image-filter").IsVisibleAsync(), Is.True);
        Assert.That(await Column(open.Page, "#table-images", 2), Is.Ordered.Ascending);
    }

    [Test]
    public async Task Definitions_are_one_click_away()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small());
        ILocator definition = open.Page.Locator(".tile p").First;
        Assert.That(await definition.IsVisibleAsync(), Is.False);
        await open.Page.Locator(".tile summary").First.ClickAsync();
        Assert.That(await definition.IsVisibleAsync(), Is.True);
    }

    [TestCase(360)]
    [TestCase(768)]
    [TestCase(1440)]
    public async Task The_page_never_scrolls_sideways(int width)
    {
        foreach (RunDocument run in new[] { s_large, SampleRuns.UnderSceneparse(SampleRuns.Small(new string('W', 300), new string('x', 300), new string('i', 300))) })
        {
            await using OpenPage open = await OpenPage.Of(run, new() { ViewportSize = new() { Width = width, Height = 800 } }, new PageOptions { Baseline = run });
            Assert.That(await Excess(open.Page), Is.LessThanOrEqualTo(0));
        }
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task All_words_stand_out_from_what_is_behind_them(ColorScheme scheme)
    {
        RunDocument run = SampleRuns.UnderSceneparse(SampleRuns.Large(images: 30));
        await using OpenPage open = await OpenPage.Of(run, new() { ColorScheme = scheme, ViewportSize = new() { Width = 1100, Height = 900 } }, new PageOptions { Baseline = run });
        await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        string[] faint = await open.Page.EvaluateAsync<string[]>(ContrastScript);
        Assert.That(faint, Is.Empty);
    }

    [Test]
    public async Task Everything_is_there_without_scripts()
    {
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small(), new() { JavaScriptEnabled = false });
        Assert.That(await open.Page.Locator("#table-classes tbody tr").CountAsync(), Is.EqualTo(3));
        Assert.That(await open.Page.Locator("#chart-confusion svg").IsVisibleAsync(), Is.True);
        Assert.That(await open.Page.Locator("#class-search").IsVisibleAsync(), Is.False, "what needs the script is not offered");
        Assert.That(await open.Page.Locator(".words li").First.InnerTextAsync(), Does.StartWith("wall taken for sky: 20 pixels, 18.18 % of wall"));
    }

    [Test]
    public async Task On_paper_tables_are_whole_and_tools_are_gone()
    {
        await using OpenPage open = await OpenPage.Of(s_large);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.That(await open.Page.Locator("#class-search").IsVisibleAsync(), Is.False);
        Assert.That(await open.Page.EvaluateAsync<bool>("() => { const t = document.querySelector('.tall'); return t.scrollHeight <= t.clientHeight + 1; }"), Is.True);
        Assert.That(await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"), Is.EqualTo("rgb(255, 255, 255)"), "light even on a dark system");
        Assert.That(await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('#most-confused td:not([class=\"g\"])[class]')).printColorAdjust"), Is.EqualTo("exact"), "white numbers need the dark behind them");
        Assert.That(await open.Page.Locator("section > details:not([open]) > summary").First.IsVisibleAsync(), Is.False, "paper cannot be clicked");
    }

    /// <summary>Target: below 300 ms from opening the file to answering a click, on a machine that does nothing else; the limit is twice that, and the best of five counts.</summary>
    [Test]
    public async Task A_page_of_two_thousand_images_is_soon_interactive()
    {
        await using OpenPage open = await OpenPage.Of(s_large);
        double best = double.PositiveInfinity;
        for (int i = 0; i < 5; i++)
        {
            await open.Page.ReloadAsync();
            best = Math.Min(best, await open.Page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"));
        }

        await TestContext.Out.WriteLineAsync($"interactive after {best:F0} ms");
        Assert.That(best, Is.LessThan(600));
    }

    /// <summary>Every visible piece of text whose contrast with the nearest background behind it is below WCAG 2.2's 4.5 (3 for large text).</summary>
    private const string ContrastScript = """
        () => {
          const parse = c => (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
          const linear = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
          const luminance = c => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
          const behind = e => {
            for (; e; e = e.parentElement) {
              const c = parse(getComputedStyle(e).backgroundColor);
              if (c.length < 4 || c[3] > 0) return c;
            }
            return [255, 255, 255];
          };
          const faint = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode, element = node.parentElement;
            if (!node.textContent.trim() || !element.checkVisibility() || element.closest('script, style, title, desc, #chart-confusion g.cells')) continue;
            const style = getComputedStyle(element);
            const color = parse(element instanceof SVGElement ? style.fill : style.color);
            const [a, b] = [luminance(color), luminance(behind(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) faint.add(ratio.toFixed(2) + ' ' + element.tagName + '.' + element.getAttribute('class') + ' ' + node.textContent.trim().slice(0, 40));
          }
          return [...faint].slice(0, 20);
        }
        """;

    private static Task<int> Excess(IPage page) => page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");

    private static async Task<double[]> Column(IPage page, string table, int column) =>
        await page.EvaluateAsync<double[]>($"() => [...document.querySelectorAll('{table} tbody tr')].map(r => Number(r.cells[{column - 1}].textContent.replace(/,/g, '')))");
}
