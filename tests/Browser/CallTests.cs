using Browser.Fixture;
using Microsoft.Playwright;

namespace Browser;

public sealed class CallTests(LocalRun local)
{
    // A pixel.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task The_form_has_a_field_for_each_argument_and_shows_the_result()
    {
        await using var tab = await OpenAsync("form");
        var page = tab.Page;

        await page.GetByRole(AriaRole.Textbox, new() { Name = "text" }).FillAsync("<b>bold</b>");
        await page.GetByLabel("count").FillAsync("3");
        await page.GetByLabel("share").FillAsync("0.5");
        await page.GetByLabel("sure").SelectOptionAsync("true");
        await page.GetByLabel("colour").SelectOptionAsync("green");
        await page.GetByLabel("list").FillAsync("""["a", "b"]""");
        await page.GetByLabel("tree").FillAsync("""{"leaf": null}""");
        await tab.PictureAsync("form-light");
        await page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Result" })).ToContainTextAsync("""
            {"text":"<b>bold</b>","count":3,"share":0.5,"sure":true,"colour":"green","list":["a","b"],"tree":{"leaf":null}}
            """);
        await Assertions.Expect(page.Locator("#call [role=status]")).ToContainTextAsync("answered in");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Requests" }).ClickAsync();
        await page.GetByLabel("this page's own").CheckAsync();
        await Assertions.Expect(page.Locator("#request-list > li").Filter(new() { HasText = "form" }).First).ToBeVisibleAsync();
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_its_field_and_not_sent()
    {
        await using var tab = await OpenAsync("form");
        var page = tab.Page;

        await page.GetByRole(AriaRole.Textbox, new() { Name = "text" }).FillAsync("x");
        await page.GetByLabel("tree").FillAsync("{not json");
        await page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("tree")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.DoesNotContain(tab.Requests, static url => url.EndsWith("/api/call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tools_error_is_shown_as_one()
    {
        await using var tab = await OpenAsync("failing");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();

        await Assertions.Expect(tab.Page.Locator(".result [role=alert]")).ToHaveTextAsync("The tool answered with an error.");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_call_can_be_cancelled()
    {
        await using var tab = await OpenAsync("slow");
        var page = tab.Page;
        await page.GetByLabel("arguments (JSON)").FillAsync("""{"seconds": 20}""");

        await page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Assertions.Expect(page.Locator("#call [role=status]")).ToHaveTextAsync("cancelled");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true })).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Progress_images_and_hostile_content_are_shown_for_what_they_are()
    {
        await using var tab = await OpenAsync("echo");
        var page = tab.Page;
        await page.RouteAsync("**/api/call", route => route.FulfillAsync(new()
        {
            ContentType = "application/x-ndjson",
            Body = Line("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":2,"total":4,"message":"<i>half</i>"}}""")
                + Line("""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"<script>window.pwned=1</script>"},"""
                    + $$"""{"type":"image","mimeType":"image/png","data":"{{Png}}"},{"type":"image","mimeType":"text/html","data":"PHNjcmlwdD4="},"""
                    + """{"type":"resource_link","name":"<b>","uri":"javascript:window.pwned=2"},{"type":"resource","resource":{"uri":"x:y","text":"<u>t</u>"}}],"structuredContent":{"__proto__":{"a":1}}}}"""),
        }));

        await page.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();

        var result = page.GetByRole(AriaRole.Region, new() { Name = "Result" });
        await Assertions.Expect(result).ToContainTextAsync("<script>window.pwned=1</script>");
        await Assertions.Expect(result).ToContainTextAsync("javascript:window.pwned=2");
        await Assertions.Expect(result.Locator("img")).ToHaveCountAsync(1);
        Assert.True(await result.Locator("img").EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth === 1)"));
        Assert.Equal(0, await result.Locator("a, script, b, u, i").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window"));
        tab.HasNoComplaints();
    }

    private static string Line(string message) => $$"""{"message":{{System.Text.Json.JsonSerializer.Serialize(message)}}}""" + "\n";

    private async Task<Tab> OpenAsync(string tool)
    {
        var tab = await local.OpenAsync();
        await tab.Page.GotoAsync(local.PageUrl);
        await tab.Page.GetByRole(AriaRole.Tab, new() { Name = "Catalog" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = tool, Exact = true }).ClickAsync();
        return tab;
    }
}
