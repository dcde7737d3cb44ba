using System.Globalization;
using Browser.Fixture;
using Microsoft.Playwright;

namespace Browser;

public sealed class RequestTests(LocalRun local)
{
    private const string Html = """<img src="x" onerror="window.pwned=1"><script>window.pwned=2</script>""";

    [Fact]
    public async Task A_call_by_an_MCP_client_shows_up_as_a_waterfall_of_all_hops()
    {
        await using var tab = await local.OpenAsync();
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);
        var rows = await local.NewRowsAsync(page);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("live");

        await using var client = await McpClients.ConnectAsync(local, "2025-11-25");
        await client.CallToolAsync("customer-by-id", new Dictionary<string, object?> { ["customerId"] = "C-1001" }, cancellationToken: TestContext.Current.CancellationToken);

        var row = Row(rows, "customer-by-id");
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("200");
        await Assertions.Expect(row.Locator(".who")).ToContainTextAsync("default");
        var hops = await HopsAsync(row);
        Assert.Equal(("gateway", 0), (hops[0].Kind, hops[0].Depth));
        Assert.Contains("POST /mcp", hops[0].Text, StringComparison.Ordinal);
        Assert.Equal(("authorizer", 1), (hops[1].Kind, hops[1].Depth));
        var endpoint = hops.FindIndex(static hop => hop.Kind == "function" && hop.Text.Contains("McpFunction", StringComparison.Ordinal));
        Assert.Equal(1, hops[endpoint].Depth);
        var store = hops.FindIndex(static hop => hop.Kind == "store" && hop.Text.Contains("SessionsTable", StringComparison.Ordinal) || hop.Text.Contains("RegistrationsTable", StringComparison.Ordinal));
        var target = hops.FindIndex(static hop => hop.Text.Contains("mcp-sample-customer-by-id", StringComparison.Ordinal));
        Assert.True(endpoint < store && store < target, string.Join("\n", hops));
        Assert.Equal(2, hops[store].Depth);
        Assert.Equal(2, hops[target].Depth);
        Assert.Matches("cold|warm", hops[target].Text);
        Assert.Matches("billed [0-9]+ ms", hops[target].Text);
        Within(hops, target, endpoint);
        Within(hops, store, endpoint);
        Within(hops, endpoint, 0);
        await Assertions.Expect(row.Locator("pre[aria-label=Answer]")).ToContainTextAsync("Ada Ferreira");
        await Assertions.Expect(row.Locator("pre[aria-label='Log of mcp-sample-customer-by-id']")).ToContainTextAsync("REPORT RequestId");
        await tab.PictureAsync("requests-light");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task An_error_stands_out()
    {
        await using var tab = await local.OpenAsync(ColorScheme.Dark);
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);
        var rows = await local.NewRowsAsync(page);
        await using var client = await McpClients.ConnectAsync(local);

        await client.CallToolAsync("failing", cancellationToken: TestContext.Current.CancellationToken);

        var row = Row(rows, "failing");
        await Assertions.Expect(row).ToHaveClassAsync("failed");
        await Assertions.Expect(row.Locator(".badge")).ToHaveTextAsync("200 error");
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row.Locator(".waterfall li.error[data-kind=function] .error-text").First).ToBeVisibleAsync();
        await page.GetByLabel("errors only").CheckAsync();
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#request-list > li.fine:visible")).ToHaveCountAsync(0);
        await tab.PictureAsync("error-dark");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task What_a_request_and_a_tool_say_is_text_and_no_secret_is_in_it()
    {
        await using var tab = await local.OpenAsync();
        var page = tab.Page;
        var told = new System.Collections.Concurrent.ConcurrentQueue<Task<string>>();
        page.Response += (_, response) =>
        {
            if (response.Url.Contains("/api/traces/", StringComparison.Ordinal))
                told.Enqueue(response.TextAsync());
        };
        await page.GotoAsync(local.PageUrl);
        var rows = await local.NewRowsAsync(page);
        await using var client = await McpClients.ConnectAsync(local);

        await client.CallToolAsync(
            "echo", new Dictionary<string, object?> { ["marker"] = "marker-1", ["html"] = Html, ["stolen"] = LocalRun.Token, ["password"] = "hunter22-of-someone" },
            cancellationToken: TestContext.Current.CancellationToken);
        // The name is the client's own, and stands in the summary.
        await Assert.ThrowsAnyAsync<Exception>(() => client.CallToolAsync(Html, cancellationToken: TestContext.Current.CancellationToken).AsTask());

        var row = Row(rows, "echo");
        await row.Locator("summary").ClickAsync();
        await Assertions.Expect(row.Locator("pre[aria-label=Request]")).ToContainTextAsync("marker-1");
        await Assertions.Expect(row.Locator("pre[aria-label=Answer]")).ToContainTextAsync("onerror");
        await Assertions.Expect(Row(rows, "onerror")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window || document.querySelector('main img, main script') !== null"));
        var content = await page.ContentAsync();
        Assert.All((string[])[content, .. await Task.WhenAll(told)], static text =>
        {
            Assert.DoesNotContain(LocalRun.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain("planted-token", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter22-of-someone", text, StringComparison.Ordinal);
        });
        Assert.NotEmpty(told);
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_request_is_shown_as_open_while_it_is()
    {
        await using var tab = await local.OpenAsync();
        var page = tab.Page;
        await page.GotoAsync(local.PageUrl);
        var rows = await local.NewRowsAsync(page);
        await using var client = await McpClients.ConnectAsync(local);
        using var leave = new CancellationTokenSource();

        var call = client.CallToolAsync("slow", new Dictionary<string, object?> { ["seconds"] = 10 }, cancellationToken: leave.Token).AsTask();

        var row = Row(rows, "slow");
        await Assertions.Expect(row).ToHaveClassAsync("open");
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        await Assertions.Expect(row.Locator(".who")).ToContainTextAsync("client left");
        // Nobody waits for it any more, and yet it runs to its end.
        await Assertions.Expect(row).Not.ToHaveClassAsync("open");
        tab.HasNoComplaints();
    }

    private static ILocator Row(ILocator rows, string text) => rows.Filter(new() { Has = rows.Page.Locator("summary", new() { HasText = text }) }).First;

    private static async Task<List<SeenHop>> HopsAsync(ILocator row)
    {
        await Assertions.Expect(row.Locator(".waterfall li").Nth(1)).ToBeVisibleAsync();
        var hops = new List<SeenHop>();
        foreach (var item in await row.Locator(".waterfall li").AllAsync())
        {
            hops.Add(new(
                (await item.GetAttributeAsync("data-kind"))!, int.Parse((await item.GetAttributeAsync("data-depth"))!, CultureInfo.InvariantCulture),
                double.Parse((await item.GetAttributeAsync("data-start"))!, CultureInfo.InvariantCulture), double.Parse((await item.GetAttributeAsync("data-end"))!, CultureInfo.InvariantCulture),
                await item.InnerTextAsync()));
        }
        return hops;
    }

    private static void Within(List<SeenHop> hops, int inner, int outer) =>
        // A function is busy for a moment after its answer has gone out, which a busy machine makes long.
        Assert.True(
            hops[inner].Start >= hops[outer].Start && hops[inner].Start <= hops[outer].End && hops[inner].End <= hops[outer].End + 10_000,
            $"{hops[inner]} is not within {hops[outer]}");

    private sealed record SeenHop(string Kind, int Depth, double Start, double End, string Text);
}
