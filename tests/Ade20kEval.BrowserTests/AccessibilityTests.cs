using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>Pages against the rules of axe-core (Deque), which <c>npm ci</c> in this project's folder fetches.</summary>
public sealed class AccessibilityTests
{
    private const string Rules = "async () => (await axe.run(document)).violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' || '))";

    private static string Axe
    {
        get
        {
            for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            {
                string file = Path.Combine(folder.FullName, "node_modules", "axe-core", "axe.min.js");
                if (File.Exists(file))
                {
                    return File.ReadAllText(file);
                }
            }

            Assert.Ignore("axe-core is not here; npm ci in tests/Ade20kEval.BrowserTests fetches it.");
            return "";
        }
    }

    [TestCase(390, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Dark)]
    public async Task No_rule_is_broken_by_a_page_its_class_box_and_its_comparison(int width, ColorScheme scheme)
    {
        RunDocument run = SampleRuns.UnderSceneparse(SampleRuns.Large(images: 30));
        await using OpenPage open = await OpenPage.Of(run, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } }, new PageOptions { Baseline = SampleRuns.UnderSceneparse(SampleRuns.Large(images: 30, quality: 0.5)) });
        await open.Page.EvaluateAsync(Axe);

        Assert.That(await open.Page.EvaluateAsync<string[]>(Rules), Is.Empty);
        await open.Page.Locator("#table-classes .name").First.ClickAsync();
        Assert.That(await open.Page.EvaluateAsync<string[]>(Rules), Is.Empty, "with the box of a class open");
    }

    [Test]
    public async Task No_rule_is_broken_by_a_gallery_and_its_light_box()
    {
        using TemporaryFolder folder = new();
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small(), page: GalleryTests.Gallery(folder));
        await open.Page.EvaluateAsync(Axe);

        Assert.That(await open.Page.EvaluateAsync<string[]>(Rules), Is.Empty);
        await open.Page.Locator("#gallery .enlarge").First.ClickAsync();
        Assert.That(await open.Page.EvaluateAsync<string[]>(Rules), Is.Empty, "enlarged");
    }

    [TestCase(360, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Dark)]
    public async Task No_rule_is_broken_by_the_pages_of_a_board(int width, ColorScheme scheme)
    {
        string axe = Axe;
        using SampleBoard board = new(12, "PaperNet");
        foreach (string page in board.Pages)
        {
            await using OpenPage open = await OpenPage.At(page, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
            await open.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            await open.Page.EvaluateAsync(axe);

            Assert.That(await open.Page.EvaluateAsync<string[]>(Rules), Is.Empty, Path.GetFileName(page));
        }
    }
}
