using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Runs;

namespace Ade20kEval.BrowserTests;

public sealed class ChartTests
{
    /// <summary>The browser's own measure of every word: placed by our table of widths, nothing is cut off.</summary>
    [Test]
    public async Task No_word_is_drawn_outside_its_chart()
    {
        RunDocument run = SampleRuns.Large(images: 40);
        foreach ((string id, Func<RunView, Chart> make) in RunCharts.Of(run.Dataset, SampleRuns.Large(images: 40, seed: 2)))
        {
            await using OpenPage open = await OpenPage.Of(id + ".svg", Draw(make(new RunView(run))));
            string[] outside = await open.Page.EvaluateAsync<string[]>("""
                () => {
                  const svg = document.documentElement, [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number), frame = svg.getBoundingClientRect();
                  return [...svg.querySelectorAll('text')].filter(t => {
                    const b = t.getBoundingClientRect();
                    return b.left < frame.left - 1 || b.right > frame.left + width + 1 || b.top < frame.top - 1 || b.bottom > frame.top + height + 1;
                  }).map(t => t.textContent);
                }
                """);
            Assert.That(outside, Is.Empty, id);
            Assert.That(open.Messages, Is.Empty, id);
            Assert.That(open.Requests, Has.Count.EqualTo(1), id);
        }
    }

    [Test]
    public async Task A_chart_file_with_hostile_names_runs_nothing()
    {
        string names = string.Concat(HostileNames.All.Where(n => n.Length < 100));
        RunDocument run = SampleRuns.Small(names, names, names);
        foreach ((string id, Func<RunView, Chart> make) in RunCharts.Of(run.Dataset, run))
        {
            await using OpenPage open = await OpenPage.Of(id + ".svg", Draw(make(new RunView(run))));
            Assert.That(open.Messages, Is.Empty, id);
            Assert.That(open.Requests, Has.Count.EqualTo(1), id);
            Assert.That(await open.Page.EvaluateAsync<string>("() => document.documentElement.localName"), Is.EqualTo("svg"), "no parser error");
        }
    }

    private static string Draw(Chart chart)
    {
        using StringWriter writer = new();
        ChartWriter.WriteFile(writer, chart);
        return writer.ToString();
    }
}
