using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Eras;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Contracts;

/// <summary>Functions that were made for others than this endpoint, called as they are used to.</summary>
[Collection(ContractsDeployment.Collection)]
public sealed class ContractTests(ContractsDeployment stack)
{
    private const string Revision = "2026-07-28";

    [Fact]
    public async Task An_http_api_behind_api_gateway_is_a_set_of_tools()
    {
        Require.Program("python3");
        await using var client = await ConnectAsync();

        var open = await CallAsync(client, "orders-list", new() { ["status"] = "open" });
        var one = await CallAsync(client, "orders-get", new() { ["id"] = "2" });
        var none = await CallAsync(client, "orders-get", new() { ["id"] = "3" });
        var elsewhere = await CallAsync(client, "orders-get", new() { ["id"] = "../admin" });
        var created = await CallAsync(client, "orders-create", new() { ["tenant"] = "acme", ["amount"] = 3 });
        var label = await CallAsync(client, "orders-label", new() { ["id"] = "1" });

        Assert.Equal("1", Assert.Single(open.StructuredContent!.Value.GetProperty("orders").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("closed", one.StructuredContent!.Value.GetProperty("status").GetString());
        AssertError(none, "http_error", "404 NotFound: {\"message\": \"There is no order 3.\"}");
        AssertError(elsewhere, "invalid_arguments", "slashes");
        Assert.Equal("""{"created":{"amount":3},"tenant":"acme","path":"/mcp/orders"}""", JsonSerializer.Serialize(created.StructuredContent));
        Assert.Equal("image/png", Assert.IsType<ImageContentBlock>(label.Content[0]).MimeType);
    }

    [Fact]
    public async Task A_function_made_for_agentcore_gateway_keeps_its_many_tools()
    {
        Require.Program("python3");
        await using var client = await ConnectAsync();

        var sum = await CallAsync(client, "calc_add", new() { ["a"] = 2, ["b"] = 3 });
        var keys = await CallAsync(client, "calc_keys", []);
        var lost = await CallAsync(client, "calc_lost", []);

        Assert.Equal(5, sum.StructuredContent!.Value.GetProperty("sum").GetInt32());
        Assert.Equal("calc___keys", keys.StructuredContent!.Value.GetProperty("bedrockAgentCoreToolName").GetString());
        Assert.Equal(6, keys.StructuredContent!.Value.EnumerateObject().Count());
        AssertError(lost, "function_error", "There is no tool lost.");
    }

    [Fact]
    public async Task A_function_made_for_mcp_lambda_sam_is_a_tool_a_prompt_and_resources()
    {
        Require.Program("node");
        await using var client = await ConnectAsync();
        var cancellation = TestContext.Current.CancellationToken;

        var said = await CallAsync(client, "enveloped", new() { ["input"] = "hello" });
        var failed = await CallAsync(client, "enveloped", new() { ["input"] = "fail" });
        var prompt = await client.GetPromptAsync("write", new Dictionary<string, object?> { ["topic"] = "rain" }, cancellationToken: cancellation);
        var resources = await UntilAsync(() => client.ListResourcesAsync(cancellationToken: cancellation), resource => resource.Uri == "pages://intro");
        var page = await client.ReadResourceAsync("pages://end", cancellationToken: cancellation);

        Assert.Equal("hello for request string", Text(said));
        AssertError(failed, "function_error", "422: It failed as it was told.");
        Assert.Equal("Write about rain.", Assert.IsType<TextContentBlock>(prompt.Messages[0].Content).Text);
        Assert.Contains("pages://intro", resources.Select(resource => resource.Uri));
        Assert.Equal("Ever after.", Assert.IsType<TextResourceContents>(page.Contents[0]).Text);
        await Assert.ThrowsAsync<McpProtocolException>(async () => await client.ReadResourceAsync("pages://middle", cancellationToken: cancellation));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_stdio_server_in_a_peers_function_appears_under_its_prefix_with_all_that_it_has(string revision)
    {
        Require.Program("node");
        Require.NodePackage("@aws/run-mcp-servers-with-aws-lambda");
        Require.NodePackage("@modelcontextprotocol/server-everything");
        await using var client = await EraClient.ConnectAsync(stack, revision, (_, _) => EraClient.Accept("nobody"));
        var cancellation = TestContext.Current.CancellationToken;

        var tools = await UntilAsync(() => client.ListToolsAsync(cancellationToken: cancellation), tool => tool.Name == "everything_echo");
        var echo = tools.Single(tool => tool.Name == "everything_echo");
        Assert.Equal("Echo Tool", echo.Title);
        Assert.True(echo.ProtocolTool.Annotations!.ReadOnlyHint);
        Assert.DoesNotContain("everything_simulate-research-query", tools.Select(tool => tool.Name));
        Assert.Equal("Echo: hello", Text(await CallAsync(client, "everything_echo", new() { ["message"] = "hello" })));
        Assert.Contains("42", Text(await CallAsync(client, "everything_get-sum", new() { ["a"] = 40, ["b"] = 2 })), StringComparison.Ordinal);
        AssertError(await CallAsync(client, "everything_get-sum", new() { ["a"] = "x" }), "invalid_arguments", "b");
        Assert.True((await CallAsync(client, "everything_get-structured-content", new() { ["location"] = "New York" })).StructuredContent!.Value.TryGetProperty("temperature", out _));
        Assert.IsType<ImageContentBlock>((await CallAsync(client, "everything_get-tiny-image", [])).Content.First(block => block is ImageContentBlock));

        var prompts = await UntilAsync(() => client.ListPromptsAsync(cancellationToken: cancellation), prompt => prompt.Name == "everything_args-prompt");
        Assert.Contains("everything_args-prompt", prompts.Select(prompt => prompt.Name));
        var prompt = await client.GetPromptAsync("everything_args-prompt", new Dictionary<string, object?> { ["city"] = "Rome" }, cancellationToken: cancellation);
        Assert.Contains("Rome", Assert.IsType<TextContentBlock>(prompt.Messages[0].Content).Text, StringComparison.Ordinal);
        var completed = await client.CompleteAsync(new PromptReference { Name = "everything_completable-prompt" }, "department", "S", cancellationToken: cancellation);
        Assert.Equal(["Sales", "Support"], completed.Completion.Values);

        const string Features = "demo://resource/static/document/features.md";
        var resources = await UntilAsync(() => client.ListResourcesAsync(cancellationToken: cancellation), resource => resource.Uri == Features);
        var document = resources.Single(resource => resource.Uri == Features);
        Assert.Equal("everything_features.md", document.Name);
        Assert.Single((await client.ReadResourceAsync(document.Uri, cancellationToken: cancellation)).Contents);
        var templates = await UntilAsync(() => client.ListResourceTemplatesAsync(cancellationToken: cancellation), template => template.UriTemplate == "demo://resource/dynamic/text/{resourceId}");
        Assert.Contains("demo://resource/dynamic/text/{resourceId}", templates.Select(template => template.UriTemplate));
        var dynamic = await client.ReadResourceAsync("demo://resource/dynamic/text/7", cancellationToken: cancellation);
        Assert.Contains("Resource 7", Assert.IsType<TextResourceContents>(dynamic.Contents[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_gone_costs_nothing_but_its_own_entries()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var unknown = await Assert.ThrowsAsync<McpProtocolException>(() => CallAsync(client, "gone_anything", []));

        Assert.Contains("calc_add", tools.Select(tool => tool.Name));
        Assert.DoesNotContain(tools, tool => tool.Name.StartsWith("gone_", StringComparison.Ordinal));
        Assert.Equal(McpErrorCode.InvalidParams, unknown.ErrorCode);
    }

    private Task<McpClient> ConnectAsync() => EraClient.ConnectAsync(stack, Revision, (_, _) => EraClient.Accept("nobody"));

    // An instance waits some seconds for a function that it asks for its lists, which may have to start, and answers without it; after a failure it asks again after 30.
    private static async Task<IList<T>> UntilAsync<T>(Func<ValueTask<IList<T>>> list, Func<T, bool> wanted)
    {
        for (var begun = Stopwatch.StartNew(); ; await Task.Delay(250, TestContext.Current.CancellationToken))
        {
            var found = await list();
            if (found.Any(wanted) || begun.Elapsed > TimeSpan.FromMinutes(2))
                return found;
        }
    }

    private static Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken).AsTask();

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(result.Content[0]).Text;

    private static void AssertError(CallToolResult result, string code, string text)
    {
        Assert.True(result.IsError);
        Assert.Equal(code, result.Meta!["lambda-mcp/error"]!.GetValue<string>());
        Assert.Contains(text, Text(result), StringComparison.Ordinal);
    }
}
