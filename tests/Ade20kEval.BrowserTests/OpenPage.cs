using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Microsoft.Playwright;

namespace Ade20kEval.BrowserTests;

/// <summary>A report opened from a file, with a record of everything that it did on its own: requests, messages, dialogs.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string? _folder;

    private OpenPage(IBrowserContext context, IPage page, string? folder)
    {
        _context = context;
        Page = page;
        _folder = folder;
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Requests.Add(request.Url);
            }
        };
        page.Console += (_, message) => Messages.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Messages.Add($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Messages.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Every request but those for data inside the file; the first is for the file.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Everything that the page said, threw or asked.</summary>
    public List<string> Messages { get; } = [];

    public static Task<OpenPage> Of(RunDocument run, BrowserNewContextOptions? options = null, PageOptions? page = null)
    {
        using StringWriter writer = new();
        PageWriter.Write(writer, run, page);
        return Of("report.html", writer.ToString(), options);
    }

    public static async Task<OpenPage> Of(string fileName, string content, BrowserNewContextOptions? options = null)
    {
        string folder = Directory.CreateTempSubdirectory("ade20keval-browser-").FullName;
        string path = Path.Combine(folder, fileName);
        await File.WriteAllTextAsync(path, content);
        return await At(path, folder, options);
    }

    /// <summary>Opens a file that is there, and leaves it there.</summary>
    public static Task<OpenPage> At(string path, BrowserNewContextOptions? options = null) => At(path, null, options);

    private static async Task<OpenPage> At(string path, string? folder, BrowserNewContextOptions? options)
    {
        IBrowserContext context = await Browser.Chromium.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1100, Height = 900 } });
        OpenPage open = new(context, await context.NewPageAsync(), folder);
        await open.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
