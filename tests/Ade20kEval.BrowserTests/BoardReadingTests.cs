using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>A board as its readers use it: sorting, filtering, going away and coming back, comparing two entries, reading on a telephone.</summary>
public sealed class BoardReadingTests
{
    private const string Names = "() => [...document.querySelectorAll('#table-ranking tbody tr')].filter(row => !row.hidden).map(row => row.querySelector('.k').innerText)";

    private readonly SampleBoard _board = SampleBoard.Shared;

    private string Index => Path.Combine(_board.Site, "index.html");

    [TestCase("Parameters, millions", true)]
    [TestCase("GMACs", true)]
    [TestCase("FLOPs, billions", true)]
    [TestCase("First %", false)]
    public async Task Numbers_are_sorted_as_numbers_and_what_is_missing_comes_last_either_way(string header, bool isAscendingFirst)
    {
        await using OpenPage open = await OpenPage.At(Index);
        ILocator button = open.Page.Locator("#table-ranking thead button", new() { HasTextString = header });
        for (int click = 0; click < 2; click++)
        {
            await button.ClickAsync();
            string[] texts = await Column(open.Page, header);
            double[] numbers = [.. texts.TakeWhile(text => text != "–").Select(text => double.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture))];
            Assert.That(numbers, Has.Length.InRange(2, texts.Length - 1), "some are missing");
            Assert.That(texts.Skip(numbers.Length), Is.All.EqualTo("–"));
            Assert.That(numbers, click == 0 == isAscendingFirst ? Is.Ordered.Ascending : Is.Ordered.Descending);
        }
    }

    [Test]
    public async Task Ranges_are_sorted_by_their_best_rank_and_then_by_their_worst()
    {
        await using OpenPage open = await OpenPage.At(Index);
        await open.Page.Locator("#table-ranking thead button", new() { HasTextString = "Range" }).ClickAsync();

        (int Best, int Worst)[] ranges = [.. (await Column(open.Page, "Range")).Where(text => text.Length > 0).Select(text => text.Split(" to ")).Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture)))];
        Assert.That(ranges, Has.Length.EqualTo(12));
        Assert.That(ranges, Is.Ordered);
    }

    [Test]
    public async Task What_a_reader_chose_is_there_again_after_reloading_and_after_coming_back()
    {
        await using OpenPage open = await OpenPage.At(Index);
        await open.Page.FillAsync("#search", "papernet");
        await open.Page.GetByLabel("Scales at test time").SelectOptionAsync("=single");
        await open.Page.Locator("#table-ranking thead button", new() { HasTextString = "Method" }).ClickAsync();
        string[] chosen = await open.Page.EvaluateAsync<string[]>(Names);
        Assert.That(chosen, Is.EqualTo(new[] { "PaperNet" }), "of the two the one with a single scale");

        await open.Page.ReloadAsync();
        Assert.That(await open.Page.EvaluateAsync<string[]>(Names), Is.EqualTo(chosen));
        await open.Page.Locator("#table-ranking tbody tr:visible a").First.ClickAsync();
        Assert.That(open.Page.Url, Does.Contain("/entries/"));
        await open.Page.GoBackAsync();

        Assert.That(await open.Page.EvaluateAsync<string[]>(Names), Is.EqualTo(chosen));
        Assert.That(await open.Page.InputValueAsync("#search"), Is.EqualTo("papernet"));
        Assert.That(await open.Page.InnerTextAsync("#count"), Is.EqualTo($"1 of {_board.Entries}"));
        Assert.That(await open.Page.Locator("#table-ranking th[aria-sort]").InnerTextAsync(), Does.StartWith("Method"));
        await open.Page.FillAsync("#search", "");
        await open.Page.GetByLabel("Scales at test time").SelectOptionAsync("");
        Assert.That(await open.Page.EvaluateAsync<string[]>(Names), Has.Length.EqualTo(_board.Entries));
        Assert.That(open.Messages, Is.Empty);
    }

    [Test]
    public async Task An_address_that_somebody_made_up_breaks_nothing()
    {
        foreach (string page in new[] { "index.html", "compare.html" })
        {
            await using OpenPage open = await OpenPage.At(Path.Combine(_board.Site, page));
            await open.Page.GotoAsync(new Uri(Path.Combine(_board.Site, page)).AbsoluteUri + "#sort=99d&f7=%3D%3Cscript%3E&q=%25%00&a=zzz&b=__proto__");
            await open.Page.ReloadAsync();

            Assert.That(open.Messages, Is.Empty, page);
        }
    }

    [Test]
    public async Task A_comparison_says_how_sure_it_is_and_the_other_way_round_the_opposite()
    {
        await using OpenPage open = await OpenPage.At(Path.Combine(_board.Site, "compare.html"));
        string[] paired = await open.Page.EvaluateAsync<string[]>("() => JSON.parse(document.getElementById('data').textContent).paired.map(String)");
        await open.Page.SelectOptionAsync("#left", paired[0]);
        await open.Page.SelectOptionAsync("#right", paired[^1]);
        string verdict = await open.Page.InnerTextAsync("#compare-verdict");
        (double low, double high) = Limits(verdict);
        Assert.That(verdict, Does.StartWith("The first is better: Mean IoU of the second minus the first lies between").And.EndsWith("the second is ahead in 0.0 % of the draws."), "the best and the worst of twelve");
        double difference = double.Parse((await open.Page.Locator("#table-compare tbody tr").First.Locator("td").Last.InnerTextAsync()), CultureInfo.InvariantCulture);
        Assert.That(difference, Is.InRange(low, high));

        await open.Page.ClickAsync("#swap");
        string swapped = await open.Page.InnerTextAsync("#compare-verdict");
        Assert.That(swapped, Does.StartWith("The second is better").And.EndsWith("the second is ahead in 100.0 % of the draws."));
        Assert.That(Limits(swapped), Is.EqualTo((-high, -low)));

        await open.Page.ReloadAsync();
        Assert.That(await open.Page.InnerTextAsync("#compare-verdict"), Is.EqualTo(swapped), "the two are in the address");
        Assert.That(await open.Page.InnerTextAsync("#classes-verdict"), Does.StartWith("The second is better in 3 classes, worse in 0"));
        ILocator classes = open.Page.Locator("#table-compare-classes tbody tr");
        Assert.That(await classes.CountAsync(), Is.EqualTo(150), "all classes of the dataset: three that were counted, 147 on neither side, which this protocol counts as 0; what only a paper printed is of neither entry");
    }

    [Test]
    public async Task An_entry_leads_to_its_comparison()
    {
        await using OpenPage open = await OpenPage.At(Index);
        await open.Page.Locator("#table-ranking tbody tr").Nth(3).Locator("a").First.ClickAsync();
        string name = (await open.Page.InnerTextAsync("h1")).Split(':')[0];
        await open.Page.GetByText("Compare with another entry").ClickAsync();

        Assert.That(await open.Page.EvaluateAsync<string>("() => document.getElementById('left').selectedOptions[0].text"), Is.EqualTo(name));
    }

    [Test]
    public async Task No_date_time_or_number_is_broken_and_no_letter_is_too_small()
    {
        foreach (string page in _board.Pages)
        {
            await using OpenPage open = await OpenPage.At(page);
            await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            foreach (int width in new[] { 360, 768, 1100, 1440 })
            {
                await open.Page.SetViewportSizeAsync(width, 800);
                await Check(open, page, width);
            }
        }

        static async Task Check(OpenPage open, string page, int width)
        {
            string name = $"{Path.GetFileName(page)} at {width}";
            string[] broken = await open.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('td')].filter(cell => /^[\d ,.:+–-]+$|^\d+ to \d+$/.test(cell.innerText.trim())).filter(cell => {
                  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                  const lines = new Set();
                  while (walker.nextNode()) {
                    const range = document.createRange();
                    range.selectNodeContents(walker.currentNode);
                    [...range.getClientRects()].filter(box => box.width > 0).forEach(box => lines.add(Math.round(box.bottom / 8)));
                  }
                  return lines.size > 1;
                }).map(cell => cell.innerText)
                """);
            Assert.That(broken, Is.Empty, name);
            string[] small = await open.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).filter(e => !e.closest('script,style,caption')).map(e => {
                  const scale = e.ownerSVGElement ? e.getScreenCTM() : { a: 1, b: 0 };
                  return [parseFloat(getComputedStyle(e).fontSize) * Math.hypot(scale.a, scale.b), e];
                }).filter(([size]) => size < 10.99).map(([size, e]) => size.toFixed(2) + ' ' + e.outerHTML.slice(0, 120))
                """);
            Assert.That(small, Is.Empty, name);
        }
    }

    [Test]
    public async Task On_a_telephone_the_score_is_seen_beside_the_name()
    {
        await using OpenPage open = await OpenPage.At(Index, new() { ViewportSize = new() { Width = 360, Height = 800 } });
        float right = await open.Page.EvaluateAsync<float>("() => document.querySelector('#table-ranking tbody tr').cells[2].getBoundingClientRect().right");
        Assert.That(right, Is.LessThanOrEqualTo(360));

        // Sideways the name stays.
        await open.Page.EvaluateAsync("() => document.querySelector('#ranking .scroll').scrollLeft = 300");
        Assert.That(await open.Page.EvaluateAsync<float>("() => document.querySelector('#table-ranking tbody .k').getBoundingClientRect().left"), Is.InRange(0, 30));
    }

    [Test]
    public async Task On_a_telephone_a_row_says_why_it_has_no_rank_and_the_difference_of_two_is_in_sight()
    {
        await using OpenPage open = await OpenPage.At(Index, new() { ViewportSize = new() { Width = 360, Height = 800 } });
        ILocator failed = open.Page.Locator("#table-ranking tbody tr.u");
        Assert.That(await failed.CountAsync(), Is.EqualTo(1));
        Assert.That(await failed.Locator(".k").InnerTextAsync(), Does.Contain("failed"));
        Assert.That(await open.Page.Locator("#table-ranking th.c:visible").CountAsync(), Is.Zero, "sources are for wider screens");
        await open.Page.SetViewportSizeAsync(1100, 800);
        Assert.That(await failed.Locator(".k").InnerTextAsync(), Does.Not.Contain("failed"), "there the column says so");
        Assert.That(await open.Page.Locator("#table-ranking th.c:visible").CountAsync(), Is.EqualTo(1));
        string[] states = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#ranking select')].map(select => [...select.options].map(option => option.text).join(' '))");
        Assert.That(states, Has.Some.EqualTo("all ranked, counted here failed reported"));

        await open.Page.SetViewportSizeAsync(360, 800);
        await open.Page.GotoAsync(new Uri(Path.Combine(_board.Site, "compare.html")).AbsoluteUri);
        Assert.That(await open.Page.EvaluateAsync<float>("() => document.querySelector('#table-compare thead th:last-child').getBoundingClientRect().right"), Is.LessThanOrEqualTo(360));
        string[] over = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#table-compare td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)");
        Assert.That(over, Is.Empty, "no cell runs into the next");
        bool isBroken = await open.Page.EvaluateAsync<bool>("() => { const cell = [...document.querySelectorAll('#table-compare td')].find(td => td.innerText === 'Parameters'); const range = document.createRange(); range.selectNodeContents(cell); return range.getClientRects().length > 1; }");
        Assert.That(isBroken, Is.False, "one word, one line");
    }

    [Test]
    public async Task The_title_of_an_axis_is_whole_at_the_left_edge()
    {
        await using OpenPage open = await OpenPage.At(Index);
        foreach (int width in new[] { 360, 1100, 1440 })
        {
            await open.Page.SetViewportSizeAsync(width, 800);
            string[] cut = await open.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.chart svg text')].filter(text => text.checkVisibility() && text.getBoundingClientRect().left < text.closest('.chart').getBoundingClientRect().left - 3).map(text => text.textContent)");
            Assert.That(cut, Is.Empty, $"at {width}");
        }
    }

    [Test]
    public async Task Printed_pages_show_every_row_and_no_tool()
    {
        await using OpenPage open = await OpenPage.At(Index);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.That(await open.Page.Locator("#table-ranking tbody tr:visible").CountAsync(), Is.EqualTo(_board.Entries));
        Assert.That(await open.Page.Locator("#filters:visible").CountAsync(), Is.Zero);
    }

    private static async Task<string[]> Column(IPage page, string header) => await page.EvaluateAsync<string[]>(
        "header => { const table = document.getElementById('table-ranking'); const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.innerText.replace(/\\s+/g, ' ').trim().startsWith(header)); return [...table.tBodies[0].rows].map(row => row.cells[at].innerText.trim()); }", header);

    private static (double, double) Limits(string verdict)
    {
        Match match = Regex.Match(verdict, "between ([-+0-9.]+) and ([-+0-9.]+) points");
        return (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }
}
