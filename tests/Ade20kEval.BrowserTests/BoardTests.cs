using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>The pages of a board in a real browser: at every width, by keyboard, with names that would like to run something.</summary>
public sealed class BoardTests
{
    private readonly SampleBoard _board = SampleBoard.Shared;

    [Test]
    public async Task No_page_is_too_wide_asks_for_anything_or_complains()
    {
        foreach (string page in _board.Pages)
        {
            await using OpenPage open = await OpenPage.At(page);
            await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            string name = Path.GetFileName(page);
            foreach (int width in new[] { 360, 768, 1440 })
            {
                await open.Page.SetViewportSizeAsync(width, 800);
                Assert.That(await Excess(open.Page), Is.LessThanOrEqualTo(0), $"{name} at {width}");
            }

            Assert.That(open.Requests, Has.Count.EqualTo(1), name);
            Assert.That(open.Messages, Is.Empty, name);
            Assert.That(await open.Page.Locator("h1").CountAsync(), Is.EqualTo(1), name);
            Assert.That(await open.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('svg[role=img]')].filter(s => !s.querySelector('title').textContent || !document.getElementById(s.getAttribute('aria-labelledby').split(' ')[0])).length"), Is.Zero, name);
            Assert.That(await open.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('table th')].filter(h => !h.scope).length"), Is.Zero, name);
        }
    }

    [Test]
    public async Task Every_link_between_the_pages_leads_to_a_file()
    {
        foreach (string page in _board.Pages)
        {
            await using OpenPage open = await OpenPage.At(page);
            string[] targets = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.href).filter(h => h.startsWith('file:'))");
            Assert.That(targets, Is.Not.Empty);
            Assert.That(targets.Select(target => new Uri(target).LocalPath).Where(path => !File.Exists(path)), Is.Empty, page);
        }
    }

    [Test]
    public async Task The_ranking_is_sorted_and_searched_by_keyboard()
    {
        await using OpenPage open = await OpenPage.At(Path.Combine(_board.Site, "index.html"));
        ILocator header = open.Page.Locator("#table-ranking thead button", new() { HasText = "Mean IoU" });
        await header.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await open.Page.Locator("#table-ranking th[aria-sort]").GetAttributeAsync("aria-sort"), Is.EqualTo("descending"));
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.That(await open.Page.Locator("#table-ranking th[aria-sort]").GetAttributeAsync("aria-sort"), Is.EqualTo("ascending"));

        await open.Page.FocusAsync("#search");
        await open.Page.Keyboard.TypeAsync("papernet");
        Assert.That(await open.Page.Locator("#table-ranking tbody tr:visible").CountAsync(), Is.EqualTo(2));
        Assert.That(await open.Page.InnerTextAsync("#count"), Is.EqualTo($"2 of {_board.Entries}"));
    }

    [Test]
    public async Task Any_two_entries_are_compared()
    {
        await using OpenPage open = await OpenPage.At(Path.Combine(_board.Site, "compare.html"));
        await open.Page.SelectOptionAsync("#left", "0");
        await open.Page.SelectOptionAsync("#right", "0");

        string row = await open.Page.Locator("#table-compare tbody tr").First.InnerTextAsync();
        Assert.That(row, Does.StartWith("Mean IoU").And.Match("\\t0(\\.00)?$"), "an entry is as good as itself");
        await open.Page.SelectOptionAsync("#right", "1");
        Assert.That(await open.Page.Locator("#table-compare tbody tr").First.InnerTextAsync(), Does.Contain("-").Or.Match("\\t0(\\.00)?$"), "the second is no better than the first");
    }

    [Test]
    public async Task The_index_shows_stability_costs_and_growth()
    {
        await using OpenPage open = await OpenPage.At(Path.Combine(_board.Site, "index.html"));
        foreach (string chart in new[] { "stability", "cost-parameters", "cost-gmacs", "best-over-time" })
        {
            Assert.That(await open.Page.Locator($"#chart-{chart} svg").CountAsync(), Is.InRange(1, 2), chart);
        }
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task It_is_whole_without_scripts(ColorScheme scheme)
    {
        await using OpenPage open = await OpenPage.At(Path.Combine(_board.Site, "index.html"), new() { JavaScriptEnabled = false, ColorScheme = scheme });
        Assert.That(await open.Page.Locator("#table-ranking tbody tr").CountAsync(), Is.EqualTo(_board.Entries));
        Assert.That(await open.Page.Locator("#search:visible").CountAsync(), Is.Zero, "what needs scripts is not shown");
    }

    [Test]
    public async Task Hostile_names_run_nothing_and_ask_for_nothing_on_any_page()
    {
        using SampleBoard hostile = new(2, [.. HostileNames.All]);
        Assert.That(hostile.Entries, Is.GreaterThan(30));

        // The pages of all, which hold every name, and of every eighth entry: a browser for each takes a second or two.
        string[] pages = [.. Directory.GetFiles(hostile.Site, "*.html"), .. Directory.GetFiles(hostile.Site, "*.html", SearchOption.AllDirectories).Where(page => Path.GetDirectoryName(page) != hostile.Site).Order(StringComparer.Ordinal).Where((_, i) => i % 8 == 0)];
        foreach (string page in pages)
        {
            await using OpenPage open = await OpenPage.At(page, new() { ViewportSize = new() { Width = 360, Height = 800 } });
            await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            Assert.That(open.Requests, Has.Count.EqualTo(1), page);
            Assert.That(open.Messages, Is.Empty, page);
            Assert.That(await open.Page.EvaluateAsync<int>("() => document.querySelectorAll('main img, iframe, object, [onerror], [onload], a[href^=javascript]').length"), Is.Zero, page);
            Assert.That(await Excess(open.Page), Is.LessThanOrEqualTo(0), page);
        }
    }

    private static Task<int> Excess(IPage page) => page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
}
