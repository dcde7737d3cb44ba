using Browser.Fixture;
using Microsoft.Playwright;

namespace Browser;

public sealed class PageTests(LocalRun local)
{
    private static readonly string[] Views = ["Requests", "Catalog", "Tables", "Functions"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_is_wider_than_a_window_of_400_pixels(ColorScheme scheme)
    {
        await using var tab = await local.OpenAsync(scheme, width: 400);
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);
        var rows = await local.NewRowsAsync(page);
        await using var client = await McpClients.ConnectAsync(local);
        await client.CallToolAsync("echo", new Dictionary<string, object?> { ["long"] = new string('x', 600) }, cancellationToken: TestContext.Current.CancellationToken);
        var row = rows.Filter(new() { HasText = "echo" }).First;
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row.Locator("pre[aria-label=Answer]")).ToContainTextAsync("xxx");
        foreach (var view in Views)
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = view }).ClickAsync();
            await Assertions.Expect(page.Locator("main > section:not([hidden])")).ToContainTextAsync(view == "Tables" ? "default" : view == "Catalog" ? "customer-by-id" : "echo");
            if (view == "Catalog")
                await page.GetByRole(AriaRole.Button, new() { Name = "form", Exact = true }).ClickAsync();
            await tab.FitsAsync(view);
            await tab.PictureAsync($"narrow-{view}-{scheme}".ToLowerInvariant());
        }
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task Tables_and_functions_are_shown()
    {
        await using var tab = await local.OpenAsync(ColorScheme.Dark);
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);
        await using var client = await McpClients.ConnectAsync(local);
        await client.CallToolAsync("echo", cancellationToken: TestContext.Current.CancellationToken);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Functions" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Environments of mcp-sample-echo" })).ToContainTextAsync("environment 1");
        await tab.PictureAsync("functions-dark");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Tables" }).ClickAsync();
        await Assertions.Expect(page.Locator("#table-rows")).ToContainTextAsync("Registrations");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Catalog" }).ClickAsync();
        await Assertions.Expect(page.Locator("#catalog")).ToContainTextAsync("""<img src="x" onerror="window.pwned=1">""");
        await tab.PictureAsync("catalog-dark");
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window"));
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task The_views_are_reached_by_the_keyboard()
    {
        await using var tab = await local.OpenAsync();
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Requests" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Catalog" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#tools")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "echo", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "echo", Level = 2 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_key_leaves_the_address_and_survives_a_reload()
    {
        await using var tab = await local.OpenAsync();
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);

        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("live");
        Assert.DoesNotContain("key", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("live");
    }

    [Fact]
    public async Task Without_the_key_the_page_says_so_and_shows_nothing()
    {
        await using var tab = await local.OpenAsync();

        await tab.Page.GotoAsync(local.PageUrl.Split('#')[0]);

        await Assertions.Expect(tab.Page.Locator("#connection")).ToContainTextAsync("has no key");
    }

    [Fact]
    public async Task A_page_of_another_site_reads_and_does_nothing()
    {
        await using var tab = await local.OpenAsync();
        var page = tab.Page;
        var (address, key) = (local.PageUrl.Split('#')[0], local.PageUrl.Split("key=")[1]);
        // Another port is another origin, though on the same machine.
        await page.RouteAsync("http://127.0.0.1:1/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<p>another site</p>" }));
        await page.GotoAsync("http://127.0.0.1:1/");

        var read = await page.EvaluateAsync<string>(
            """
            async ([address, key]) => {
              const attempts = [
                fetch(address + 'api/functions', { headers: { 'X-Page-Key': key } }),
                fetch(address + 'api/functions'),
                fetch(address + 'api/call', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Page-Key': key }, body: '{}' }),
                import(address + 'main.js'),
              ];
              return (await Promise.allSettled(attempts)).map(attempt => attempt.status).join();
            }
            """,
            new[] { address, key });

        Assert.Equal("rejected,rejected,rejected,rejected", read);
    }
}
