using System.Text.Json;

namespace EndToEnd.LargeCatalogs;

/// <summary>A thousand tools, page by page, with the official clients.</summary>
[Collection(CatalogDeployment.Collection)]
public sealed class PagingTests(CatalogDeployment stack)
{
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task The_DotNet_client_lists_a_thousand_tools_and_calls_the_last(string revision)
    {
        await using var client = await CatalogClient.ConnectAsync(stack.Ready, revision);

        var names = (await client.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).ToArray();
        var result = await client.CallToolAsync("bulk-0999", new Dictionary<string, object?> { ["text"] = "here" }, cancellationToken: Cancel);

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.Equal(CatalogDeployment.Tools, names.Count(name => name.StartsWith("bulk-", StringComparison.Ordinal)));
        Assert.Equal("here", result.StructuredContent!.Value.GetProperty("event").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("first", "@modelcontextprotocol/sdk", 5)]
    [InlineData("second", "@modelcontextprotocol/client", 1)] // It reads on by itself.
    public async Task The_JavaScript_clients_page_through_them(string client, string package, int pages)
    {
        Require.NodePackage(package);
        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "EndToEnd", "LargeCatalogs", "js", "pages.mjs"), package, [client, stack.Ready.McpUrl, stack.Ready.Token]);
        Assert.True(exitCode == 0, $"{client} ended with {exitCode}:\n{errors}\n{output}");

        var outcome = JsonDocument.Parse(output).RootElement;
        Assert.Equal(pages, outcome.GetProperty("pages").GetInt32());
        Assert.Equal(CatalogDeployment.Tools, outcome.GetProperty("names").EnumerateArray().Select(name => name.GetString()!).Distinct().Count(name => name.StartsWith("bulk-", StringComparison.Ordinal)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
