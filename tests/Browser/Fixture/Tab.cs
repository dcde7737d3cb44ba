using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Browser.Fixture;

/// <summary>One tab, and what the browser complained of in it.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>The addresses that the page asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<Tab> OpenAsync(IBrowser browser, ColorScheme scheme, int width)
    {
        var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>Fails where there were errors in the console, such as violations of the content security policy.</summary>
    public void HasNoComplaints() => Assert.Empty(_complaints);

    /// <summary>Fails where something is wider than the window.</summary>
    public async Task FitsAsync(string what)
    {
        var wide = await Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
              .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5).map(element => `${element.tagName}.${element.className}`)
            """);
        Assert.True(wide.Length == 0, $"{what} is wider than the window: {string.Join(", ", wide)}");
    }

    /// <summary>Keeps a picture where LAMBDA_MCP_SCREENSHOTS names a folder for them.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("LAMBDA_MCP_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
