using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace EndToEnd.StdioServers;

/// <summary>Resources, prompts and completion of the reference servers through the endpoint.</summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class ReadTests(StdioServersDeployment stack)
{
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Every_resource_is_read_and_every_prompt_got_as_from_the_server_itself(string revision)
    {
        await using var endpoint = await Clients.OfEndpointAsync(stack, revision);
        await using var server = await Clients.OfServerAsync(stack.Server("everything"));

        string[] listed = [.. (await server.ListResourcesAsync(cancellationToken: Cancel)).Select(resource => resource.Uri)];
        foreach (var uri in listed.Append("demo://resource/dynamic/text/7"))
        {
            var expected = await server.ReadResourceAsync(uri, cancellationToken: Cancel);
            Assert.NotEmpty(expected.Contents);
            Assert.Equal(Compared.Of(expected, ""), Compared.Of(await endpoint.ReadResourceAsync(uri, cancellationToken: Cancel), ""));
        }

        var blob = Assert.IsType<BlobResourceContents>(Assert.Single((await endpoint.ReadResourceAsync("demo://resource/dynamic/blob/8", cancellationToken: Cancel)).Contents));
        Assert.Contains("Resource 8", System.Text.Encoding.UTF8.GetString(blob.DecodedData.Span), StringComparison.Ordinal);
        await Assert.ThrowsAsync<McpProtocolException>(() => endpoint.ReadResourceAsync("demo://resource/none", cancellationToken: Cancel).AsTask());

        foreach (var prompt in await server.ListPromptsAsync(cancellationToken: Cancel))
        {
            var arguments = ArgumentsOf(prompt.Name);
            var expected = await server.GetPromptAsync(prompt.Name, arguments, cancellationToken: Cancel);
            Assert.NotEmpty(expected.Messages);
            Assert.Equal(Compared.Of(expected, ""), Compared.Of(await endpoint.GetPromptAsync($"everything_{prompt.Name}", arguments, cancellationToken: Cancel), ""));
        }
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Arguments_and_variables_are_completed_by_the_server(string revision)
    {
        await using var client = await Clients.OfEndpointAsync(stack, revision);

        var departments = await client.CompleteAsync(new PromptReference { Name = "everything_completable-prompt" }, "department", "S", cancellationToken: Cancel);
        var types = await client.CompleteAsync(new PromptReference { Name = "everything_resource-prompt" }, "resourceType", "B", cancellationToken: Cancel);
        var ids = await client.CompleteAsync(new ResourceTemplateReference { Uri = "demo://resource/dynamic/text/{resourceId}" }, "resourceId", "12", cancellationToken: Cancel);
        var none = await client.CompleteAsync(new PromptReference { Name = "everything_args-prompt" }, "city", "R", cancellationToken: Cancel);

        Assert.Equal(["Sales", "Support"], departments.Completion.Values);
        Assert.Equal(["Blob"], types.Completion.Values);
        Assert.Equal(["12"], ids.Completion.Values);
        Assert.Empty(none.Completion.Values);
    }

    [Fact]
    public async Task A_resource_that_a_tool_made_can_be_read_by_the_link_that_it_gave()
    {
        await using var client = await Clients.OfEndpointAsync(stack, "2025-11-25");

        var made = await client.CallToolAsync(
            "made_gzip-file-as-resource",
            new Dictionary<string, object?> { ["name"] = "made.gz", ["data"] = "data:text/plain,made", ["outputType"] = "resourceLink" }, cancellationToken: Cancel);
        var link = Assert.IsType<ResourceLinkBlock>(Assert.Single(made.Content));
        var read = await client.ReadResourceAsync(link.Uri, cancellationToken: Cancel);

        Assert.Equal([0x1f, 0x8b], Assert.IsType<BlobResourceContents>(Assert.Single(read.Contents)).DecodedData[..2].ToArray());
    }

    [Fact]
    public async Task The_memorys_graph_is_a_resource_that_shows_what_tools_changed()
    {
        await using var client = await Clients.OfEndpointAsync(stack, "2026-07-28");
        var resource = Assert.Single(await client.ListResourcesAsync(cancellationToken: Cancel), one => one.Name.StartsWith("memory_", StringComparison.Ordinal));

        await client.CallToolAsync("memory_create_entities", Entities("Grace"), cancellationToken: Cancel);
        var graph = await client.ReadResourceAsync(resource.Uri, cancellationToken: Cancel);
        await client.CallToolAsync("memory_delete_entities", new Dictionary<string, object?> { ["entityNames"] = new[] { "Grace" } }, cancellationToken: Cancel);

        Assert.Contains("Grace", Assert.IsType<TextResourceContents>(Assert.Single(graph.Contents)).Text, StringComparison.Ordinal);
    }

    internal static Dictionary<string, object?> Entities(string name) => new()
    {
        ["entities"] = new[] { new Dictionary<string, object> { ["name"] = name, ["entityType"] = "person", ["observations"] = Array.Empty<string>() } },
    };

    private static Dictionary<string, object?> ArgumentsOf(string prompt) => prompt switch
    {
        "args-prompt" => new() { ["city"] = "Rome", ["state"] = "Lazio" },
        "completable-prompt" => new() { ["department"] = "Sales", ["name"] = "Eve" },
        "resource-prompt" => new() { ["resourceType"] = "Text", ["resourceId"] = "5" },
        _ => [],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
