using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>The system's Chromium, started once for all tests.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;

    public static IBrowser Chromium { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        string path = s_places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"No Chromium found (looked at {string.Join(", ", s_places)}). Install it: apt-get install -y chromium");
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Chromium is not null)
        {
            await Chromium.CloseAsync();
        }

        _playwright?.Dispose();
        SampleBoard.RemoveShared();
    }
}
