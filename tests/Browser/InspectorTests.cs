using Browser.Fixture;
using Microsoft.Playwright;

namespace Browser;

public sealed class InspectorTests(LocalRun local)
{
    [Fact]
    public async Task MCP_Inspector_connects_with_the_printed_command_lists_the_tools_and_calls_one()
    {
        await using var tab = await local.OpenAsync();
        await using var inspector = await Inspector.StartAsync(local.Output);
        var page = tab.Page;

        await page.GotoAsync(inspector.Url);
        // What is drawn over the switch takes the click that is meant for it.
        await page.GetByRole(AriaRole.Switch, new() { Name = "Connect or disconnect" }).ClickAsync(new() { Force = true });
        await Assertions.Expect(page.GetByText("Connected", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByText("Tools", new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "customer-by-id", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "form", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "text" }).FillAsync("from the Inspector");
        await page.GetByRole(AriaRole.Button, new() { Name = "Execute Tool" }).ClickAsync();

        await Assertions.Expect(page.GetByText("clientContext").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("from the Inspector");
        await tab.PictureAsync("inspector");
    }
}
