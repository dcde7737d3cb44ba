using System.Text.Json;
using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Support.Clients;

namespace EndToEnd.Clients;

/// <summary>The official C# SDK's client against the whole stack, with nothing but the .NET SDK on the machine.</summary>
public sealed class CSharpClientTests(LocalDeployment stack)
{
    private const string Stateless = "2026-07-28";
    private const string WithSessions = "2025-11-25";

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task It_lists_the_samples_with_the_descriptions_of_their_functions(string version)
    {
        await using var client = await ConnectAsync(version);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Superset(Samples.Names.ToHashSet(), tools.Select(tool => tool.Name).ToHashSet());
        Assert.StartsWith("Find a customer's id by e-mail address.", tools.Single(tool => tool.Name == "customer-by-email").Description, StringComparison.Ordinal);
        Assert.DoesNotContain(tools, tool => tool.Name.Contains("private", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task A_customer_is_found_by_e_mail_and_then_by_id(string version)
    {
        await using var client = await ConnectAsync(version);

        var found = await CallAsync(client, "customer-by-email", new() { ["email"] = "ada.ferreira@example.com" });
        var id = found.StructuredContent!.Value.GetProperty("customerId").GetString();
        var customer = await CallAsync(client, "customer-by-id", new() { ["customerId"] = id });

        Assert.Equal("ada.ferreira@example.com", customer.StructuredContent!.Value.GetProperty("email").GetString());
    }

    [Fact]
    public async Task The_function_is_told_whom_it_serves()
    {
        await using var client = await ConnectAsync(WithSessions);

        var echo = await CallAsync(client, "echo", new() { ["hello"] = "world" });

        var answer = echo.StructuredContent!.Value;
        Assert.Equal("world", answer.GetProperty("event").GetProperty("hello").GetString());
        var mcp = JsonDocument.Parse(answer.GetProperty("clientContext").GetProperty("mcp").GetString()!).RootElement;
        Assert.Equal("default", mcp.GetProperty("principal").GetString());
        Assert.Equal(client.SessionId, mcp.GetProperty("session").GetString());
        Assert.DoesNotContain(stack.Ready.Token, answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task An_unknown_tool_is_a_protocol_error_and_a_failing_function_a_result(string version)
    {
        await using var client = await ConnectAsync(version);

        var unknown = await Assert.ThrowsAsync<ModelContextProtocol.McpProtocolException>(() => CallAsync(client, "no-such-tool", []));
        var failing = await CallAsync(client, "failing", new() { ["message"] = "out of stock" });

        Assert.Equal(ModelContextProtocol.McpErrorCode.InvalidParams, unknown.ErrorCode);
        Assert.True(failing.IsError);
        Assert.Contains("out of stock", ((TextContentBlock)failing.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clients_have_sessions_of_their_own()
    {
        await using var first = await ConnectAsync(WithSessions);
        await using var second = await ConnectAsync(WithSessions);

        Assert.NotNull(first.SessionId);
        Assert.NotEqual(first.SessionId, second.SessionId);
        await first.PingAsync(cancellationToken: TestContext.Current.CancellationToken);
        await second.PingAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    private Task<McpClient> ConnectAsync(string version) => OfficialClient.ConnectAsync(stack.Ready.McpUrl, stack.Ready.Token, version);

    private static Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken).AsTask();
}
