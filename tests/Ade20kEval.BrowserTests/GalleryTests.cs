using Ade20kEval.Reporting.Pages;
using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>Images as a grid, enlarged one at a time.</summary>
public sealed class GalleryTests
{
    /// <summary>The masks of <see cref="SampleRuns.Small"/>: two images of 10 x 10.</summary>
    internal static PageOptions Gallery(TemporaryFolder folder)
    {
        folder.WriteMask("gt/a.png", 10, 10, [.. Enumerable.Repeat((byte)1, 80), .. Enumerable.Repeat((byte)2, 20)]);
        folder.WriteMask("pred/a.png", 10, 10, [.. Enumerable.Repeat((byte)1, 60), .. Enumerable.Repeat((byte)2, 20), .. Enumerable.Repeat((byte)0, 5), .. Enumerable.Repeat((byte)2, 15)]);
        folder.WriteMask("gt/b.png", 10, 10, [.. Enumerable.Repeat((byte)0, 60), .. Enumerable.Repeat((byte)1, 30), .. Enumerable.Repeat((byte)3, 10)]);
        folder.WriteMask("pred/b.png", 10, 10, [.. Enumerable.Repeat((byte)1, 100)]);
        return new PageOptions { Gallery = new GallerySource(folder["gt"], folder["pred"], null) };
    }

    [Test]
    public async Task A_click_enlarges_an_image_the_pointer_reads_its_classes_and_arrow_keys_go_on()
    {
        using TemporaryFolder folder = new();
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small(), page: Gallery(folder));
        Assert.That(await open.Page.Locator("#light-box").IsVisibleAsync(), Is.False);

        await open.Page.Locator("#gallery .enlarge").First.ClickAsync();
        Assert.That(await open.Page.Locator("#light-box").IsVisibleAsync(), Is.True);
        string first = await open.Page.InnerTextAsync("#light-caption");
        string other = first.Contains("worst b", StringComparison.Ordinal) ? "a" : "b";

        // The seventh row of a holds ground truth wall, predicted sky; that of b wall on both sides.
        LocatorBoundingBoxResult box = (await open.Page.Locator(".stage img").First.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height * 0.65f));
        Assert.That(await open.Page.InnerTextAsync("#light-read"), Is.EqualTo(other == "b" ? "ground truth: wall; prediction: sky" : "ground truth: wall; prediction: wall"));

        await open.Page.Keyboard.PressAsync("ArrowRight");
        Assert.That(await open.Page.InnerTextAsync("#light-caption"), Does.Contain($" {other}: mean IoU"));
        await open.Page.Keyboard.PressAsync("Escape");
        Assert.That(await open.Page.Locator("#light-box").IsVisibleAsync(), Is.False);
        Assert.That(open.Messages, Is.Empty, "nothing that the policy forbids");
    }

    [Test]
    public async Task The_slider_lays_one_layer_over_the_other()
    {
        using TemporaryFolder folder = new();
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small(), page: Gallery(folder));
        await open.Page.Locator("#gallery .enlarge").First.ClickAsync();
        await open.Page.SelectOptionAsync("#light-over", new SelectOptionValue { Label = "prediction" });
        await open.Page.FillAsync("#light-opacity", "20");

        Assert.That(await open.Page.Locator(".stage img").Last.EvaluateAsync<string>("e => getComputedStyle(e).opacity"), Is.EqualTo("0.2"));
        Assert.That(await open.Page.Locator(".stage img").Last.GetAttributeAsync("alt"), Does.StartWith("prediction of "));
    }

    [Test]
    public async Task Images_are_chosen_by_why_they_are_there_and_by_class()
    {
        using TemporaryFolder folder = new();
        await using OpenPage open = await OpenPage.Of(SampleRuns.Small(), page: Gallery(folder));
        Assert.That(await open.Page.InnerTextAsync("#gallery-count"), Is.EqualTo("2 images"));

        await open.Page.SelectOptionAsync("#gallery-class", new SelectOptionValue { Label = "lamp" });
        Assert.That(await open.Page.InnerTextAsync("#gallery-count"), Is.EqualTo("1 image"));
        Assert.That(await open.Page.Locator("#gallery figure:visible bdi").AllInnerTextsAsync(), Is.EqualTo(new[] { "b" }));

        await open.Page.SelectOptionAsync("#gallery-class", "");
        await open.Page.SelectOptionAsync("#gallery-why", "best");
        Assert.That(await open.Page.Locator("#gallery figure:visible").CountAsync(), Is.EqualTo(1));
    }
}
