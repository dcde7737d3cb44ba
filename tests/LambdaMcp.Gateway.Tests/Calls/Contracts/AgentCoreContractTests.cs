using System.Text.Json;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Calls.Contracts;

public sealed class AgentCoreContractTests
{
    private static readonly string[] Keys =
    [
        "bedrockAgentCoreAwsRequestId", "bedrockAgentCoreGatewayId", "bedrockAgentCoreMcpMessageId", "bedrockAgentCoreMessageVersion",
        "bedrockAgentCoreTargetId", "bedrockAgentCoreToolName", "mcp",
    ];

    [Fact]
    public async Task The_event_is_the_arguments_and_the_client_context_has_the_gateways_six_keys()
    {
        var gateway = new Gateway(Registered("""{"type":"tool","name":"t","contract":"agentcore","parameters":{"id":"string"}}""")).Answering("""{"found":true}""");

        var result = await gateway.CallAsync("t", """{"id":"7"}""");

        Assert.Equal("""{"id":"7"}""", gateway.Event);
        var custom = gateway.Invoker.Requests[0].Custom;
        Assert.Equal(Keys, custom.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("t___t", custom["bedrockAgentCoreToolName"]);
        Assert.Equal("1.0", custom["bedrockAgentCoreMessageVersion"]);
        Assert.Equal("tool-t", custom["bedrockAgentCoreTargetId"]);
        Assert.All(Keys.Except(["bedrockAgentCoreMcpMessageId"]), key => Assert.NotEmpty(custom[key]));
        Assert.True(result.GetProperty("structuredContent").GetProperty("found").GetBoolean());
    }

    [Fact]
    public async Task A_tool_that_is_named_as_the_gateway_names_it_keeps_that_name()
    {
        var gateway = new Gateway(Registered("""{"type":"tool","name":"orders___get","contract":"agentcore"}""")).Answering("{}");

        await gateway.CallAsync("orders___get", "{}");

        Assert.Equal("orders___get", gateway.Invoker.Requests[0].Custom["bedrockAgentCoreToolName"]);
    }

    [Fact]
    public async Task One_function_has_many_tools_under_the_name_of_its_target()
    {
        var gateway = new Gateway(Registered(
            """
            {"type":"target","name":"orders","contract":"agentcore","tags":["sales"],"tools":[
              {"name":"get","description":"Gets one.","inputSchema":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]},"annotations":{"readOnlyHint":true}},
              {"name":"list","description":"Lists them."}]}
            """)).Answering("""{"found":true}""");

        var tools = Json(await gateway.Tools.ListAsync(Requests.Of("tools/list"), TestContext.Current.CancellationToken)).ToArray();
        var refused = await gateway.CallAsync("orders_get", "{}");
        await gateway.CallAsync("orders_get", """{"id":"7"}""");

        Assert.Equal(["orders_get", "orders_list"], tools.Select(tool => JsonDocument.Parse(tool).RootElement.GetProperty("name").GetString()));
        Assert.Contains("\"readOnlyHint\":true", tools[0], StringComparison.Ordinal);
        Assert.Equal("invalid_arguments", refused.GetProperty("_meta").GetProperty("lambda-mcp/error").GetString());
        var request = Assert.Single(gateway.Invoker.Requests);
        Assert.Equal("orders___get", request.Custom["bedrockAgentCoreToolName"]);
        Assert.Equal("target-orders", request.Custom["bedrockAgentCoreTargetId"]);
        Assert.Equal("""{"id":"7"}""", gateway.Event);
    }
}
